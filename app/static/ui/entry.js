/** Registering: the browser knows the person's time zone. */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const field = document.querySelector("[data-time-zone]");
if (field && zone) field.value = zone;

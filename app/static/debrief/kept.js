/** Fields whose words survive a reload, a lost network and a session that ends: `<textarea data-keep="key">`. */

import { forgetText, keepText, textFor } from "../device/texts.js";
import { person } from "../ui/start.js";

document.addEventListener("input", ({ target }) => target.dataset?.keep && keep(target));
document.addEventListener("submit", ({ target }) => target.querySelectorAll("[data-keep]").forEach(hold));
document.addEventListener("htmx:after:request", ({ detail }) => detail.ctx?.response?.status < 300 && letGo(detail.ctx.sourceElement));

/** Puts back what was typed here last, unless the server has newer words (`data-noted`). */
export function restoreFields() {
  document.querySelectorAll("[data-keep]:not([data-kept])").forEach((field) => {
    field.dataset.kept = "";
    restore(field).catch(() => {});
  });
}

/** The words are somewhere else now. */
export function forget(field) {
  return forgetText(field.dataset.keep).catch(() => {});
}

async function restore(field) {
  await person;
  const { text, at } = JSON.parse((await textFor(field.dataset.keep)) || "{}");
  const newer = !field.dataset.noted || at > Date.parse(field.dataset.noted);
  if (!text || !newer || field.value === text || document.activeElement === field) return;
  field.value = text;
  const around = field.closest("details");
  if (around) around.open = true;
  field.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
}

function keep(field) {
  const kept = JSON.stringify({ text: field.value, at: Date.now() });
  person.then(() => (field.value ? keepText(field.dataset.keep, kept) : forgetText(field.dataset.keep))).catch(() => {});
}

// A form that leaves the page by itself is done once the server has taken it; until then the words stay.
function hold(field) {
  keep(field);
}

function letGo(form) {
  if (form?.matches?.("form[hx-post]")) form.querySelectorAll("[data-keep]").forEach(forget);
}

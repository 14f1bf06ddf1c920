/** A visit that its reader records on this very device, from a video for instance: the way back to its recorder. */

import { heldOf } from "../device/held.js";

const person = document.querySelector("meta[name=person]")?.content;

for (const link of document.querySelectorAll("[data-own-recording]")) show(link).catch(() => {});

async function show(link) {
  const { begun, end } = await heldOf(person, link.dataset.ownRecording);
  link.hidden = !begun || Boolean(end);
  if (!link.hidden) link.nextElementSibling.classList.replace("solid", "line");
}

/** One's own words, changed or taken back: a correction beside what stood before, never over it. */

import { tell } from "../ui/messages.js";
import { debrief as says } from "./words.js";
import { forget } from "./kept.js";
import { log, onSettled } from "./visit.js";

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-mend]")) return;
  event.preventDefault();
  mend(event.target, event.submitter?.value === "back");
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-gives-back]");
  if (button) giveBack(button);
});

onSettled(() => document.querySelectorAll("[data-mends][hidden]").forEach((part) => (part.hidden = false)));

async function mend(form, back) {
  const field = form.elements.text;
  const text = field.value.trim();
  if (!back && (!text || text === field.defaultValue.trim())) return field.focus();
  const target = form.dataset.mend;
  try {
    await (await log()).append(back ? { kind: "void", target } : { kind: "amend", target, text });
  } catch {
    return tell(says.notSaved);
  }
  await forget(field);
  form.querySelectorAll("button").forEach((button) => (button.disabled = true));
  form.querySelector(".hint").textContent = says.sharing;
}

// What took the words back is taken back itself.
async function giveBack(button) {
  try {
    await (await log()).append({ kind: "void", target: button.dataset.givesBack });
    button.replaceWith(says.sharing);
  } catch {
    tell(says.notSaved);
  }
}

/** Copy buttons: `<button data-copy="id of a field" hidden>`. They appear where they can work. */

import { frame as says } from "./frame_words.js";
import { tell } from "./messages.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", () => copy(field));
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    tell(says.copied);
  } catch {
    // No clipboard without https: the words are selected, and the keyboard does the rest.
    field.focus();
    field.select();
    tell(says.copyYourself);
  }
}

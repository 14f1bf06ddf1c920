/** A sheet: from below over the screen on a phone, between the pads and clear of them on a tablet. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";

const [LEAST_PX, GAP_PX] = [190, 6];
const ROOMY = "(min-width: 640px) and (min-height: 560px)";

/** The sheet: `fill(...children)`, `close()`, `modal`. On a tablet the pads stay live beside it, unless it `covers`. */
export function openSheet(frame, { title, aside = "", className = "", covers = false, closed = () => {} }) {
  const beside = !covers && matchMedia(ROOMY).matches;
  const shut = h("button.icbtn.shut", { type: "button", "aria-label": says.close, onclick: () => dialog.close() }, icon("close", 22));
  const heading = h("h2", { id: "sheet-title", tabindex: -1, autofocus: true }, title);
  const due = h("button.btn.line.due-cue", { type: "button", hidden: true, onclick: () => dialog.close() });
  const body = h("section.bsheet", {}, h("div.bh", {}, heading, aside ? h("span.soft", {}, aside) : null, shut), due);
  const dialog = h(`dialog.sheetwrap.${beside ? "beside" : "over"}.${className}`, { "aria-labelledby": "sheet-title" }, body);
  const sheet = { modal: !beside, close: () => dialog.close(), fill: (...parts) => body.append(...parts.filter(Boolean)), sayDue };
  const above = () => aboveKeyboard(dialog);

  // The sheet may lie over a sweep that falls due: it says so, and gives way without losing a word.
  function sayDue() {
    due.hidden = !frame.due;
    words(due, frame.due ? says.dueBelow(frame.due.label) : "");
  }

  frame.sheet?.close();
  frame.sheet = sheet;
  frame.root.append(dialog);
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && !beside && dialog.close());
  dialog.addEventListener("keydown", (event) => beside && event.key === "Escape" && dialog.close());
  dialog.addEventListener("close", () => {
    visualViewport?.removeEventListener("resize", above);
    if (frame.sheet === sheet) frame.sheet = null;
    dialog.remove();
    closed();
  });
  visualViewport?.addEventListener("resize", above);
  if (beside) dialog.show();
  else dialog.showModal();
  if (beside) clearOfPads(dialog, frame.root);
  sayDue();
  return sheet;
}

// Where it stands above the pads it ends above them, and scrolls; a note keeps what it needs to be written and saved.
function clearOfPads(dialog, root) {
  if (getComputedStyle(dialog).position !== "absolute" || dialog.matches(".for-note")) return;
  const room = root.querySelector(".pads").getBoundingClientRect().top - dialog.getBoundingClientRect().top;
  dialog.style.maxHeight = `${Math.max(LEAST_PX, room - GAP_PX)}px`;
}

// The on-screen keyboard shrinks only the visual viewport: without this it would cover what is being typed.
function aboveKeyboard(dialog) {
  const hidden = innerHeight - visualViewport.height - visualViewport.offsetTop;
  dialog.style.setProperty("--keyboard", `${Math.max(0, Math.round(hidden))}px`);
}

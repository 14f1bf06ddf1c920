/** A sheet: from below over the screen on a phone, between the pads and clear of them on a tablet. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h } from "./element.js";

const ROOMY = "(min-width: 640px) and (min-height: 560px)";

/** `{fill(...children), close()}`; on a tablet the pads stay live beside it, unless `covers`. */
export function openSheet(frame, { title, aside = "", className = "", covers = false, onClose = () => {} }) {
  const beside = !covers && matchMedia(ROOMY).matches;
  const heading = h("h2", { id: "sheet-title", tabindex: -1, autofocus: true }, title);
  const shut = h("button.icbtn.shut", { type: "button", "aria-label": says.close, onclick: () => dialog.close() }, icon("close", 22));
  const top = h("div.bh", {}, heading, aside ? h("span.soft", {}, aside) : null, shut);
  const body = h("section.bsheet", {}, top);
  const kind = beside ? "beside" : "over";
  const dialog = h(`dialog.sheetwrap.${kind}${className ? `.${className}` : ""}`, { "aria-labelledby": "sheet-title" }, body);
  const above = () => aboveKeyboard(dialog);
  frame.sheet?.close();
  frame.sheet = dialog;
  frame.root.append(dialog);
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && !beside && dialog.close());
  dialog.addEventListener("keydown", (event) => beside && event.key === "Escape" && dialog.close());
  dialog.addEventListener("close", () => {
    visualViewport?.removeEventListener("resize", above);
    if (frame.sheet === dialog) frame.sheet = null;
    dialog.remove();
    onClose();
  });
  visualViewport?.addEventListener("resize", above);
  if (beside) dialog.show();
  else dialog.showModal();
  return { el: body, fill: (...children) => body.append(...children), close: () => dialog.close() };
}

// The on-screen keyboard shrinks only the visual viewport: without this it would cover what is being typed.
function aboveKeyboard(dialog) {
  const hidden = innerHeight - visualViewport.height - visualViewport.offsetTop;
  dialog.style.setProperty("--keyboard", `${Math.max(0, Math.round(hidden))}px`);
}

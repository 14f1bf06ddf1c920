/** Says why no marks are taken, or that nothing could be seen, in the place of the lesson's parts; one tap goes on. */

import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { onPress } from "./press.js";

export class HeldBar {
  #recording;
  #text = h("span");
  #button = h("button.btn.solid.small", { type: "button" });

  constructor(recording, frame) {
    this.#recording = recording;
    this.el = h("div.held", { role: "status", hidden: true }, this.#text, this.#button);
    onPress(this.#button, () => this.#goOn(frame));
  }

  paint(sums) {
    const { held } = this.#recording;
    const reason = held ?? (sums.unseenSince("") === null ? null : "unseen");
    this.el.hidden = reason === null || reason === "ended";
    if (this.el.hidden) return;
    words(this.#text, says.heldSince(reason, reason === "paused" ? sums.pausedSince : sums.unseenSince("")));
    words(this.#button, says.goOn[reason]);
  }

  #goOn(frame) {
    const { held, log } = this.#recording;
    if (held === "following") log.takeOver();
    else frame.write({ kind: held === "paused" ? "resume" : "seen" });
  }
}

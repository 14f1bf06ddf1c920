/** The last three things recorded, newest heaviest: a tap takes one back, and for a while redo brings it back. */

import { icon, shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h } from "./element.js";
import { onPress } from "./press.js";
import { pads as also } from "./words.js";

const SHOWN = 3;
const REDO_MS = 15_000;
const HOLD_MS = 600;

export class UndoBar {
  #recording;
  #frame;
  #drawn = "";
  #redo = null;
  #forget = null;

  constructor(recording, frame) {
    this.#recording = recording;
    this.#frame = frame;
    this.el = h("div.undo", { role: "group", "aria-label": says.undoGroup });
  }

  paint() {
    const latest = this.#recording.latest(SHOWN);
    const state = JSON.stringify([latest.map((group) => group.map(({ id }) => id)), this.#redo?.name]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.el.classList.toggle("has-redo", Boolean(this.#redo));
    this.el.replaceChildren(this.#lead(), ...latest.map((group, index) => this.#item(group, index === 0)));
  }

  /** Takes back what was recorded together, and offers to bring it back. */
  async undo(entries, name) {
    if (this.#frame.shut()) return this.#frame.say(this.#frame.shut());
    this.#frame.felt();
    try {
      const voids = await this.#recording.takeBack(entries);
      this.#offerRedo(voids, name);
      this.#frame.announce(says.undone(name));
    } catch (error) {
      this.#frame.say(says.notSaved(error.name));
    }
  }

  undoLatest() {
    const [group] = this.#recording.latest(1);
    if (group) this.undo(group, this.#frame.nameOf(group[0]).text);
  }

  #offerRedo(voids, name) {
    clearTimeout(this.#forget);
    this.#redo = voids && { voids, name };
    if (voids) this.#forget = setTimeout(() => this.#offerRedo(null), REDO_MS);
    this.paint();
  }

  async #bringBack() {
    const { voids, name } = this.#redo;
    this.#offerRedo(null);
    try {
      await this.#recording.takeBack(voids);
      this.#frame.announce(says.redone(name));
    } catch (error) {
      this.#frame.say(says.notSaved(error.name));
    }
  }

  #lead() {
    const [name, text, label, act] = this.#redo
      ? ["redo", says.redo, says.redoIt(this.#redo.name), () => this.#bringBack()]
      : ["undo", says.undo, also.lastTen, () => this.#frame.openCorrections()];
    const button = h("button.ul", { type: "button", "aria-label": `${text}: ${label}` }, icon(name, 22), text);
    onPress(button, act);
    return button;
  }

  // Where the bar has no room for the word, a long press leads to the last ten.
  #onHold(button) {
    let timer = null;
    const over = () => clearTimeout(timer);
    button.addEventListener("pointerdown", () => {
      button.classList.remove("held");
      timer = setTimeout(() => {
        button.classList.add("held");
        this.#frame.openCorrections();
      }, HOLD_MS);
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) button.addEventListener(name, over);
  }

  #item(group, first) {
    const { text, pencil, glyph } = this.#frame.nameOf(group[0]);
    const at = group[0].at_ms;
    const button = h(
      `button.um${first ? ".first" : ""}`,
      { type: "button", "aria-label": says.undoIt(text, at) },
      icon("undo", 20, "ui"),
      shape(glyph, 22, `c-${pencil}`),
      h("span.un", {}, text),
      h("span.ut", {}, says.lessonTime(at)),
    );
    this.#onHold(button);
    onPress(button, () => button.classList.contains("held") || this.undo(group, text), (on) => button.classList.toggle("pressed", on));
    return button;
  }
}

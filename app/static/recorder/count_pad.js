/** A pad that counts: shape, name, how often, when last, minus one, and the trace of its marks. */

import { shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { onPress } from "./press.js";
import { saved } from "./saved.js";
import { padKey } from "./tallies.js";
import { Trace } from "./trace.js";

/** One pad for each option of the measure, or one for the measure itself. */
export function countPads(measure, recording, frame) {
  const options = measure.options?.length ? measure.options : [null];
  return options.map((option) => new CountPad(measure, option, recording, frame));
}

class CountPad {
  #marks = [];
  #parts;
  #refusal = "";
  #untilOpen = false; // the refusal is over as soon as marks can be taken again

  constructor(measure, option, recording, frame) {
    Object.assign(this, { measure, option, recording, frame, key: padKey(measure.key, option?.key) });
    this.label = (option ?? measure).label;
    this.pencil = measure.look?.pencil ?? "slate";
    this.shape = (option ?? measure).shape ?? measure.look?.shape ?? "circle";
    this.el = this.#draw();
    onPress(this.#parts.hit, (stamp) => this.press(stamp), (on) => this.el.classList.toggle("pressed", on));
    onPress(this.#parts.minus, () => this.#takeBack());
  }

  async press(timeStamp) {
    const refused = this.frame.refusal();
    if (refused) return this.#refuse(refused, true);
    this.frame.felt();
    const at = this.recording.at(timeStamp);
    const counted = await saved(() => this.recording.mark([this.#mark()], at), (text) => this.#refuse(text));
    if (counted) this.frame.announce(says.countNow(this.label, this.#marks.length));
  }

  paint(sums) {
    this.#marks = sums.marks.get(this.key) ?? [];
    const { hit, count, minus, at } = this.#parts;
    const last = this.#marks.at(-1);
    if (this.#untilOpen && !this.frame.refusal()) this.#refuse("");
    words(count, String(this.#marks.length));
    words(at, last ? says.lessonTime(last.at_ms) : "");
    attribute(hit, "aria-label", says.pad(this.label, this.#marks.length));
    attribute(minus, "aria-label", last ? says.minusOne(this.label, last.at_ms) : says.nothingToTakeBack(this.label));
    minus.disabled = !last;
    attribute(this.el, "data-long", String(this.#marks.length).length > 2);
    this.#parts.trace.marks(this.#marks.map(({ at_ms }) => at_ms));
  }

  tick(now, scale) {
    const last = this.#marks.at(-1);
    words(this.#parts.ago, this.#refusal || (last ? says.ago(now - last.at_ms) : says.notYet));
    this.#parts.trace.until(now, scale);
  }

  latest(yes) {
    this.el.classList.toggle("latest", yes);
  }

  #takeBack() {
    if (this.#marks.length) this.frame.undo([this.#marks.at(-1)], this.label);
  }

  #refuse(text, untilOpen = false) {
    this.#refusal = text;
    this.#untilOpen = untilOpen;
    this.el.classList.toggle("refused", Boolean(text));
    if (text) this.frame.announce(`${this.label}: ${text}`);
    words(this.#parts.ago, text || says.justNow);
  }

  #mark() {
    const mark = { kind: "mark", measure: this.measure.key };
    return this.option ? { ...mark, option: this.option.key } : mark;
  }

  #draw() {
    const parts = {
      hit: h("button.hit", { type: "button" }),
      count: h("span.pc"),
      at: h("b"),
      ago: h("span.ago"),
      minus: h("button.minus", { type: "button" }, "−1"),
      trace: new Trace(),
    };
    this.#parts = parts;
    const side = { slate: "a", umber: "b" }[this.pencil] ?? "g";
    return h(
      `div.pad.${side}`,
      { "data-pad": this.key },
      parts.hit,
      h("span.pg", {}, shape(this.shape, 56)),
      h("span.pn", { lang: null }, this.label),
      parts.count,
      h("span.pt", {}, parts.at, " ", parts.ago),
      parts.minus,
      parts.trace.el,
    );
  }
}

/** A pad that counts: shape, name, how often, when last, minus one, and the trace of its marks. */

import { shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { Trace } from "./trace.js";

/** One pad for each option of the measure, or one for the measure itself. */
export function countPads(measure, recording, frame) {
  const options = measure.options?.length ? measure.options : [null];
  return options.map((option) => new CountPad(measure, option, recording, frame).drawn());
}

export class CountPad extends Pad {
  marks = [];
  parts;

  constructor(measure, option, recording, frame) {
    super(measure, option, recording, frame);
    this.pencil = measure.look?.pencil ?? "slate";
    this.shape = (option ?? measure).shape ?? measure.look?.shape ?? "circle";
  }

  press(timeStamp) {
    return this.save(timeStamp, (at) => this.recording.mark([this.entry()], at), () => says.countNow(this.label, this.marks.length));
  }

  paint(sums) {
    this.marks = this.found(sums);
    const { hit, count, minus, at } = this.parts;
    const last = this.recording.newest(this.marks);
    this.settle();
    words(count, this.number());
    words(at, last ? says.lessonTime(last.at_ms) : "");
    attribute(hit, "aria-label", says.pad(this.label, this.marks.length));
    attribute(minus, "aria-label", last ? says.minusOne(this.label, last.at_ms) : says.nothingToTakeBack(this.label));
    minus.disabled = !last;
    attribute(this.el, "data-long", this.number().length > 2);
    this.parts.trace.marks(this.marks.map(({ at_ms }) => at_ms));
  }

  tick(now, scale) {
    words(this.parts.ago, this.refusal || this.lately(now));
    this.parts.trace.until(now, scale);
  }

  told() {
    words(this.parts.ago, this.refusal || says.justNow);
  }

  found(sums) {
    return sums.marks.get(this.key) ?? [];
  }

  number() {
    return String(this.marks.length);
  }

  lately(now) {
    const last = this.marks.findLast(({ at_ms }) => at_ms <= now); // in a video there may be later ones
    return last ? says.ago(now - last.at_ms) : says.notYet;
  }

  entry() {
    const mark = { kind: "mark", measure: this.measure.key };
    return this.option ? { ...mark, option: this.option.key } : mark;
  }

  drawn(name = [this.label]) {
    const parts = {
      hit: h("button.hit", { type: "button" }),
      count: h("span.pc"),
      at: h("b"),
      ago: h("span.ago"),
      minus: h("button.minus", { type: "button" }, "−1"),
      trace: new Trace(),
    };
    this.parts = parts;
    const side = { slate: "a", umber: "b" }[this.pencil] ?? "g";
    const glyph = h("span.pg", {}, shape(this.shape, 56));
    const when = h("span.pt", {}, parts.at, " ", parts.ago);
    const seen = [glyph, h("span.pn", {}, ...name), parts.count, when, parts.minus, parts.trace.el];
    this.el = h(`div.pad.${side}`, { "data-pad": this.key }, parts.hit, ...seen);
    onPress(parts.hit, (stamp) => this.press(stamp), (on) => this.el.classList.toggle("pressed", on));
    onPress(parts.minus, () => this.marks.length && this.frame.undo([this.recording.newest(this.marks)], this.label));
    return this;
  }
}

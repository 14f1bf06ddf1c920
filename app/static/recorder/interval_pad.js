/** Intervals: codes that are switched on and off for the interval at hand. "None" is an answer, silence is a missed one. */

import { icon } from "../ui/glyphs.js";
import { attribute, h, words } from "./element.js";
import { beatOf, IntervalClock } from "./interval_clock.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { pads as says } from "./words.js";

const CODE = { least: () => 48, wanted: () => 88, narrowest: 104, most: 8, weight: 0.5, wide: true };

/** One pad for each code, and one for none of them. */
export function intervalPads(measure, recording, frame) {
  const clock = clockFor(measure, recording, frame);
  return [...measure.options, null].map((option) => new CodePad(measure, option, recording, frame, clock));
}

/** Measures of one beat share a clock; the first of them makes it. */
function clockFor(measure, recording, frame) {
  const beat = beatOf(measure);
  const clock = frame.clocks.get(beat) ?? new IntervalClock(measure, recording, frame);
  frame.clocks.set(beat, clock);
  clock.measures.push(measure);
  return clock;
}

class CodePad extends Pad {
  size = CODE;
  #k = null; // the interval that a press is about just now, null when none is open
  #parts;

  constructor(measure, option, recording, frame, clock) {
    super(measure, option, recording, frame);
    Object.assign(this, { clock, heading: measure.label });
    if (!option) Object.assign(this, { key: `${measure.key}:(none)`, label: says.none });
    this.el = this.#draw();
    onPress(this.#parts.hit, (stamp) => this.press(stamp), (on) => this.el.classList.toggle("pressed", on));
  }

  holds({ kind, measure, id, codes }) {
    if (kind !== "interval" || measure !== this.measure.key) return false;
    return this.option ? this.#own.changed.get(id)?.includes(this.option.key) : codes.length === 0;
  }

  async press(timeStamp) {
    let open = true;
    const work = (at) => {
      const k = this.clock.slotAt(at);
      open = k !== null;
      return open && this.#switch(k, at);
    };
    await this.save(timeStamp, (at) => this.recording.inTurn(() => work(at)), () => (open ? this.#on ? this.label : says.takenOff(this.label) : ""));
    if (!open) this.refuse(says.notOpen(this.clock.nextAt()), true);
  }

  paint() {
    this.settle();
    const { hit, box } = this.#parts;
    if (this.el.classList.toggle("on", this.#on) !== Boolean(box.firstChild)) box.replaceChildren(...(this.#on ? [icon("check", 20)] : []));
    this.el.classList.toggle("closed", this.#k === null);
    attribute(hit, "aria-pressed", String(this.#on));
  }

  tick(now) {
    const k = this.clock.slotAt(now);
    if (k === this.#k) return;
    this.#k = k;
    this.paint();
  }

  told() {
    words(this.#parts.why, this.refusal);
  }

  get #own() {
    return this.recording.sums.intervals.get(this.measure.key);
  }

  get #on() {
    const codes = this.#own.by.get(this.#k);
    return this.option ? Boolean(codes?.includes(this.option.key)) : codes?.length === 0;
  }

  // Without any code left the interval is as if nothing had been said: "none" is said by its own pad.
  #switch(k, at) {
    const codes = this.#own.by.get(k);
    const next = this.#after(codes);
    this.clock.touched(at);
    if (next) return this.recording.mark([{ kind: "interval", measure: this.measure.key, k, codes: next }], at);
    const said = this.recording.sums.counting.filter((entry) => entry.kind === "interval" && entry.measure === this.measure.key && entry.k === k);
    return this.recording.takeBack(said);
  }

  #after(codes) {
    if (!this.option) return codes?.length === 0 ? null : [];
    const { key } = this.option;
    if (!codes?.includes(key)) return this.measure.several === false ? [key] : [...(codes ?? []), key];
    return codes.length > 1 ? codes.filter((code) => code !== key) : null;
  }

  #draw() {
    const parts = { hit: h("button.hit", { type: "button", "aria-label": this.label }), box: h("span.cbox"), why: h("span.why") };
    this.#parts = parts;
    return h(`div.code${this.option ? "" : ".none"}`, { "data-pad": this.key }, parts.hit, parts.box, h("span.cn", {}, this.label), parts.why);
  }
}

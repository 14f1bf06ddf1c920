/** The clock of intervals: which one it is, how long it lasts, which were missed; a tap goes back to the one before. */

import { shape } from "../ui/glyphs.js";
import { recorder as times } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { momentOf, timeUntil } from "./spans.js";
import { intervalScores } from "./tally_kinds.js";
import { pads as says } from "./words.js";

const BACK_MS = 12_000;
const FRESH_MS = 6000;

/** Measures that share a length and a moment of scoring share a clock. */
export const beatOf = ({ every_ms, method }) => `${every_ms}:${scoredAtEnd(method)}`;

const scoredAtEnd = (method) => method === "momentary" || method === "whole";

export class IntervalClock extends Pad {
  measures = [];
  cued = false;
  #back = null; // { k, until }: the interval that is being corrected, and until when
  #parts;

  constructor(measure, recording, frame) {
    super({ ...measure, options: [] }, null, recording, frame);
    Object.assign(this, { key: `beat:${beatOf(measure)}`, every: measure.every_ms, atEnd: scoredAtEnd(measure.method), method: measure.method });
    this.label = says.intervals;
    this.el = this.#draw();
    onPress(this.#parts.hit, () => this.press());
  }

  holds() {
    return false;
  }

  /** The interval that a press at this moment is about; null when none can be scored then. */
  slotAt(at) {
    if (this.#back && at <= this.#back.until) return this.#back.k;
    const { k, since } = this.#at(at);
    if (!this.atEnd) return k;
    return k > 0 && since <= this.every / 2 ? k - 1 : null;
  }

  nextAt() {
    return this.#endOf(this.#at(this.recording.now()).k);
  }

  /** What to say when the visit ends now and something was recorded in the part that is dropped. */
  dropped() {
    const { k } = this.#at(this.recording.now());
    const any = this.measures.some(({ key }) => this.recording.sums.intervals.get(key).by.has(k));
    return any ? says.lastIntervalDropped(k + 1) : null;
  }

  /** A correction goes on while somebody is at it. */
  touched(at) {
    if (this.#back) this.#back.until = Math.max(this.#back.until, at + BACK_MS);
  }

  press() {
    const now = this.recording.now();
    const before = (this.slotAt(now) ?? this.#at(now).k) - 1;
    if (this.#back) this.#back = null;
    else if (before < 0) return this.frame.announce(says.noneBefore);
    else this.#back = { k: before, until: now + BACK_MS };
    this.frame.reveal(this.frame.pads.find(({ clock }) => clock === this));
    if (this.#back) this.frame.announce(says.correcting(before + 1));
    this.frame.tick();
  }

  paint() {
    this.settle();
  }

  tick(now) {
    if (this.#back && now > this.#back.until) this.#back = null;
    const { k, since } = this.#at(now);
    const asked = this.#asked(now);
    const { name, left, sub, bar, hit } = this.#parts;
    const ends = this.#endOf(k);
    words(name, this.#back ? says.correcting(this.#back.k + 1) : asked ? says.scoreNow(this.method, this.slotAt(now) + 1) : says.interval(k + 1));
    words(left, ends === Infinity ? times.notNow : says.left(ends - now));
    words(sub, says.intervalSub(ends, this.#missed(now, asked)));
    bar.style.inlineSize = `${((100 * since) / this.every).toFixed(1)}%`;
    attribute(hit, "aria-label", says.clockPad(name.textContent, ends));
    this.cued = asked || (!this.atEnd && k > 0 && since < FRESH_MS);
    this.el.classList.toggle("back", Boolean(this.#back));
    this.el.classList.toggle("cued", this.cued);
  }

  #at(at) {
    const passed = timeUntil(this.recording.sums.pauses, at);
    const k = Math.floor(passed / this.every);
    return { k, since: passed - k * this.every };
  }

  #endOf(k) {
    return momentOf(this.recording.sums.pauses, (k + 1) * this.every);
  }

  /** Is an answer about the interval just ended still awaited? */
  #asked(now) {
    if (!this.atEnd || this.#back) return false;
    const k = this.slotAt(now);
    return k !== null && this.measures.some(({ key }) => !this.recording.sums.intervals.get(key).by.has(k));
  }

  #missed(now, asked) {
    const missed = this.measures.map((measure) => intervalScores(this.recording.sums, measure, now).missed);
    return Math.max(0, ...missed) - (asked ? 1 : 0);
  }

  #draw() {
    const parts = { hit: h("button.hit", { type: "button" }), name: h("span.swn"), left: h("span.swc"), sub: h("span.sws"), bar: h("b") };
    this.#parts = parts;
    const bar = h("span.swbar", { "aria-hidden": "true" }, parts.bar);
    return h("section.sweep.beat", { "aria-label": this.label }, parts.hit, h("span.sg", {}, shape("lines", 34)), parts.name, parts.left, parts.sub, bar);
  }
}

/** A sweep: counts down to the next one, then shows every number from none to all; one tap saves it. */

import { icon, shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { saved } from "./saved.js";
import { momentOf, timeUntil } from "./spans.js";
import { missedSweeps } from "./tally_kinds.js";
import { pads as also } from "./words.js";

const MANY = 25;

export function sweepPads(measure, recording, frame) {
  return [new SweepPad(measure, recording, frame)];
}

class SweepPad extends Pad {
  #askedAt = null; // the cue that is being answered, or the moment somebody chose to take one
  #byHand = false;
  #parts = {};
  taken = [];
  #watch = new ResizeObserver(([{ target }]) => this.#fit(target));
  #card;

  constructor(measure, recording, frame) {
    super(measure, null, recording, frame);
    this.key = measure.key;
    this.#card = h("section.sweep", { "aria-label": measure.label });
    this.el = h("div.cell", {}, this.#card); // its place, also while the card asks in the middle of the screen
    this.#drawWaiting();
  }

  holds({ kind, measure }) {
    return kind === "sweep" && measure === this.key;
  }

  get keyed() {
    return this.#card;
  }

  get due() {
    return this.#askedAt !== null;
  }

  press() {
    if (this.due) return this.#card.querySelector(".n")?.focus();
    const refused = this.frame.refusal();
    if (refused) return this.frame.announce(refused);
    if (!this.frame.students) return this.frame.askStudents();
    this.#byHand = true;
    this.#ask(this.recording.now());
  }

  paint(sums) {
    this.taken = sums.sweeps.get(this.key) ?? [];
    if (this.due && this.taken.some(({ at_ms }) => at_ms >= this.#askedAt)) this.#rest();
  }

  tick(now) {
    const { sums } = this.recording;
    const every = this.measure.every_ms;
    const holes = sums.holes(this.key);
    const cues = Math.floor(timeUntil(holes, now) / every);
    const cue = momentOf(holes, cues * every);
    if (this.due && !this.#byHand && !this.#inTime(this.#askedAt, now)) this.#rest();
    if (!this.due && cues > 0 && this.#mayOpen(cue, now)) this.#ask(cue);
    if (!this.due) this.#count(momentOf(holes, (cues + 1) * every), now);
  }

  latest() {}

  /** A cue stands open for half of the time to the next one; whatever is not answered by then was missed. */
  #inTime(cue, now) {
    const holes = this.recording.sums.holes(this.key);
    const since = timeUntil(holes, now) - timeUntil(holes, cue); // below 0 where somebody went back in a video
    return since >= 0 && since <= this.measure.every_ms / 2;
  }

  #mayOpen(cue, now) {
    const { sums, held } = this.recording;
    if (!this.frame.students || held || sums.unseenSince(this.key) !== null) return false;
    return cue > (this.frame.skipped[this.key] ?? 0) && this.#inTime(cue, now) && !this.taken.some(({ at_ms }) => at_ms >= cue);
  }

  #ask(at) {
    if (!this.frame.mayAsk(this)) return;
    this.#askedAt = at;
    this.#drawDue();
    this.frame.stage(this.#card);
    this.frame.sweepChanged();
    this.frame.announce(says.sweepDue(this.label, this.frame.students));
  }

  #rest() {
    this.#askedAt = null;
    this.#byHand = false;
    this.#drawWaiting();
    this.el.append(this.#card);
    this.frame.sweepChanged();
    this.tick(this.recording.now());
  }

  #skip() {
    if (!this.#byHand) this.frame.skip(this.key, this.#askedAt);
    this.#rest();
  }

  async #save(value, timeStamp) {
    const refused = this.frame.refusal();
    if (refused) return words(this.#parts.hint, refused);
    this.frame.felt();
    const { hint } = this.#parts;
    const sweep = { kind: "sweep", measure: this.key, value, out_of: this.frame.students };
    const at = this.recording.at(timeStamp);
    await saved(() => this.recording.mark([sweep], at), (text) => words(hint, text || says.oneTapSaves));
  }

  #count(next, now) {
    const { left, sub, bar, hit } = this.#parts;
    const wait = Math.min(next - now, this.measure.every_ms);
    words(left, next === Infinity ? says.notNow : says.inTime(wait));
    words(sub, this.#soFar(next, now));
    bar.style.inlineSize = `${(100 - (100 * wait) / this.measure.every_ms).toFixed(1)}%`;
    attribute(hit, "aria-label", says.sweepPad(this.label, next));
  }

  #soFar(next, now) {
    const [text, missed] = [says.nextSweep(next, this.taken.length), missedSweeps(this.recording.sums, this.measure, now)];
    return missed ? also.missedSweeps(text, missed) : text;
  }

  #drawWaiting() {
    const parts = {
      hit: h("button.hit", { type: "button" }),
      left: h("span.swc"),
      sub: h("span.sws"),
      bar: h("b"),
    };
    this.#parts = parts;
    this.#card.classList.remove("due");
    const bar = h("span.swbar", { "aria-hidden": "true" }, parts.bar);
    const glyph = h("span.sg", {}, shape("target", 34));
    this.#card.replaceChildren(parts.hit, glyph, h("span.swn", {}, this.label), parts.left, parts.sub, bar);
    onPress(parts.hit, () => this.press());
  }

  #drawDue() {
    this.#parts = { hint: h("em", {}, says.oneTapSaves) };
    const question = h("span.swq", {}, says.howMany(this.frame.students), " ", this.#parts.hint);
    const title = h("span.swt", {}, shape("target", 24), h("b", {}, this.label));
    const grid = h("div.ngrid", { "data-many": this.frame.students > MANY });
    this.#card.classList.add("due");
    this.#card.replaceChildren(h("div.swh", {}, title, question), grid);
    this.#all(grid);
    this.#watch.disconnect();
    this.#watch.observe(grid);
  }

  // A big class does not fit with a finger's width for each number: then the tens come first.
  #fit(grid) {
    if (grid.dataset.shows !== "all") return;
    const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const left = columns - (grid.childElementCount - 1) % columns;
    grid.lastChild.style.gridColumn = left === 1 ? "1 / -1" : `span ${left}`;
    if (grid.scrollHeight > grid.clientHeight + 2) this.#tens(grid);
  }

  #all(grid) {
    grid.dataset.shows = "all";
    grid.replaceChildren(...this.#numbers(0, this.frame.students), this.#skipButton());
  }

  #numbers(from, to) {
    return Array.from({ length: to - from + 1 }, (_, index) => this.#number(from + index));
  }

  #tens(grid) {
    grid.dataset.shows = "tens";
    const starts = Array.from({ length: Math.floor(this.frame.students / 10) + 1 }, (_, index) => index * 10);
    grid.replaceChildren(...starts.map((from) => this.#ten(grid, from)), this.#skipButton());
  }

  #ten(grid, from) {
    const to = Math.min(from + 9, this.frame.students);
    if (from === to) return this.#number(from);
    const button = h("button.n.ten", { type: "button" }, `${from}–${to}`);
    onPress(button, () => this.#ones(grid, from, to));
    return button;
  }

  #ones(grid, from, to) {
    const back = h("button.n.pass", { type: "button" }, icon("back", 18), says.otherNumbers);
    onPress(back, () => this.#tens(grid));
    grid.replaceChildren(...this.#numbers(from, to), back);
  }

  #number(value) {
    const button = h("button.n", { type: "button" }, String(value));
    onPress(button, (stamp) => this.#save(value, stamp), (on) => button.classList.toggle("pressed", on));
    return button;
  }

  #skipButton() {
    const button = h("button.n.pass", { type: "button" }, says.skip);
    onPress(button, () => this.#skip());
    return button;
  }
}

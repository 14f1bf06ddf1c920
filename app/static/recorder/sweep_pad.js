/** A sweep: counts down to the next one, then shows every number from none to all; one tap saves it. */

import { icon, shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { onPress } from "./press.js";

const SMALLEST_PX = 46;
const BUZZ = [220, 120, 220];

export function sweepPads(measure, recording, frame) {
  return [new SweepPad(measure, recording, frame)];
}

class SweepPad {
  #askedAt = null; // the cue that is being answered, or the moment somebody chose to take one
  #byHand = false;
  #skipped = -1;
  #parts = {};
  pencil = "graphite";

  constructor(measure, recording, frame) {
    Object.assign(this, { measure, recording, frame, key: measure.key, label: measure.label });
    this.el = h("section.sweep", { "aria-label": measure.label });
    this.#drawWaiting();
  }

  get due() {
    return this.#askedAt !== null;
  }

  press() {
    if (this.due) return this.el.querySelector(".n")?.focus();
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
    const every = this.measure.every_ms;
    const cue = Math.floor(now / every) * every;
    if (this.#open(cue, now)) this.#ask(cue);
    else if (this.due && !this.#byHand && !this.#open(this.#askedAt, now)) this.#rest();
    if (!this.due) this.#count(cue + every, now);
  }

  latest() {}

  /** A cue stands open for half of the time to the next one; whatever is not answered by then was missed. */
  #open(cue, now) {
    const { sums } = this.recording;
    if (cue < this.measure.every_ms || cue <= this.#skipped || now - cue > this.measure.every_ms / 2) return false;
    if (this.due || !this.frame.students || this.recording.held || sums.unseenSince("") !== null) return cue === this.#askedAt;
    const away = sums.holes(this.key).some(([from, to]) => from <= cue && (to === null || to > cue));
    return !away && !this.taken.some(({ at_ms }) => at_ms >= cue);
  }

  #ask(at) {
    if (!this.frame.mayAsk(this)) return;
    this.#askedAt = at;
    if (!this.#byHand) navigator.vibrate?.(BUZZ);
    this.#drawDue();
    this.frame.sweepChanged();
    this.frame.announce(says.sweepDue(this.label, this.frame.students));
  }

  #rest() {
    this.#askedAt = null;
    this.#byHand = false;
    this.#drawWaiting();
    this.frame.sweepChanged();
    this.tick(this.recording.now());
  }

  #skip() {
    if (!this.#byHand) this.#skipped = this.#askedAt;
    this.#rest();
  }

  async #save(value, timeStamp) {
    const refused = this.frame.refusal();
    if (refused) return words(this.#parts.hint, refused);
    this.frame.felt();
    try {
      const fields = { kind: "sweep", measure: this.key, value, out_of: this.frame.students };
      await this.recording.mark([fields], this.recording.at(timeStamp));
    } catch (error) {
      words(this.#parts.hint, says.notSaved(error.name));
    }
  }

  #count(next, now) {
    const every = this.measure.every_ms;
    const { left, sub, bar, hit } = this.#parts;
    words(left, says.inTime(next - now));
    words(sub, says.nextSweep(next, this.taken?.length ?? 0));
    bar.style.inlineSize = `${((100 * (every - (next - now))) / every).toFixed(1)}%`;
    attribute(hit, "aria-label", says.sweepPad(this.label, next));
  }

  #drawWaiting() {
    const parts = {
      hit: h("button.hit", { type: "button" }),
      left: h("span.swc"),
      sub: h("span.sws"),
      bar: h("b"),
    };
    this.#parts = parts;
    this.el.classList.remove("due");
    const bar = h("span.swbar", { "aria-hidden": "true" }, parts.bar);
    const glyph = h("span.sg", {}, shape("target", 34));
    this.el.replaceChildren(parts.hit, glyph, h("span.swn", {}, this.label), parts.left, parts.sub, bar);
    onPress(parts.hit, () => this.press());
  }

  #drawDue() {
    this.#parts = { hint: h("em", {}, says.oneTapSaves) };
    const question = h("span.swq", {}, says.howMany(this.frame.students), " ", this.#parts.hint);
    const title = h("span.swt", {}, shape("target", 24), h("b", {}, this.label));
    const grid = h("div.ngrid");
    this.el.classList.add("due");
    this.el.replaceChildren(h("div.swh", {}, title, question), grid);
    requestAnimationFrame(() => this.#fill(grid));
    this.#numbers(grid, 0, this.frame.students);
  }

  // A big class does not fit with fingers' width for each number: then the tens come first.
  #fill(grid) {
    const room = Math.floor(grid.clientWidth / SMALLEST_PX) * Math.max(1, Math.floor(grid.clientHeight / SMALLEST_PX));
    if (this.frame.students + 3 > room) this.#tens(grid);
  }

  #numbers(grid, from, to, back = false) {
    const numbers = Array.from({ length: to - from + 1 }, (_, index) => this.#number(from + index));
    const way = back ? h("button.n.skip", { type: "button" }, icon("back", 18), says.otherNumbers) : this.#skipButton();
    if (back) onPress(way, () => this.#tens(grid));
    grid.replaceChildren(...numbers, way);
  }

  #tens(grid) {
    const starts = Array.from({ length: Math.floor(this.frame.students / 10) + 1 }, (_, index) => index * 10);
    const ranges = starts.map((from) => {
      const to = Math.min(from + 9, this.frame.students);
      const button = h("button.n.ten", { type: "button" }, from === to ? String(from) : `${from}–${to}`);
      onPress(button, (stamp) => (from === to ? this.#save(from, stamp) : this.#numbers(grid, from, to, true)));
      return button;
    });
    grid.replaceChildren(...ranges, this.#skipButton());
  }

  #number(value) {
    const button = h("button.n", { type: "button" }, String(value));
    onPress(button, (stamp) => this.#save(value, stamp), (on) => button.classList.toggle("pressed", on));
    return button;
  }

  #skipButton() {
    const button = h("button.n.skip", { type: "button" }, says.skip);
    onPress(button, () => this.#skip());
    return button;
  }
}

/** A pad that times a state: on, off, how long this time and in all. In an exclusive group one stops the others. */

import { shape } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { boutOf, totalOf } from "./tallies.js";

/** One pad for each option of the measure, or one for the measure itself. */
export function timerPads(measure, recording, frame) {
  const options = measure.options?.length ? measure.options : [null];
  return options.map((option) => new TimerPad(measure, option, recording, frame));
}

class TimerPad extends Pad {
  #state = null;
  #parts;

  constructor(measure, option, recording, frame) {
    super(measure, option, recording, frame);
    this.el = this.#draw();
    onPress(this.#parts.hit, (stamp) => this.press(stamp), (on) => this.el.classList.toggle("pressed", on));
  }

  press(timeStamp) {
    return this.saveInTurn(timeStamp, () => this.#toggle(), () => says.timer(this.label, this.#state.since !== null));
  }

  paint(sums) {
    this.#state = sums.states.get(this.key);
    const running = this.#state?.since != null && !sums.end;
    this.settle();
    const { glyph, hit, state } = this.#parts;
    if (this.el.classList.toggle("running", running) !== (glyph.dataset.on === "true") || !glyph.firstChild) {
      glyph.replaceChildren(shape(running ? "halt" : "go", 40));
      glyph.dataset.on = running;
    }
    attribute(hit, "aria-pressed", String(running));
    attribute(hit, "aria-label", says.timerPad(this.label, running));
    words(state, this.refusal || (running ? says.running : says.stopped));
  }

  tick(now) {
    const { bout, total } = this.#parts;
    if (!this.#state) return;
    words(bout, says.lessonTime(boutOf(this.recording.sums, this.#state, now)));
    words(total, says.inAll(totalOf(this.recording.sums, this.#state, now)));
  }

  told() {
    this.paint(this.recording.sums);
  }

  #toggle() {
    const states = [...this.recording.sums.states.values()].filter(({ measure }) => measure === this.measure.key);
    const own = this.recording.sums.states.get(this.key);
    if (own.since !== null) return [this.#entry("stop", this.option?.key)];
    const others = this.measure.exclusive ? states.filter((state) => state !== own && state.since !== null) : [];
    return [...others.map(({ option }) => this.#entry("stop", option)), this.#entry("start", this.option?.key)];
  }

  #entry(kind, option) {
    return option ? { kind, measure: this.measure.key, option } : { kind, measure: this.measure.key };
  }

  #draw() {
    const parts = {
      hit: h("button.hit", { type: "button" }),
      glyph: h("span.tg"),
      state: h("span.ts"),
      bout: h("span.tc"),
      total: h("span.tt"),
    };
    this.#parts = parts;
    const run = h("i.run", { "aria-hidden": "true" });
    const name = h("span.tn", {}, this.label);
    return h("div.timer", { "data-pad": this.key }, parts.hit, parts.glyph, name, parts.state, parts.bout, parts.total, run);
  }
}

/** The steps of a practice: seen, not seen, no chance to see. A change of mind is a new entry. */

import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { pads as says } from "./words.js";

const ONE_LINE = 300;
const STEP_PX = (width) => (width >= ONE_LINE ? 48 : 78);
const STEP = { least: STEP_PX, wanted: STEP_PX, narrowest: 150, most: 2, abreast: ONE_LINE, weight: 0.6, wide: true };
const VALUES = ["seen", "not_seen", "no_chance"];

export function stepPads(measure, recording, frame) {
  return measure.options.map((option) => new StepPad(measure, option, recording, frame));
}

class StepPad extends Pad {
  size = STEP;
  #value;
  #buttons;
  #why = h("span.why");

  constructor(measure, option, recording, frame) {
    super(measure, option, recording, frame);
    this.el = this.#draw();
  }

  /** A key goes through the three. */
  press(timeStamp) {
    return this.#say(VALUES[(VALUES.indexOf(this.#value) + 1) % VALUES.length], timeStamp);
  }

  paint(sums) {
    this.settle();
    this.#value = sums.checks.get(this.measure.key)?.get(this.option.key);
    this.el.classList.toggle("said", this.#value !== undefined);
    this.#buttons.forEach((button, index) => attribute(button, "aria-pressed", String(VALUES[index] === this.#value)));
  }

  told() {
    words(this.#why, this.refusal);
  }

  #say(value, timeStamp) {
    const said = () => this.recording.sums.checks.get(this.measure.key)?.get(this.option.key);
    const check = { kind: "check", measure: this.measure.key, option: this.option.key, value };
    return this.saveInTurn(timeStamp, () => (said() === value ? [] : [check]), () => `${this.label}: ${says.values[value]}`);
  }

  #draw() {
    this.#buttons = VALUES.map((value) => {
      const button = h("button.v", { type: "button" }, says.values[value]);
      onPress(button, (stamp) => this.#say(value, stamp), (on) => button.classList.toggle("pressed", on));
      return button;
    });
    const three = h("div.three", { role: "group", "aria-label": this.label }, ...this.#buttons);
    return h("div.step", { "data-pad": this.key }, h("span.stn", {}, this.label, this.#why), three);
  }
}

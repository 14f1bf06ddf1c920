/** The line of a pad's marks over the lesson: one tick each, drawn as far as the lesson has come. */

import { h } from "./element.js";

export class Trace {
  #times = [];
  #ticks = [];
  #scale = 1;
  #line = h("b");

  constructor() {
    this.el = h("span.trace", { "aria-hidden": "true" }, this.#line);
  }

  marks(times) {
    while (this.#ticks.length > times.length) this.#ticks.pop().remove();
    while (this.#ticks.length < times.length) this.#ticks.push(this.el.appendChild(h("i")));
    times.forEach((at, index) => at !== this.#times[index] && this.#place(index, at));
    this.#times = times;
  }

  until(now, scale) {
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#times.forEach((at, index) => this.#place(index, at));
    }
    this.#line.style.inlineSize = percent(now, scale);
  }

  #place(index, at) {
    this.#ticks[index].style.insetInlineStart = percent(at, this.#scale);
  }
}

const percent = (part, whole) => `${Math.min(100, (100 * part) / whole).toFixed(2)}%`;

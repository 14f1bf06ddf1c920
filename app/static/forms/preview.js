/** The pads as the recorder will show them, while the measure is being written. */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "../ui/words.js";

const ALONE = { count: "circle", duration: "go", sweep: "target", interval: "lines", latency: "bar", seats: "ring", checklist: "square" };
const TEMPLATES = { count: "a-pad", duration: "a-timer" };

/** `measure` is `{kind, label, pencil, every, options: [{label, shape}]}`. */
export function paint(place, measure) {
  const buttons = measure.options.filter(({ label }) => label);
  const single = { label: measure.label || says.noName, shape: measure.shape ?? ALONE[measure.kind] };
  place.replaceChildren(...(buttons.length ? buttons : [single]).map((button) => pad(measure, button)));
}

function pad(measure, { label, shape: name }) {
  const made = document.getElementById(TEMPLATES[measure.kind] ?? "a-sweep").content.firstElementChild.cloneNode(true);
  made.classList.add(measure.pencil);
  made.querySelector(".pvg").append(shape(measure.kind === "duration" ? "go" : name, 30, `c-${measure.pencil}`));
  made.querySelector("b").textContent = label;
  const value = { sweep: says.inMinutes, interval: says.inSeconds }[measure.kind];
  if (value) {
    made.classList.add("small");
    made.querySelector(".pvn").textContent = value(measure.every);
  }
  return made;
}

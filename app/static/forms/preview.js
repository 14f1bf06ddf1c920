/** The pads as the recorder will show them, while the measure is being written. */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "./words.js";

const ALONE = { count: "circle", duration: "go", sweep: "target", interval: "lines", latency: "bar", seats: "ring", checklist: "square" };const VALUES = { count: () => "0", duration: () => "0:00", sweep: says.inMinutes, interval: says.inSeconds };

/** `measure` is `{kind, label, pencil, every, options: [{label, shape}]}`. */
export function paint(place, measure) {
  const buttons = measure.options.filter(({ label }) => label);
  const single = { label: measure.label || says.noName, shape: measure.shape ?? ALONE[measure.kind] };
  place.replaceChildren(...(buttons.length ? buttons : [single]).map((button) => pad(measure, button)));
}

function pad(measure, { label, shape: name }) {
  const glyph = made("span", "pvg");
  glyph.append(shape(measure.kind === "duration" ? "go" : name, 30, `c-${measure.pencil}`));
  const value = VALUES[measure.kind]?.(measure.every) ?? "";
  const whole = made("div", `pvp ${measure.pencil}${value.length > 4 ? " small" : ""}`);
  whole.append(glyph, made("b", "", label), made("span", "pvn", value));
  return whole;
}

function made(tag, looks, text = "") {
  const element = document.createElement(tag);
  element.className = looks;
  element.textContent = text;
  return element;
}

/** The pads as the recorder will show them, while the measure is being written. The page itself draws the same (_pads.html). */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "./words.js";

const SEAT = 44;
const ALONE = { duration: "go", sweep: "target" };
const PADS = { latency: waits, interval: codes, checklist: steps, seats: room };

/** `measure` is `{kind, label, pencil, shape, every, rows, columns, options: [{label, shape}]}`. */
export function paint(place, measure) {
  const buttons = measure.options.filter(({ label }) => label);
  place.replaceChildren(...(PADS[measure.kind] ?? taps)(measure, buttons, measure.label || says.noName));
}

function taps(measure, buttons, name) {
  const all = buttons.length ? buttons : [{ label: name, shape: measure.shape }];
  const value = says.value(measure.kind, measure.every);
  return all.map((button) => pad(measure, [button.label], ALONE[measure.kind] ?? button.shape, value));
}

function waits(measure, _buttons, name) {
  const half = (label, glyph, value) => pad(measure, [label, made("small", "", name)], glyph, value);
  return [half(says.cue, "go", "0"), half(says.response, "halt", "–")];
}

function codes(measure, buttons, name) {
  const code = (label, looks) => made("li", looks, made("span", "", label), made("i", "pvbox"));
  const all = [...buttons.map(({ label }) => code(label, "")), code(says.noneOfThese, "none")];
  return [pad(measure, [name], "lines", says.value(measure.kind, measure.every)), made("ul", "pvcodes", ...all)];
}

function steps(_measure, buttons, name) {
  const answers = () => made("span", "pvc", ...[says.seen, says.notSeen, says.noChance].map((said) => made("i", "", said)));
  const step = ({ label }) => made("div", "pvstep", made("b", "", label), answers());
  return [made("p", "pvt", name), ...buttons.map(step)];
}

function room(measure, buttons, name) {
  const chips = buttons.length ? [made("ul", "pvsc", ...buttons.map(({ label }) => made("li", "", label)))] : [];
  return [made("p", "pvt", name), ...chips, made("p", "pvdesk", says.desk), ...seats(measure)];
}

function seats({ rows, columns, pencil }) {
  if (!(rows >= 1 && rows <= 40 && columns >= 1 && columns <= 40)) return [];
  const plan = svg("svg", { class: `pvseats ${pencil}`, viewBox: `0 0 ${columns * SEAT} ${rows * SEAT}`, "aria-hidden": "true" });
  for (let seat = 0; seat < rows * columns; seat++) {
    const [x, y] = [(seat % columns) * SEAT, Math.floor(seat / columns) * SEAT];
    const number = svg("text", { x: x + 22, y: y + 28 });
    number.textContent = seat + 1;
    plan.append(svg("rect", { x: x + 3, y: y + 3, width: 38, height: 38, rx: 8 }), number);
  }
  return [plan];
}

function pad({ pencil }, label, glyph, value) {
  const looks = `pvp ${pencil}${value.length > 4 ? " small" : ""}`;
  const drawn = made("span", "pvg", shape(glyph, 30, `c-${pencil}`));
  return made("div", looks, drawn, made("b", "", ...label), made("span", "pvn", value));
}

function made(tag, looks, ...parts) {
  const element = document.createElement(tag);
  if (looks) element.className = looks;
  element.append(...parts);
  return element;
}

function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

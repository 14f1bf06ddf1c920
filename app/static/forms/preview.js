/** The pads as the recorder will show them, while the measure is being written. The page itself draws the same (_pads.html). */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "./words.js";

const SEAT = 44;
const ALONE = { duration: "go", sweep: "target", interval: "lines" };
const PARTS = { interval: intervals, checklist: steps, seats: seated };

/** `measure` is `{kind, label, pencil, shape, every, rows, columns, options: [{label, shape}]}`. */
export function paint(place, measure) {
  const buttons = measure.options.filter(({ label }) => label);
  const parts = (PARTS[measure.kind] ?? taps)(measure, buttons, measure.label || says.noName);
  place.replaceChildren(...parts.filter(Boolean));
}

function taps(measure, buttons, name) {
  const all = buttons.length ? buttons : [{ label: name, shape: measure.shape }];
  return all.map((button) => pad(measure, button.label, ALONE[measure.kind] ?? button.shape));
}

function intervals(measure, buttons, name) {
  return [pad(measure, name, "lines"), chips(measure, buttons)];
}

function steps(measure, buttons, name) {
  const answers = () => made("span", "pvc", ...[says.seen, says.notSeen, says.noChance].map((said) => made("i", "", said)));
  const step = (button) => made("span", "pvs", drawn(button.shape, 20, measure), made("b", "", button.label));
  return [made("p", "pvt", name), ...buttons.map((button) => made("div", "pvstep", step(button), answers()))];
}

function seated(measure, buttons, name) {
  return [made("p", "pvt", name), buttons.length ? chips(measure, buttons) : null, seats(measure)];
}

function pad(measure, label, shape) {
  const value = says.value(measure.kind, measure.every);
  const looks = `pvp ${measure.pencil}${value.length > 4 ? " small" : ""}`;
  return made("div", looks, made("span", "pvg", drawn(shape, 30, measure)), made("b", "", label), made("span", "pvn", value));
}

function chips(measure, buttons) {
  const all = buttons.map((button) => made("li", measure.pencil, drawn(button.shape, 20, measure), made("span", "", button.label)));
  const none = measure.kind === "interval" ? [made("li", "none", made("span", "", says.noneOfThese))] : [];
  return made("ul", "pvchips", ...all, ...none);
}

function seats({ rows, columns }) {
  if (!(rows >= 1 && rows <= 40 && columns >= 1 && columns <= 40)) return null;
  const plan = svg("svg", { class: "pvseats", viewBox: `0 0 ${columns * SEAT} ${rows * SEAT}`, "aria-hidden": "true" });
  for (let seat = 0; seat < rows * columns; seat++) {
    const [x, y] = [(seat % columns) * SEAT, Math.floor(seat / columns) * SEAT];
    const number = svg("text", { x: x + 22, y: y + 28 });
    number.textContent = seat + 1;
    plan.append(svg("rect", { x: x + 3, y: y + 3, width: 38, height: 38, rx: 8 }), number);
  }
  return plan;
}

function svg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const drawn = (name, size, { pencil }) => shape(name, size, `c-${pencil}`);

function made(tag, looks, ...parts) {
  const element = document.createElement(tag);
  if (looks) element.className = looks;
  element.append(...parts);
  return element;
}

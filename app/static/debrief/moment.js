/** Choosing a moment on the lesson's line: a tap, a drag, or the arrow keys; the address says which. */

import { lessonTime } from "../ui/words.js";
import { address, onSettled } from "./visit.js";

const GRID_MS = 10_000;
const DRAG_PX = 8;
const FACE_PX = 22;

const line = () => document.getElementById("timeline");
const moment = () => document.getElementById("moment");
const pick = () => document.getElementById("pick");
const number = (element, name) => Number(element.dataset[name]);

let begun = null;

document.addEventListener("pointerdown", (event) => {
  if (event.target !== pick() || event.button !== 0) return;
  begun = event.clientX;
  event.target.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (begun !== null && Math.abs(event.clientX - begun) > DRAG_PX) frame(...dragged(event).map(percent));
});
document.addEventListener("pointercancel", () => {
  begun = null;
  showChosen();
});
document.addEventListener("pointerup", (event) => {
  if (begun === null) return;
  const far = Math.abs(event.clientX - begun) > DRAG_PX;
  choose(far ? span(...dragged(event)) : (faceAt(event) ?? around(timeAt(event.clientX))), true);
  begun = null;
});
document.addEventListener("keydown", (event) => {
  if (event.target !== pick()) return;
  const to = keys[event.key]?.();
  if (!to) return;
  event.preventDefault();
  choose(to);
});

const keys = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  ArrowDown: () => step(-1),
  ArrowUp: () => step(1),
  PageDown: () => queryOf("later"),
  PageUp: () => queryOf("earlier"),
  Home: () => around(number(line(), "from")),
  End: () => around(number(line(), "to")),
};

function step(direction) {
  const [from, wide] = [moment().dataset.from, number(line(), "window")];
  if (from === undefined) return around(number(line(), "from"));
  return around(Number(from) + wide / 2 + direction * wide);
}

function queryOf(id) {
  return document.getElementById(id)?.getAttribute("href")?.match(/\?([^#]*)/)?.[1].replace(/&(bin|lane)=[^&]*/g, "");
}

function timeAt(x) {
  const box = pick().getBoundingClientRect();
  const [from, to] = [number(line(), "from"), number(line(), "to")];
  return from + Math.min(1, Math.max(0, (x - box.left) / box.width)) * (to - from);
}

const percent = (ms) => (100 * (ms - number(line(), "from"))) / (number(line(), "to") - number(line(), "from"));
const dragged = (event) => [timeAt(begun), timeAt(event.clientX)].sort((a, b) => a - b);
const onGrid = (ms) => Math.max(0, Math.round(ms / GRID_MS) * GRID_MS);

function span(from, to) {
  return `from=${onGrid(from)}&to=${Math.max(onGrid(to), onGrid(from) + GRID_MS)}`;
}

function around(ms) {
  const wide = number(line(), "window");
  const last = Math.max(number(line(), "from"), number(line(), "to") - wide);
  const from = onGrid(Math.min(Math.max(ms - wide / 2, number(line(), "from")), last));
  return `from=${from}&to=${from + wide}`;
}

function faceAt({ clientX, clientY }) {
  for (const face of line().querySelectorAll("[data-query]")) {
    const box = face.getBoundingClientRect();
    const far = Math.hypot(clientX - (box.left + box.right) / 2, clientY - (box.top + box.bottom) / 2);
    if (far < FACE_PX) return face.dataset.query;
  }
  return null;
}

async function choose(place, pointed = false) {
  const query = place + line().dataset.more;
  history.replaceState(history.state, "", `${address}?${query}`);
  await globalThis.htmx.ajax("GET", `${address}/moment?${query}`, { target: "#moment", swap: "outerMorph" });
  if (pointed) moment().scrollIntoView({ block: "nearest" });
}

function frame(x, to) {
  const box = document.getElementById("frame");
  box.setAttribute("x", `${x}%`);
  box.setAttribute("width", x === undefined ? "0" : `${to - x}%`);
}

function showChosen() {
  const { x, width, from, to } = moment()?.dataset ?? {};
  if (!pick()) return;
  pick().hidden = false;
  if (x === undefined) return frame(0, 0);
  frame(Number(x), Number(x) + Number(width));
  pick().setAttribute("aria-valuenow", Math.round((Number(from) - number(line(), "from")) / 1000));
  pick().setAttribute("aria-valuetext", `${lessonTime(Number(from))} – ${lessonTime(Number(to))}`);
}

// Choosing lanes keeps the moment that is looked at, wherever it was chosen since.
document.addEventListener("submit", ({ target }) => target.id === "view" && keepPlace(target), true);

function keepPlace(form) {
  form.querySelectorAll("[type=hidden]").forEach((field) => field.remove());
  for (const [name, value] of new URLSearchParams(moment()?.dataset.query ?? ""))
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
}

onSettled(showChosen);

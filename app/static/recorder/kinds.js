/** Which pads collect which kind of measure. The rarer ones come before the first pad is drawn, for forms that need them. */

import { countPads } from "./count_pad.js";
import { h } from "./element.js";
import { sweepPads } from "./sweep_pad.js";
import { timerPads } from "./timer_pad.js";

const PADS = { count: countPads, duration: timerPads, sweep: sweepPads };
const RARER = {
  latency: () => import("./latency_pad.js").then(({ latencyPads }) => latencyPads),
  interval: () => Promise.all([import("./interval_pad.js"), import("./interval_clock.js")]).then(([{ intervalPads }]) => intervalPads),
  checklist: () => import("./checklist_pad.js").then(({ stepPads }) => stepPads),
  seats: () => import("./seats_pad.js").then(({ seatsPads }) => seatsPads),
};

export async function loadKinds(measures) {
  const kinds = [...new Set(measures.map(({ kind }) => kind))].filter((kind) => RARER[kind]);
  const made = await Promise.all([...kinds.map((kind) => RARER[kind]()), kinds.length ? theirLook() : null]);
  kinds.forEach((kind, index) => (PADS[kind] = made[index]));
}

export function padsFor(measures, recording, frame) {
  return measures.flatMap((measure) => PADS[measure.kind]?.(measure, recording, frame) ?? []);
}

function theirLook() {
  const href = new URL("../css/pads.css", import.meta.url).pathname;
  return new Promise((done) => document.head.append(h("link", { rel: "stylesheet", href, onload: done, onerror: done })));
}

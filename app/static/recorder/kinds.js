/** Which pads collect which kind of measure. */

import { stepPads } from "./checklist_pad.js";
import { countPads } from "./count_pad.js";
import { intervalPads } from "./interval_pad.js";
import { latencyPads } from "./latency_pad.js";
import { seatsPads } from "./seats_pad.js";
import { sweepPads } from "./sweep_pad.js";
import { timerPads } from "./timer_pad.js";

const PADS = {
  count: countPads,
  duration: timerPads,
  latency: latencyPads,
  sweep: sweepPads,
  interval: intervalPads,
  checklist: stepPads,
  seats: seatsPads,
};

export function padsFor(measures, recording, frame) {
  return measures.flatMap((measure) => PADS[measure.kind](measure, recording, frame));
}

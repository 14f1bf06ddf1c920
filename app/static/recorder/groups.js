/** Which pads belong under the thumbs, in groups, and which in the middle of the screen. */

import { recorder as says } from "../ui/words.js";

const MOST_TIMERS_IN_THE_MIDDLE = 3;
const MIDDLE = new Set(["duration", "sweep"]);

/** `{thumbs: [{label, pads}], timers, sweeps}`: timers go under the thumbs when nothing is counted, or when there are many. */
export function arranged(pads) {
  const of = (kind) => pads.filter(({ measure }) => measure.kind === kind);
  const [timers, sweeps] = [of("duration"), of("sweep")];
  const counts = grouped(pads.filter(({ measure }) => !MIDDLE.has(measure.kind)));
  if (counts.length === 1 && counts[0].label === says.counts) counts[0].label = "";
  const inTheMiddle = counts.length > 0 && timers.length <= MOST_TIMERS_IN_THE_MIDDLE;
  return inTheMiddle ? { thumbs: counts, timers, sweeps } : { thumbs: [...counts, ...grouped(timers)], timers: [], sweeps };
}

// Measures without options stand together, under the label that the form gives them if it gives one.
function grouped(pads) {
  const groups = [];
  for (const pad of pads) {
    const label = pad.measure.group ?? (pad.option ? pad.measure.label : says.counts);
    const last = groups.at(-1);
    if (last?.label === label) last.pads.push(pad);
    else groups.push({ label, pads: [pad] });
  }
  return groups;
}

/** Which pads belong under the thumbs, in groups, and which in the middle of the screen. */

import { recorder as says } from "../ui/words.js";

const MOST_TIMERS = 3;
const MOST_CUES = 2;

/**
 * `{thumbs: [{label, pads}], timers, cues}`: timers go under the thumbs when nothing else is there, or when there are
 * many; sweeps and the clocks of intervals when there are more than two.
 */
export function arranged(pads, clocks) {
  const of = (kind) => pads.filter(({ measure }) => measure.kind === kind);
  const [timers, sweeps] = [of("duration"), of("sweep")];
  const others = pads.filter((pad) => !timers.includes(pad) && !sweeps.includes(pad));
  const cuesAside = clocks.length + sweeps.length <= MOST_CUES;
  const timersAside = others.length > 0 && timers.length <= MOST_TIMERS;
  const thumbs = grouped([...others, ...(timersAside ? [] : timers), ...(cuesAside ? [] : [...clocks, ...sweeps])]);
  if (thumbs.length === 1 && thumbs[0].label === says.counts) thumbs[0].label = "";
  return { thumbs, timers: timersAside ? timers : [], cues: cuesAside ? [...clocks, ...sweeps] : [] };
}

// Measures without options stand together, under the label that the form gives them if it gives one.
function grouped(pads) {
  const groups = [];
  for (const pad of pads) {
    const label = pad.measure.group ?? pad.heading ?? says.counts;
    const last = groups.at(-1);
    if (last?.label === label && last.pads[0].size === pad.size) last.pads.push(pad);
    else groups.push({ label, pads: [pad] });
  }
  return groups;
}

/** How an entry is called in the undo bar and among the last ten: its words, pencil and shape. */

import { recorder as says } from "../ui/words.js";
import { pads as also } from "./words.js";

const GRAPHITE = "graphite";

/** `{text, pencil, glyph}`, and `more` where a number belongs to it. `changed`: the codes that an interval's entry has switched. */
export function nameOf(measures, entry, changed = []) {
  const measure = measures.find(({ key }) => key === entry.measure);
  const option = measure?.options?.find(({ key }) => key === entry.option);
  return NAMES[entry.kind](entry, measure, option, (option ?? measure)?.label, changed);
}

const NAMES = {
  mark: markName,
  note: () => ({ text: says.note, pencil: GRAPHITE, glyph: "lines" }),
  segment: ({ text }) => ({ text, pencil: GRAPHITE, glyph: "bar" }),
  sweep: ({ value, out_of }, { label }) => ({ text: label, more: `${value}/${out_of}`, pencil: GRAPHITE, glyph: "target" }),
  start: (_, measure, option, label) => ({ text: says.started(label), pencil: GRAPHITE, glyph: "go" }),
  stop: (_, measure, option, label) => ({ text: says.stoppedIt(label), pencil: GRAPHITE, glyph: "halt" }),
  cue: (_, { label }) => ({ text: also.ofMeasure(also.latency.cue, label), pencil: GRAPHITE, glyph: "go" }),
  response: (_, { label }) => ({ text: also.ofMeasure(also.latency.response, label), pencil: GRAPHITE, glyph: "halt" }),
  interval: intervalName,
  check: ({ value }, measure, option, label) => ({ text: `${label}: ${also.values[value]}`, pencil: GRAPHITE, glyph: "square" }),
};

function markName({ seat }, measure, option, label) {
  const text = seat == null ? label : also.seatNow(seat, label);
  return { text, pencil: measure.look?.pencil ?? "slate", glyph: (option ?? measure).shape ?? measure.look?.shape ?? "circle" };
}

function intervalName({ k, codes }, { options }, option, label, changed) {
  const named = (keys) => options.filter(({ key }) => keys.includes(key)).map((code) => code.label);
  const [on, off] = [named(changed.filter((key) => codes.includes(key))), named(changed.filter((key) => !codes.includes(key)))];
  const switched = on.length ? on.join(", ") : off.length ? also.takenOff(off.join(", ")) : null;
  const text = switched ?? `${also.interval(k + 1)}: ${named(codes).join(", ") || also.none}`;
  return { text, pencil: GRAPHITE, glyph: "lines" };
}

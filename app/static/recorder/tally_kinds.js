/** What sweeps, waits, intervals, steps and seats add up to: the twin of app/measurement, as tallies.js is. */

import { lengthOutside, timeUntil } from "./spans.js";

const VALUES = new Set(["seen", "not_seen", "no_chance"]);

export function addSweeps(sums, { key }, own) {
  sums.sweeps.set(key, own.filter(({ kind }) => kind === "sweep"));
}

/** Cues that were due by observed time, less those answered; one is due once half of the time to the next has passed. */
export function missedSweeps(sums, { key, every_ms }, now) {
  const holes = sums.holes(key);
  const due = Math.floor((2 * timeUntil(holes, sums.end?.at_ms ?? now) - every_ms) / (2 * every_ms));
  let [answered, latest] = [0, null];
  for (const { at_ms } of sums.sweeps.get(key)) {
    const moment = timeUntil(holes, at_ms);
    if (latest !== null && 2 * (moment - latest) < every_ms) continue;
    answered += 1;
    latest = moment;
  }
  return Math.max(due - answered, 0);
}

/** Each cue with its response; `ms` is null where none came before the next cue. */
export function addLatencies(sums, { key }, own) {
  const found = [];
  for (const entry of own) {
    const last = found.at(-1);
    if (entry.kind === "cue") found.push({ cue: entry, response: null, ms: null });
    else if (entry.kind === "response" && last && !last.response) Object.assign(last, { response: entry, ms: waitOf(sums, last.cue, entry.at_ms) });
  }
  sums.latencies.set(key, found);
}

/** From a cue until `at`, less what was not observed. */
export const waitOf = (sums, { measure, at_ms }, at) => lengthOutside([[at_ms, at]], sums.holes(measure), at);

/** `by`: the codes of each scored interval; `changed`: the codes that an entry has switched, for the undo bar. */
export function addIntervals(sums, { key }, own) {
  const [by, changed] = [new Map(), new Map()];
  const entries = own.filter(({ kind, k }) => kind === "interval" && k >= 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, k, codes = [] } of entries) {
    const before = by.get(k) ?? [];
    changed.set(id, [...codes.filter((code) => !before.includes(code)), ...before.filter((code) => !codes.includes(code))]);
    by.set(k, codes);
  }
  sums.intervals.set(key, { by, changed });
}

/** Scored and missed intervals, and how many have each code. A trailing part is dropped at the end of the visit. */
export function intervalScores(sums, { key, every_ms }, now) {
  const complete = Math.floor(timeUntil(sums.pauses, sums.end?.at_ms ?? now) / every_ms);
  const { by } = sums.intervals.get(key);
  const scored = [...by.keys()].filter((k) => k < complete || !sums.end);
  const number = scored.reduce((most, k) => Math.max(most, k + 1), complete);
  const unseen = unseenIntervals(sums, key, every_ms, now);
  const codes = {};
  for (const code of scored.flatMap((k) => by.get(k))) codes[code] = (codes[code] ?? 0) + 1;
  const hidden = [...unseen].filter((k) => k < number && !scored.includes(k)).length;
  return { scored: scored.length, missed: number - scored.length - hidden, codes };
}

function unseenIntervals(sums, key, every, now) {
  const touched = new Set();
  for (const [from, to] of sums.unseen(key)) {
    const [start, stop] = [from, to ?? sums.end?.at_ms ?? now].map((at) => timeUntil(sums.pauses, at));
    for (let k = Math.floor(start / every); stop > start && k < Math.ceil(stop / every); k += 1) touched.add(k);
  }
  return touched;
}

/** The latest value of each step that something was recorded about. */
export function addChecks(sums, { key }, own) {
  const checks = own.filter(({ kind, value }) => kind === "check" && VALUES.has(value));
  sums.checks.set(key, new Map(checks.map((entry) => [entry.option ?? key, entry.value])));
}

/** All marks, and for each seat that has any, how many of each code. */
export function addSeats(sums, { key }, own) {
  const marks = own.filter(({ kind }) => kind === "mark");
  const seats = new Map();
  for (const { seat, option = key } of marks) {
    if (seat == null) continue;
    const codes = seats.get(seat) ?? seats.set(seat, {}).get(seat);
    codes[option] = (codes[option] ?? 0) + 1;
  }
  sums.seats.set(key, { marks, seats });
}

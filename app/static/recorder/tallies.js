/** What a visit's entries add up to while it is being recorded: the twin of app/measurement, held to it by tests/fixtures/pads.json. */

import { joined, lengthOutside, openSince, switched } from "./spans.js";
import { addChecks, addIntervals, addLatencies, addSeats, addSweeps } from "./tally_kinds.js";

const CHANGEABLE = ["at_ms", "measure", "option", "value", "out_of", "codes", "k", "seat", "span", "on"];
const SUMS = ["marks", "states", "sweeps", "latencies", "intervals", "checks", "seats"];
const TEXTS = new Set(["segment", "note", "annotation", "reply", "draft", "reflection"]);

export const padKey = (measure, option) => `${measure}:${option ?? measure}`;

const ADD = {
  count: addMarks,
  duration: addStates,
  sweep: addSweeps,
  latency: addLatencies,
  interval: addIntervals,
  checklist: addChecks,
  seats: addSeats,
};

/** All that the screen shows, from the entries alone. `now` closes what is still open. */
export function tally(measures, entries) {
  const counting = effective(entries);
  const maps = Object.fromEntries(SUMS.map((name) => [name, new Map()]));
  const sums = { ...clockOf(counting), ...maps, counting, segments: [] };
  const own = new Map(measures.map(({ key }) => [key, []]));
  for (const entry of counting) {
    own.get(entry.measure)?.push(entry);
    if (entry.kind === "segment") sums.segments.push(entry);
  }
  for (const measure of measures) ADD[measure.kind]?.(sums, measure, own.get(measure.key));
  return sums;
}

/** How long a state was on until `now`, leaving out pauses and what could not be seen. */
export function totalOf(sums, state, now) {
  const end = sums.end?.at_ms ?? now;
  const spans = state.since === null ? state.spans : [...state.spans, [state.since, end]];
  return lengthOutside(spans, sums.holes(state.measure), end);
}

/** The same for the time since it was switched on; 0 while it is off. */
export function boutOf(sums, state, now) {
  return state.since === null ? 0 : totalOf(sums, { ...state, spans: [] }, now);
}

/** The entries that count, in order: voids, voids of voids and amendments applied. */
export function effective(entries) {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const gone = voided(entries);
  const changes = changesOf(known, gone);
  return entries
    .filter(({ id, kind }) => !gone.has(id) && kind !== "void" && kind !== "amend")
    .map((entry) => (changes.has(entry.id) ? { ...entry, ...changes.get(entry.id), amended: true } : entry))
    .sort(inTimeOrder);
}

export function inTimeOrder(a, b) {
  const [left, right] = [a.at_ms ?? -1, b.at_ms ?? -1];
  return left - right || (a.id < b.id ? -1 : 1);
}

/** The voids that stand against an entry: to void them is to bring it back. */
export const voidsAgainst = (entries, id) => standing(entries).filter(({ target }) => target === id);

const voided = (entries) => new Set(standing(entries).map(({ target }) => target));

function standing(entries) {
  const voids = new Map(entries.filter(({ kind }) => kind === "void").map((entry) => [entry.id, entry]));
  const aimedAt = new Map();
  for (const { id, target } of voids.values()) aimedAt.set(target, [...(aimedAt.get(target) ?? []), id]);
  const decided = new Map();
  const holds = (id) => {
    if (!decided.has(id)) {
      decided.set(id, false); // voids that void each other in a circle say nothing
      decided.set(id, !(aimedAt.get(id) ?? []).some(holds));
    }
    return decided.get(id);
  };
  return [...voids.values()].filter(({ id }) => holds(id));
}

function changesOf(known, gone) {
  const changes = new Map();
  const amends = [...known.values()].filter(({ kind }) => kind === "amend").sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const amend of amends) {
    const target = rootOf(amend, known, gone);
    if (!target || target.kind === "void") continue;
    const fields = TEXTS.has(target.kind) ? [...CHANGEABLE, "text"] : CHANGEABLE;
    const changed = fields.filter((field) => amend[field] != null).map((field) => [field, amend[field]]);
    changes.set(target.id, { ...changes.get(target.id), ...Object.fromEntries(changed) });
  }
  return changes;
}

function rootOf(amend, known, gone) {
  const seen = new Set();
  let at = amend;
  while (at?.kind === "amend") {
    if (gone.has(at.id) || seen.has(at.id)) return null;
    seen.add(at.id);
    at = known.get(at.target);
  }
  return at ?? null;
}

function clockOf(counting) {
  const begin = counting.find(({ kind }) => kind === "begin") ?? null;
  const end = (begin && counting.find(({ kind, at_ms }) => kind === "end" && at_ms >= begin.at_ms)) ?? null;
  const pauses = switched(counting, "pause", "resume");
  const unseen = (measure) => switched(counting.filter((entry) => !entry.measure || entry.measure === measure), "unseen", "seen");
  return {
    begin,
    end,
    pauses,
    unseen,
    pausedSince: openSince(pauses),
    unseenSince: (measure) => openSince(unseen(measure)),
    holes: (measure) => joined([...pauses, ...unseen(measure)]),
  };
}

function addMarks(sums, measure, own) {
  const options = measure.options?.length ? measure.options.map(({ key }) => key) : [undefined];
  for (const option of options) sums.marks.set(padKey(measure.key, option), []);
  for (const entry of own) {
    if (entry.kind === "mark") sums.marks.get(padKey(measure.key, entry.option))?.push(entry);
  }
}

function addStates(sums, measure, own) {
  const options = measure.options?.length ? measure.options.map(({ key }) => key) : [undefined];
  const states = new Map(options.map((option) => [padKey(measure.key, option), newState(measure.key, option)]));
  for (const entry of own) {
    const state = states.get(padKey(measure.key, entry.option));
    if (entry.kind === "start" && measure.exclusive) states.forEach((other) => other !== state && off(other, entry));
    if (entry.kind === "start" && state && state.since === null) state.since = entry.at_ms;
    if (entry.kind === "stop" && state) off(state, entry);
    if (entry.kind === "stop" && !entry.option) states.forEach((other) => off(other, entry));
  }
  for (const [key, state] of states) sums.states.set(key, state);
}

const newState = (measure, option) => ({ measure, option, since: null, spans: [] });

function off(state, entry) {
  if (state.since === null) return;
  state.spans.push([state.since, entry.at_ms]);
  state.since = null;
}

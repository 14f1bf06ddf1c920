/** What a visit's entries add up to while it is being recorded: the twin of app/measurement, held to it by tests/fixtures/pads.json. */

const CHANGEABLE = ["at_ms", "measure", "option", "value", "out_of", "codes", "k", "seat", "span", "on"];
const TEXTS = new Set(["segment", "note", "annotation", "reply", "draft", "reflection"]);

export const padKey = (measure, option) => `${measure}:${option ?? measure}`;

/** All that the screen shows, from the entries alone. `now` closes what is still open. */
export function tally(measures, entries) {
  const counting = effective(entries);
  const sums = { ...clockOf(counting), marks: new Map(), states: new Map(), sweeps: new Map() };
  for (const measure of measures) {
    const own = counting.filter((entry) => entry.measure === measure.key);
    if (measure.kind === "duration") addStates(sums, measure, own);
    else if (measure.kind === "sweep") sums.sweeps.set(measure.key, own.filter(({ kind }) => kind === "sweep"));
    else addMarks(sums, measure, own);
  }
  sums.segments = counting.filter(({ kind }) => kind === "segment");
  sums.counting = counting;
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

/** The time until `now` in which this measure could be observed: sweeps fall due by it. */
export const observedUntil = (sums, measure, now) => lengthOutside([[0, now]], sums.holes(measure), now);

/** The lesson time at which so much had been observed; Infinity while it can not go on. */
export function momentOf(sums, measure, observed) {
  let at = observed;
  for (const [from, to] of sums.holes(measure)) if (from < at) at += (to ?? Infinity) - from;
  return at;
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

function voided(entries) {
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
  return new Set([...voids.values()].filter(({ id }) => holds(id)).map(({ target }) => target));
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
    pausedSince: openSince(pauses),
    unseenSince: (measure) => openSince(unseen(measure)),
    holes: (measure) => joined([...pauses, ...unseen(measure)]),
  };
}

/** Spans [from, to] between what switches on and the next that switches off; `to` is null while it is on. */
function switched(entries, on, off) {
  const spans = [];
  for (const { kind, at_ms } of entries) {
    if (kind === on && openSince(spans) === null) spans.push([at_ms, null]);
    else if (kind === off && openSince(spans) !== null) spans.at(-1)[1] = at_ms;
  }
  return spans;
}

const openSince = (spans) => (spans.length && spans.at(-1)[1] === null ? spans.at(-1)[0] : null);

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

function joined(spans) {
  const all = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= (last[1] ?? Infinity)) last[1] = last[1] === null || to === null ? null : Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

function lengthOutside(spans, holes, end) {
  const until = (to) => Math.min(to ?? end, end);
  return spans.reduce((ms, [from, to]) => {
    const covered = holes.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(until(to), until(b)) - Math.max(from, a)), 0);
    return ms + Math.max(0, until(to) - from) - covered;
  }, 0);
}

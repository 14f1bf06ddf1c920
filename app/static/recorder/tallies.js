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
  const end = Math.min(now, sums.end?.at_ms ?? Infinity);
  const holes = closed(joined(sums.holes(state.measure)), end);
  const spans = state.since === null ? state.spans : [...state.spans, [state.since, end]];
  return closed(spans, end).reduce((ms, span) => ms + lengthOutside(span, holes), 0);
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
  const pauses = [];
  const unseen = new Map(); // "" is everything
  const all = { begin: null, end: null };
  for (const entry of counting) {
    const spans = entry.kind === "pause" || entry.kind === "resume" ? pauses : spansFor(unseen, entry.measure ?? "");
    if (entry.kind === "begin") all.begin ??= entry;
    if (entry.kind === "end") all.end = entry;
    if (entry.kind === "pause" || entry.kind === "unseen") opened(spans, entry.at_ms);
    if (entry.kind === "resume" || entry.kind === "seen") shut(spans, entry.at_ms);
  }
  const holes = (measure) => [...pauses, ...(unseen.get("") ?? []), ...(unseen.get(measure) ?? [])];
  const unseenSince = (measure = "") => openSince(unseen.get(measure) ?? []);
  return { ...all, holes, unseenSince, pausedSince: openSince(pauses) };
}

function spansFor(unseen, measure) {
  if (!unseen.has(measure)) unseen.set(measure, []);
  return unseen.get(measure);
}

const openSince = (spans) => (spans.length && spans.at(-1)[1] === null ? spans.at(-1)[0] : null);

function opened(spans, at) {
  if (openSince(spans) === null) spans.push([at, null]);
}

function shut(spans, at) {
  if (openSince(spans) !== null) spans.at(-1)[1] = at;
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
    if (!state) continue;
    if (entry.kind === "start" && measure.exclusive) for (const other of states.values()) if (other !== state) off(other, entry);
    if (entry.kind === "start" && state.since === null) Object.assign(state, { since: entry.at_ms, startedBy: entry });
    if (entry.kind === "stop") off(state, entry);
  }
  for (const [key, state] of states) sums.states.set(key, state);
}

const newState = (measure, option) => ({ measure, option, since: null, startedBy: null, spans: [] });

function off(state, entry) {
  if (state.since === null) return;
  state.spans.push([state.since, entry.at_ms]);
  state.since = null;
}

const closed = (spans, end) => spans.map(([from, to]) => [from, Math.min(to ?? end, end)]).filter(([from, to]) => to > from);

function joined(spans) {
  const all = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= (last[1] ?? Infinity)) last[1] = last[1] === null || to === null ? null : Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

function lengthOutside([from, to], holes) {
  return holes.reduce((ms, [a, b]) => ms - Math.max(0, Math.min(to, b) - Math.max(from, a)), to - from);
}

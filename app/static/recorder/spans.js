/** Stretches of lesson time `[from, to]`; `to` is null while one is still open. */

/** From each entry that switches on to the next that switches off. */
export function switched(entries, on, off) {
  const spans = [];
  for (const { kind, at_ms } of entries) {
    if (kind === on && openSince(spans) === null) spans.push([at_ms, null]);
    else if (kind === off && openSince(spans) !== null) spans.at(-1)[1] = at_ms;
  }
  return spans;
}

export const openSince = (spans) => (spans.length && spans.at(-1)[1] === null ? spans.at(-1)[0] : null);

/** In order, and none over another. */
export function joined(spans) {
  const all = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last && from <= (last[1] ?? Infinity)) last[1] = last[1] === null || to === null ? null : Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** How much of the spans lies outside the holes; what is open ends at `end`. */
export function lengthOutside(spans, holes, end) {
  const until = (to) => Math.min(to ?? end, end);
  return spans.reduce((ms, [from, to]) => {
    const covered = holes.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(until(to), until(b)) - Math.max(from, a)), 0);
    return ms + Math.max(0, until(to) - from) - covered;
  }, 0);
}

/** The time until `now` without the holes: cues fall due by it. */
export const timeUntil = (holes, now) => lengthOutside([[0, now]], holes, now);

/** The lesson time at which so much had passed outside the holes; Infinity while it can not go on. */
export function momentOf(holes, passed) {
  let at = passed;
  for (const [from, to] of holes) if (from < at) at += (to ?? Infinity) - from;
  return at;
}

/**
 * A visit's clock: monotonic within a run, carried over reloads, crashes and sleep by the wall clock.
 *
 *   const clock = await openClock(personId, visitId, log.entries);
 *   clock.now()               whole ms since `begin`; 0 before it
 *   clock.at(event.timeStamp) the same for the moment of an event: give a mark the time of its touch
 *   clock.begin()             at the moment of the `begin` entry (whose at_ms is 0)
 *   clock.begun
 *   clock.close()
 *
 * Pauses do not stop it. The wall clock may jump while the page runs: nothing changes, for it is only asked after time
 * in which the page did not run (a reload, a crash, sleep), and believed only up to six hours and never backwards. The
 * next entry says so in its `clock` field.
 */

import { ask, openStore } from "./store.js";

const BEAT_MS = 5000;
const BELIEVED_MS = 6 * 3600_000;
const SLEPT_MS = 2000;

const notes = new Map();

/** What the next entry of this visit must say about its clock, once; or nothing. */
export function takeClockNote(visitId) {
  const note = notes.get(visitId);
  notes.delete(visitId);
  return note ? { clock: note } : {};
}

export async function openClock(personId, visitId, entries) {
  const store = await openStore(personId);
  const kept = await store.read(["meta"], (tx) => ask(tx.objectStore("meta").get(`clock:${visitId}`)));
  return new VisitClock(store, visitId, latest(entries, kept));
}

// The newest pair of wall-clock and visit time: the last entry is one, the last beat another.
function latest(entries, kept) {
  const begun = entries.some((entry) => entry.kind === "begin");
  if (!begun) return null;
  const timed = entries.filter((entry) => entry.at_ms !== undefined);
  const pairs = timed.map((entry) => ({ wall: Date.parse(entry.noted_at), at: entry.at_ms }));
  return pairs.concat(kept ?? []).reduce((a, b) => (b.at >= a.at ? b : a));
}

class VisitClock {
  begun = false;
  #store;
  #visit;
  #base = 0; // performance.now() at which the visit began
  #hidden = null;
  #beat = null;
  #onVisibility = () => this.#slept();
  #onShow = (event) => event.persisted && this.#slept();

  constructor(store, visit, pair) {
    this.#store = store;
    this.#visit = visit;
    addEventListener("visibilitychange", this.#onVisibility);
    addEventListener("pageshow", this.#onShow);
    if (pair) this.#start(pair.at + this.#carry(Date.now() - pair.wall));
  }

  begin() {
    this.#start(0);
  }

  now() {
    return this.at(performance.now());
  }

  at(timeStamp) {
    return this.begun ? Math.max(0, Math.round(timeStamp - this.#base)) : 0;
  }

  close() {
    clearInterval(this.#beat);
    removeEventListener("visibilitychange", this.#onVisibility);
    removeEventListener("pageshow", this.#onShow);
  }

  #start(at) {
    this.#base = performance.now() - at;
    this.begun = true;
    clearInterval(this.#beat);
    this.#beat = setInterval(() => this.#keep(), BEAT_MS);
    this.#keep();
  }

  #carry(byMs) {
    const believed = byMs >= 0 && byMs <= BELIEVED_MS;
    notes.set(this.#visit, `${believed ? "carried" : "not carried"} by the wall clock: ${Math.round(byMs)} ms`);
    return believed ? byMs : 0;
  }

  // performance.now() may stand still while the device sleeps. A page that is awake never takes the wall's word for it.
  #slept() {
    if (document.visibilityState === "hidden") {
      this.#hidden = { wall: Date.now(), run: performance.now() };
    } else if (this.#hidden && this.begun) {
      const missed = Date.now() - this.#hidden.wall - (performance.now() - this.#hidden.run);
      if (missed > SLEPT_MS) this.#base -= this.#carry(missed);
      this.#hidden = null;
    }
  }

  #keep() {
    const pair = { wall: Date.now(), at: this.now() };
    this.#store.write(["meta"], (tx) => tx.objectStore("meta").put(pair, `clock:${this.#visit}`)).catch(() => {});
  }
}

/** One visit being recorded: what it adds up to, what time it is in the lesson, and the only way to add to it. */

import { tally, voidsAgainst } from "./tallies.js";

const UNDOABLE = new Set(["mark", "start", "stop", "cue", "response", "sweep", "interval", "check", "segment", "note"]);

export class Recording {
  #sums = null;
  #listeners = new Set();
  #stop;
  #turn = Promise.resolve();

  constructor({ log, clock, measures }) {
    Object.assign(this, { log, clock, measures });
    this.#stop = log.onChange(() => this.#changed());
  }

  get sums() {
    this.#sums ??= tally(this.measures, this.log.entries);
    return this.#sums;
  }

  get running() {
    return Boolean(this.sums.begin && !this.sums.end);
  }

  /** Why nothing can be written now: "following", "ended", or null when it can. */
  get closed() {
    if (!this.log.writer) return "following";
    return this.running ? null : "ended";
  }

  /** Why no mark can be taken now; in a pause, notes and undo still can. */
  get held() {
    return this.closed ?? (this.#since(this.sums.pausedSince) === null ? null : "paused");
  }

  now() {
    return this.sums.end ? this.sums.end.at_ms : this.clock.now();
  }

  /** The moment of an event; never after now. */
  at(timeStamp) {
    return Math.min(this.clock.at(timeStamp), this.clock.now());
  }

  add(fields, at = this.now()) {
    return this.addAll([fields], at).then(([entry]) => entry);
  }

  /** All of them at the same moment and in one transaction. */
  addAll(many, at = this.now()) {
    const refused = this.clock.refusal?.(many, at, this.sums);
    if (refused) return Promise.reject(refused);
    return this.log.appendAll(many.map((fields) => ({ ...fields, at_ms: at })));
  }

  /** Whoever marks can see again, so a mark ends "couldn't see" at the same moment. */
  mark(many, at) {
    const { measure } = many[0];
    const unseen = this.#since(this.sums.unseenSince(measure), at) !== null;
    const seen = this.sums.unseenSince("") === null ? { kind: "seen", measure } : { kind: "seen" };
    return this.addAll([...(unseen ? [seen] : []), ...many], at);
  }

  /** For presses whose meaning depends on the one before: a second press must see what the first has saved. */
  inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** A cue takes its response along, which would else be an answer to the cue before. */
  takeBack(entries) {
    const all = entries.flatMap((entry) => [entry, ...this.#answerTo(entry)]);
    return this.addAll(all.map(({ id }) => ({ kind: "void", target: id })));
  }

  bringBack(entries) {
    return this.takeBack(entries.flatMap(({ id }) => voidsAgainst(this.log.entries, id)));
  }

  /** An amend carries what it changes and nothing else: its own time would become the target's. */
  change(changes) {
    return this.log.appendAll(changes.map(([{ id }, fields]) => ({ kind: "amend", target: id, ...fields })));
  }

  async begin() {
    this.clock.begin();
    const { note } = this.clock; // "video"
    return this.log.append({ kind: "begin", at_ms: 0, ...(note ? { clock: note } : {}) });
  }

  end() {
    return this.add({ kind: "end" }, this.endsAt());
  }

  /** When it ends if it ends now. */
  endsAt() {
    return this.clock.endsAt?.(this.sums) ?? this.now();
  }

  /** The latest things that can be undone, newest first; the stop and start of one switch belong together. */
  latest(most) {
    return together(this.#asMade(this.sums.counting), most);
  }

  /** The one of these, in order of time, that was recorded last. */
  newest(entries) {
    return this.#asMade(entries).at(-1);
  }

  /** The last things recorded, those taken back (`gone`) among them, in the order in which they were made. */
  lastOnes(most) {
    const counting = new Map(this.sums.counting.map((entry) => [entry.id, entry]));
    return together(this.log.entries, most).map((group) => group.map((entry) => counting.get(entry.id) ?? { ...entry, gone: true }));
  }

  onChange(changed) {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  close() {
    this.#stop();
    this.clock.close();
    this.log.close();
  }

  #asMade(entries) {
    return this.clock.asMade?.(entries) ?? entries;
  }

  // In a video somebody may have gone back to before it.
  #since(moment, at = this.now()) {
    return this.clock.seeks && moment > at ? null : moment;
  }

  #answerTo({ id, kind, measure }) {
    const wait = kind === "cue" && this.sums.latencies.get(measure)?.find(({ cue }) => cue.id === id);
    return wait && wait.response ? [wait.response] : [];
  }

  #changed() {
    this.#sums = null;
    this.#listeners.forEach((changed) => changed());
  }
}

function together(entries, most) {
  const found = [];
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (!UNDOABLE.has(entry.kind)) continue;
    const last = found.at(-1);
    if (last && isSwitch(last[0], entry)) last.push(entry);
    else if (found.length === most) break;
    else found.push([entry]);
  }
  return found;
}

function isSwitch(newer, older) {
  return newer.kind === "start" && older.kind === "stop" && newer.at_ms === older.at_ms && newer.measure === older.measure;
}

/**
 * One visit's entries on this device.
 *
 *   const log = await openLog(personId, partnershipId, visitId, { words: false });
 *   log.entries            own entries of this device, in order of n (contract shape, without seq)
 *   log.writer             may this tab append? One tab per visit records; the others follow.
 *   await log.append({ kind: "mark", at_ms: clock.now(), measure: "praise", option: "specific" })
 *                          -> the entry with id, n, noted_at, once its strict transaction is complete
 *   await log.appendAll([{ kind: "stop", ... }, { kind: "start", ... }])
 *                          -> the entries; one transaction, all or none
 *   const off = log.onChange((added) => ...)   after every append here or in another tab, and when `writer`
 *                          changes (then `added` is empty); log.entries is already up to date
 *   await log.takeOver()   make this tab the writer; the other one follows from then on
 *   log.close()
 *
 * append rejects with NotTheWriter in a following tab, and with the database's own error (`QuotaExceededError` when the
 * device is full) after its retries: nothing was counted then, earlier entries are intact. While it retries it is
 * pending: show "not saved yet". `words: true` is for pages that add annotations, replies and reflections: they
 * append beside a recording tab and never hold its lock.
 */

import { takeClockNote } from "./clock.js";
import { unbundled } from "./held.js";
import { newId } from "./ids.js";
import { ask, ofVisit, openStore } from "./store.js";

export class NotTheWriter extends Error {
  name = "NotTheWriter";
}

export async function openLog(personId, partnershipId, visitId, { words = false } = {}) {
  const log = new VisitLog(await openStore(personId), `${personId}-${visitId}`, partnershipId, visitId, words);
  await log.open();
  return log;
}

export { anyUnderWay, entriesOf } from "./held.js";

/** Wall-clock time with the device's offset, as RFC 3339. */
export function notedAt(date = new Date()) {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

// Half of a surrogate pair, as a cut-off emoji leaves it, is no text: the server would have to refuse it.
const wellFormed = (fields) => (fields.text?.toWellFormed ? { ...fields, text: fields.text.toWellFormed() } : fields);

class VisitLog {
  entries = [];
  writer = false;
  #store;
  #lock;
  #partnership;
  #visit;
  #words;
  #known = new Set();
  #last = 0; // the newest n, also where entries wait for the PIN
  #listeners = new Set();
  #queue = [];
  #writing = false;
  #closed = false;
  #release = () => {};
  #stopHearing = () => {};
  #caughtUp = null;
  #catchUp = () => {
    if (document.visibilityState === "visible") this.#caughtUp = this.catchUp().catch(() => {}); // the next append says what is wrong
  };

  constructor(store, lock, partnership, visit, words) {
    this.#store = store;
    this.#lock = `alongside-writer-${lock}`;
    this.#partnership = partnership;
    this.#visit = visit;
    this.#words = words;
  }

  async open() {
    this.#stopHearing = this.#store.onTold((told) => told.log === this.#visit && this.#take(told.entries));
    addEventListener("pageshow", this.#catchUp);
    addEventListener("visibilitychange", this.#catchUp);
    if (this.#words || !navigator.locks) {
      await this.catchUp();
      this.writer = true;
    } else if (!(await this.#claimed({ ifAvailable: true }))) {
      await this.catchUp();
      this.#claimed({});
    }
  }

  async append(fields) {
    return (await this.appendAll([fields]))[0];
  }

  appendAll(many) {
    if (!this.writer || this.#closed) return Promise.reject(new NotTheWriter());
    const noted_at = notedAt();
    const entries = many.map((fields) => ({ id: newId(), ...wellFormed(fields), noted_at }));
    Object.assign(entries[0], takeClockNote(this.#visit));
    return new Promise((resolve, reject) => {
      this.#queue.push({ entries, resolve, reject });
      if (!this.#writing) this.#drain();
    });
  }

  onChange(changed) {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  async takeOver() {
    if (!this.writer) await this.#claimed({ steal: true });
  }

  /** Reads what other tabs have written since; also after this page was frozen. */
  async catchUp() {
    const range = ofVisit(this.#visit, this.#last);
    const [rows, newest] = await this.#store.read(["entries"], (tx) => {
      const table = tx.objectStore("entries");
      return Promise.all([ask(table.getAll(range)), ask(table.openKeyCursor(range, "prev"))]);
    });
    const { entries } = await unbundled(this.#store, rows);
    this.#take(entries);
    this.#last = Math.max(this.#last, newest?.primaryKey[1] ?? 0);
  }

  close() {
    this.#closed = true;
    this.writer = false;
    this.#release();
    this.#stopHearing();
    removeEventListener("pageshow", this.#catchUp);
    removeEventListener("visibilitychange", this.#catchUp);
  }

  // Taps that arrive during a write go together in the next one, so n has no gap when one fails.
  async #drain() {
    this.#writing = true;
    while (this.#queue.length) {
      const jobs = this.#queue.splice(0);
      try {
        await this.#save(jobs.flatMap((job) => job.entries));
        jobs.forEach((job) => job.resolve(job.entries));
      } catch (error) {
        jobs.forEach((job) => job.reject(error));
      }
    }
    this.#writing = false;
  }

  // What other tabs wrote while this page was frozen may lie in a bundle by now, whose key does not tell of a collision.
  async #save(entries) {
    await this.#caughtUp;
    const first = this.#last + 1;
    entries.forEach((entry, index) => (entry.n = first + index));
    try {
      const tables = first === 1 ? ["entries", "outbox", "logs"] : ["entries", "outbox"]; // each one more takes time
      await this.#store.write(tables, (tx) => this.#put(tx, entries), { strict: true });
    } catch (error) {
      if (error.name !== "ConstraintError") throw error;
      return this.#afterCollision(entries);
    }
    this.#take(entries);
    this.#store.tell({ log: this.#visit, entries });
  }

  #put(tx, entries) {
    const [rows, outbox] = [tx.objectStore("entries"), tx.objectStore("outbox")];
    for (const entry of entries) {
      rows.add(entry, [this.#visit, entry.n]);
      outbox.put(this.#partnership, [this.#visit, entry.n]);
    }
    if (entries[0].n === 1) tx.objectStore("logs").put({ visit: this.#visit, partnership: this.#partnership });
  }

  // Either another tab took this n first, or a lost connection hid that our own write had been completed.
  async #afterCollision(entries) {
    await this.catchUp();
    const ours = this.entries.find((entry) => entry.id === entries[0].id);
    if (!ours) return this.#save(entries);
    entries.forEach((entry, index) => (entry.n = ours.n + index));
    this.#store.tell({ log: this.#visit, entries });
  }

  #take(entries) {
    const added = entries.filter((entry) => !this.#known.has(entry.n));
    if (!added.length) return;
    const outOfOrder = added[0].n < this.#last;
    added.forEach((entry) => this.#known.add(entry.n));
    this.#last = Math.max(this.#last, added.at(-1).n);
    this.entries.push(...added);
    if (outOfOrder) this.entries.sort((a, b) => a.n - b.n);
    this.#changed(added);
  }

  #claimed(options) {
    return new Promise((resolve) => {
      navigator.locks
        .request(this.#lock, options, (lock) => (lock && !this.#closed ? this.#hold(resolve) : resolve(false)))
        .catch(() => this.#lost());
    });
  }

  async #hold(resolve) {
    const released = new Promise((release) => (this.#release = release));
    await this.catchUp();
    this.writer = true;
    resolve(true);
    this.#changed([]);
    await released;
  }

  // Another tab took over. Wait in line to follow it as the writer when it closes.
  #lost() {
    this.writer = false;
    this.#changed([]);
    if (!this.#closed) this.#claimed({});
  }

  #changed(added) {
    this.#listeners.forEach((changed) => changed(added, this));
  }
}

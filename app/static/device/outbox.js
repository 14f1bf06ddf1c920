/** What the server has not acknowledged yet: marks beside the entries, removed only on an account that adds up. */

import { entriesAt, everyKey, isBundle, isFinished, LOCKED } from "./held.js";
import { newId } from "./ids.js";
import { ask, ofVisit, openStore, upTo } from "./store.js";

const MOST_BYTES = 1_000_000;
export const UNREADABLE = { type: "/problems/unreadable-on-device", status: 0 };
const KEPT_MS = 30 * 24 * 3600_000;

/** `{waiting, parked, unsettled, visits: {visitId: {waiting, parked, acknowledged}}}`; unsettled: parked, not set aside. */
export async function counted(store) {
  return store.read(["logs", "entries", "outbox", "parked"], async (tx) => {
    const [logs, waiting, parked, reasons] = await Promise.all([
      ask(tx.objectStore("logs").getAllKeys()),
      ask(tx.objectStore("outbox").getAllKeys()),
      ask(tx.objectStore("parked").getAllKeys()),
      ask(tx.objectStore("parked").getAll()),
    ]);
    const heads = await Promise.all(logs.map((visit) => headOf(tx, visit)));
    const [unsent, refused] = [perVisit(waiting), perVisit(parked)];
    const visits = Object.fromEntries(logs.map((visit, i) => [visit, tally(heads[i], unsent[visit], refused[visit])]));
    const unsettled = reasons.filter((row) => !row.set_aside).length;
    return { waiting: waiting.length, parked: parked.length, unsettled, visits };
  });
}

/** The number of entries of this person that only this device has. */
export async function unsentOf(personId) {
  const { waiting, parked } = await counted(await openStore(personId));
  return waiting + parked;
}

/**
 * The next entries of one visit to send, in order of n: `{visit, partnership, entries}`, at most `most(visit)` of them.
 * `past` maps visits to the n after which to look; `locked` when they wait for the PIN. Null when there is nothing to send.
 */
export async function nextBatch(store, most, past) {
  for (;;) {
    const batch = await waitingBatch(store, most, past);
    if (batch?.lost.length) await parkUnreadable(store, batch.lost);
    if (!batch || batch.entries.length || batch.locked) return batch;
  }
}

/** This browser, as the entries of this person name it. Made once; n counts per device, so both live in one database. */
export async function deviceOf(store) {
  return store.write(["meta"], async (tx) => {
    const device = (await ask(tx.objectStore("meta").get("device"))) ?? newId();
    tx.objectStore("meta").put(device, "device");
    return device;
  });
}

/** Does the answer account for exactly this batch? Whatever else a proxy or a portal says, the entries stay. */
export function addsUp(account, batch) {
  if (!account || typeof account !== "object" || !Array.isArray(account.refused)) return false;
  const numbers = [account.head, account.stored, account.known];
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0)) return false;
  const sent = new Set(batch.entries.map((entry) => entry.id));
  const refused = new Set(account.refused.map((refusal) => refusal?.id));
  if (refused.size !== account.refused.length || ![...refused].every((id) => sent.has(id))) return false;
  return account.stored + account.known + refused.size === batch.entries.length;
}

/** One transaction: acknowledged entries leave the outbox, refused ones are parked with the reason. */
export async function settle(store, batch, account) {
  const problems = new Map(account.refused.map(({ id, problem }) => [id, problem]));
  await store.write(["outbox", "parked", "logs", "meta"], async (tx) => {
    const epoch = await ask(tx.objectStore("meta").get("epoch"));
    for (const entry of batch.entries) {
      const key = [batch.visit, entry.n];
      tx.objectStore("outbox").delete(key);
      if (problems.has(entry.id)) tx.objectStore("parked").put(parking(entry.id, problems.get(entry.id)), key);
    }
    tx.objectStore("logs").put({ visit: batch.visit, partnership: batch.partnership, acknowledged_at: Date.now(), epoch });
  });
  store.tell({ settled: batch.visit });
}

/** A restored server may have forgotten what it acknowledged. The ids make sending all of it again harmless. */
export async function sendEverythingAgain(tx) {
  const parked = new Set((await ask(tx.objectStore("parked").getAllKeys())).map(String));
  for (const key of await everyKey(tx)) if (!parked.has(String(key))) tx.objectStore("outbox").put(true, key);
}

/** Removes what was acknowledged more than 30 days ago, all but the newest row: n must go on counting from it. */
export const forgetOld = (store) => forgetShared(store, Date.now() - KEPT_MS);

/** The same at once, of visits that are over: a full device needs the room more than a server that may be restored. */
export async function clearShared(personId) {
  const store = await openStore(personId);
  await forgetShared(store, Infinity);
  store.tell({ pack: "cleared" });
}

async function forgetShared(store, before) {
  await store.write(["logs", "entries", "outbox", "parked", "visits"], async (tx) => {
    for (const { visit, acknowledged_at } of await ask(tx.objectStore("logs").getAll())) {
      if (!(acknowledged_at < before)) continue;
      if (before === Infinity && !isFinished(await ask(tx.objectStore("entries").getAll(ofVisit(visit))))) continue;
      const held = await Promise.all(["outbox", "parked"].map((table) => ask(tx.objectStore(table).count(ofVisit(visit)))));
      if (held[0] + held[1] === 0) await forget(tx, visit);
    }
  });
}

async function waitingBatch(store, most, past) {
  const next = await store.read(["logs", "outbox"], (tx) => nextKeys(tx, most, past));
  return next && { ...next, ...thatFit(next.keys, await entriesAt(store, next.keys)) };
}

async function nextKeys(tx, most, past) {
  for (const { visit, partnership, gone } of await ask(tx.objectStore("logs").getAll())) {
    const range = ofVisit(visit, past.get(visit) ?? 0);
    const keys = await ask(tx.objectStore("outbox").getAllKeys(range, most(visit)));
    if (keys.length) return { visit, partnership, gone, keys };
  }
  return null;
}

// Outbox marks whose entry cannot be read any more: nothing to send, but nothing is hidden either.
async function parkUnreadable(store, keys) {
  await store.write(["outbox", "parked"], (tx) => {
    for (const key of keys) {
      tx.objectStore("outbox").delete(key);
      tx.objectStore("parked").put(parking(null, UNREADABLE), key);
    }
  });
}

async function forget(tx, visit) {
  const head = await headOf(tx, visit);
  const newest = head && (await ask(tx.objectStore("entries").get([visit, head])));
  if (head > 1) tx.objectStore("entries").delete(upTo(visit, head - 1));
  if (isBundle(newest)) tx.objectStore("entries").put({ ...newest, ns: [], text: "[]", box: null }, [visit, head]);
  const row = await ask(tx.objectStore("visits").get(visit));
  if (row?.unlisted) tx.objectStore("visits").delete(visit);
}

async function headOf(tx, visit) {
  const newest = await ask(tx.objectStore("entries").openKeyCursor(ofVisit(visit), "prev"));
  return newest ? newest.primaryKey[1] : 0;
}

function perVisit(keys) {
  const counts = {};
  for (const [visit] of keys) counts[visit] = (counts[visit] ?? 0) + 1;
  return counts;
}

function tally(head, waiting = 0, parked = 0) {
  return { waiting, parked, acknowledged: head - waiting - parked };
}

function thatFit(keys, entries) {
  const [fitting, lost] = [[], []];
  let bytes = 0;
  for (const [i, entry] of entries.entries()) {
    if (entry === LOCKED) continue;
    if (!entry) {
      lost.push(keys[i]);
      continue;
    }
    bytes += new Blob([JSON.stringify(entry)]).size + 1;
    if (bytes > MOST_BYTES && fitting.length) break;
    fitting.push(entry);
  }
  return { entries: fitting, lost, locked: entries.includes(LOCKED) };
}

const parking = (id, problem) => ({ id, problem: problem ?? null, parked_at: Date.now() });

/**
 * What lies here of a visit. An entry is a row of its own while it is new; later many lie together in one row, a bundle:
 * `{n, ns, begun, end, text}` or, once the visit has ended, `{n, ns, begun, end, box}` encrypted. `n` is the largest of
 * `ns`, so that counting goes on from the newest row's key; `begun` and `end` tell how the visit stood when it was made.
 */

import { Locked, unsealed } from "./keys.js";
import { ask, ofVisit, openStore } from "./store.js";

export const isBundle = (row) => Array.isArray(row?.ns);

/** Stands for an entry that only the PIN opens. */
export const LOCKED = Symbol("locked");

const WORDS = new Set(["annotation", "reply", "draft", "reflection", "prediction", "void", "amend"]);

/** Own entries of a visit, in order of n; without those that wait for the PIN. */
export async function entriesOf(personId, visitId) {
  return (await heldOf(personId, visitId)).entries;
}

/** `{entries, locked, lost, begun, end, made_at}`: what can be read, the n of what waits for the PIN or is damaged. */
export async function heldOf(personId, visitId) {
  const store = await openStore(personId);
  const rows = await store.read(["entries"], (tx) => ask(tx.objectStore("entries").getAll(ofVisit(visitId))));
  return { ...(await unbundled(store, rows)), ...standing(rows), made_at: rows.filter(isBundle).at(-1)?.made_at };
}

/** Is a visit of this person under way on this device, with something recorded after `since` (ms of the wall clock)? */
export async function anyUnderWay(personId, since) {
  const store = await openStore(personId);
  const visits = await store.read(["logs"], (tx) => ask(tx.objectStore("logs").getAllKeys()));
  const logs = await Promise.all(visits.map((visit) => store.read(["entries"], (tx) => ask(tx.objectStore("entries").getAll(ofVisit(visit))))));
  return logs.some((rows) => isUnderWay(rows) && rows.some((row) => notedAt(row) > since));
}

/** `{begun, end}` of a visit's rows: has it begun, and the id of the end that counts, or null. */
export function standing(rows) {
  const bundle = rows.filter(isBundle).at(-1);
  const plain = rows.filter((row) => row?.id);
  const voided = new Set(plain.filter(({ kind }) => kind === "void").map(({ target }) => target));
  const counts = (kind) => plain.filter((entry) => entry.kind === kind && !voided.has(entry.id)).at(-1)?.id;
  const end = [counts("end"), bundle?.end].find((id) => id && !voided.has(id)) ?? null;
  return { begun: Boolean(bundle?.begun || counts("begin")), end };
}

export function isUnderWay(rows) {
  const { begun, end } = standing(rows);
  return begun && !end;
}

/** Ended here, or nothing but words about it was ever written here. */
export function isFinished(rows) {
  const { begun, end } = standing(rows);
  return Boolean(end) || (!begun && rows.length > 0 && rows.every((row) => isBundle(row) || WORDS.has(row?.kind)));
}

/** `{entries, locked, lost}` of a visit's rows. */
export async function unbundled(store, rows) {
  const found = { entries: [], locked: [], lost: [] };
  for (const row of rows) {
    if (!isBundle(row)) found.entries.push(...(row?.id ? [row] : []));
    else await unbundle(store, row, found);
  }
  found.entries.sort((a, b) => a.n - b.n);
  return found;
}

/** The entries at these keys [visit, n]: each one's entry, LOCKED while it waits for the PIN, or null. */
export async function entriesAt(store, keys) {
  const rows = await store.read(["entries"], (tx) => Promise.all(keys.map((key) => ask(tx.objectStore("entries").get(key)))));
  const elsewhere = new Set(keys.filter((_, i) => !rows[i]?.id).map(([visit]) => visit));
  const inside = new Map();
  for (const visit of elsewhere) await lookInto(store, visit, inside);
  return keys.map((key, i) => (rows[i]?.id ? rows[i] : inside.get(String(key)) ?? null));
}

/** The key [visit, n] of every entry there is, in a bundle or not. */
export async function everyKey(tx) {
  const [keys, rows] = await Promise.all([ask(tx.objectStore("entries").getAllKeys()), ask(tx.objectStore("entries").getAll())]);
  return keys.flatMap(([visit, n], i) => (isBundle(rows[i]) ? rows[i].ns.map((inside) => [visit, inside]) : [[visit, n]]));
}

async function lookInto(store, visit, inside) {
  const rows = await store.read(["entries"], (tx) => ask(tx.objectStore("entries").getAll(ofVisit(visit))));
  const { entries, locked } = await unbundled(store, rows.filter(isBundle));
  for (const n of locked) inside.set(String([visit, n]), LOCKED);
  for (const entry of entries) inside.set(String([visit, entry.n]), entry);
}

async function unbundle(store, bundle, found) {
  try {
    found.entries.push(...JSON.parse(bundle.box ? await unsealed(store, bundle.box) : bundle.text));
  } catch (error) {
    found[error instanceof Locked ? "locked" : "lost"].push(...bundle.ns);
  }
}

// A bundle is made while a visit is recorded, or when it is over; only the first can be under way.
const notedAt = (row) => (isBundle(row) ? row.made_at : Date.parse(row.noted_at));

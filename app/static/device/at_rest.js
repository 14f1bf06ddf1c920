/**
 * Puts to rest what a finished visit left on this device: its entries, what was packed about it, words half typed.
 *
 * What still has to reach the server lies under the device's key, so that it can leave without asking anybody; what the
 * server has lies under the PIN's, where there is one. One transaction puts it in the place of the rows that it was made
 * of: at every moment the disk holds the one or the other. Of a visit under way, older rows are only put together.
 */

import { isBundle, isFinished, standing, unbundled } from "./held.js";
import { canSeal, sealForDevice, sealForPin } from "./keys.js";
import { isWrapped, wrapped } from "./packed_row.js";
import { ask, ofVisit, openStore } from "./store.js";
import { boxed } from "./texts.js";

const QUIET_MS = 2500;
const MANY = 250;
const TABLES = ["entries", "outbox", "parked", "visits", "meta"];
// While the newest row is one of these the visit goes on, and there is nothing to put to rest.
const GROWING = new Set(["begin", "mark", "start", "stop", "cue", "response", "sweep", "interval", "check", "segment", "note", "seen", "unseen", "pause", "resume"]);

/** Now, and in a quiet moment after something has ended, has been shared or has got a PIN. */
export async function keepAtRest(personId) {
  const store = await openStore(personId);
  const due = new Set();
  let timer = null;
  const soon = (visit) => {
    due.add(visit);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const these = due.has(null) ? null : [...due];
      due.clear();
      restNow(personId, these).catch(() => {}); // what could not rest stays as it is, and is tried again
    }, QUIET_MS);
  };
  store.onTold((told) => {
    if (told.log || told.settled) soon(told.log ?? told.settled);
    else if (told.pack || told.rest) soon(null);
  });
  soon(null);
}

/** Resolves when everything rests that can; `only` names visits. */
export async function restNow(personId, only = null) {
  const store = await openStore(personId);
  const rest = async () => {
    for (const visit of only ?? (await visitsHere(store))) await restVisit(store, visit);
    if (!only && (await canSeal())) await restTexts(store);
  };
  await (navigator.locks?.request(`alongside-rest-${personId}`, rest) ?? rest());
}

function visitsHere(store) {
  return store.read(["logs", "visits"], async (tx) => {
    const keys = await Promise.all(["logs", "visits"].map((table) => ask(tx.objectStore(table).getAllKeys())));
    return new Set(keys.flat());
  });
}

async function restVisit(store, visit) {
  if (await isGrowing(store, visit)) return gather(store, visit);
  const seen = await store.read(TABLES, (tx) => look(tx, visit));
  if (!isFinished(seen.rows)) return gather(store, visit);
  if (!(await canSeal())) return;
  const bundles = await bundled(store, seen);
  const packed = await repacked(store, seen);
  if (bundles.made.length || packed) await store.write(TABLES, (tx) => swap(tx, visit, seen, bundles, packed));
}

async function isGrowing(store, visit) {
  const newest = await store.read(["entries"], (tx) => ask(tx.objectStore("entries").openCursor(ofVisit(visit), "prev")));
  return GROWING.has(newest?.value?.kind);
}

async function look(tx, visit) {
  const keysIn = (table) => ask(tx.objectStore(table).getAllKeys(ofVisit(visit)));
  const [rows, keys, outbox, parked, packed, pin, key] = await Promise.all([
    ask(tx.objectStore("entries").getAll(ofVisit(visit))),
    ...["entries", "outbox", "parked"].map(keysIn),
    ask(tx.objectStore("visits").get(visit)),
    ...["pin", "key"].map((name) => ask(tx.objectStore("meta").get(name))),
  ]);
  return { rows, keys, onlyHere: new Set([...outbox, ...parked].map(([, n]) => n)), packed, pin, key: key?.id };
}

// New bundles for all that does not rest as it should: `{made, gone, shared}`, gone being the keys of the rows they replace.
async function bundled(store, { rows, keys, onlyHere, pin }) {
  const [entries, gone] = [[], []];
  for (const [i, row] of rows.entries()) {
    if (restsWell(row, onlyHere, pin)) continue;
    const found = await unbundled(store, [row]);
    entries.push(...found.entries);
    if (found.entries.length) gone.push(keys[i]);
  }
  const stood = standing(rows);
  const [waiting, shared] = [entries.filter(({ n }) => onlyHere.has(n)), entries.filter(({ n }) => !onlyHere.has(n))];
  const made = [];
  if (waiting.length) made.push(await bundle(waiting, stood, (text) => sealForDevice(store, text)));
  if (shared.length) made.push(await bundle(shared, stood, (text) => sealed(store, pin, text)));
  return { made, gone, shared };
}

function restsWell(row, onlyHere, pin) {
  if (!isBundle(row)) return false;
  if (!row.ns.length || row.box?.under === "pin") return true;
  return Boolean(row.box) && (!pin || row.ns.every((n) => onlyHere.has(n)));
}

async function repacked(store, { packed, onlyHere, pin }) {
  const under = pin && !onlyHere.size && !packed?.unsent ? pin : null;
  if (!packed || packed.box?.under === "pin" || isWrapped(packed, under ? "pin" : "device")) return null;
  return wrapped(store, packed, (text) => sealed(store, under, text));
}

async function bundle(entries, stood, seal) {
  const ns = entries.map(({ n }) => n);
  return { n: Math.max(...ns), ns, ...stood, made_at: Date.now(), box: await seal(JSON.stringify(entries)) };
}

const sealed = (store, pin, text) => (pin ? sealForPin(pin, text) : sealForDevice(store, text));

// Nothing may have changed meanwhile: a mark that must be sent again, a PIN taken away, rows put together by another tab.
async function swap(tx, visit, seen, { made, gone, shared }, packed) {
  const now = await look(tx, visit);
  const same = new Set(now.keys.map(String));
  if (now.pin?.id !== seen.pin?.id || (seen.key && now.key !== seen.key)) return;
  if (packed && sameRow(now.packed, seen.packed)) tx.objectStore("visits").put(packed);
  if (!gone.every((key) => same.has(String(key))) || shared.some(({ n }) => now.onlyHere.has(n))) return;
  for (const key of gone) tx.objectStore("entries").delete(key);
  for (const row of made) tx.objectStore("entries").put(row, [visit, row.n]);
}

const sameRow = (a, b) => JSON.stringify({ ...a, box: a?.box?.key }) === JSON.stringify({ ...b, box: b?.box?.key });

// Many small rows take long to read when the visit is opened again; these have long been written, and nobody waits for it.
async function gather(store, visit) {
  if ((await store.read(["entries"], (tx) => ask(tx.objectStore("entries").count(ofVisit(visit))))) < MANY) return;
  await store.write(["entries"], async (tx) => {
    const table = tx.objectStore("entries");
    const rows = await ask(table.getAll(ofVisit(visit)));
    const plain = rows.filter((row) => row?.id);
    if (plain.length < MANY) return;
    const ns = plain.map(({ n }) => n);
    for (const n of ns) table.delete([visit, n]);
    table.put({ n: Math.max(...ns), ns, ...standing(rows), made_at: Date.now(), text: JSON.stringify(plain) }, [visit, Math.max(...ns)]);
  });
}

async function restTexts(store) {
  const [keys, rows] = await store.read(["texts"], (tx) => {
    const table = tx.objectStore("texts");
    return Promise.all([ask(table.getAllKeys()), ask(table.getAll())]);
  });
  for (const [i, { text, kept_at }] of rows.entries()) {
    if (text === undefined) continue;
    const row = { ...(await boxed(store, text)), kept_at };
    await store.write(["texts"], async (tx) => {
      if ((await ask(tx.objectStore("texts").get(keys[i])))?.kept_at === kept_at) tx.objectStore("texts").put(row, keys[i]);
    });
  }
}

/**
 * Takes off this device what its person may no longer hold. Nothing that only this device has goes with it: marks that
 * the server has not got, and words half typed, are parked with the reason where the person sees them and can save them.
 */

import { isUnderWay, unbundled } from "./held.js";
import { canSeal, sealForDevice } from "./keys.js";
import { ask, ofVisit, openStore } from "./store.js";
import { textOf, wordsIn } from "./texts.js";

const TABLES = ["entries", "outbox", "parked", "visits", "logs", "texts", "meta"];
const TRIES = 5;

/** Why what was here is gone, as parked rows say it. */
export const LEFT = { type: "/problems/partnership-left", status: 0 };

/**
 * One visit. `gone` is why, or null when its person was only signed out. What waits goes on waiting, unless the server has
 * refused it: then it is parked.
 */
export async function eraseVisit(store, visit, gone, refused = false) {
  for (let i = 0; i < TRIES; i += 1) {
    const seen = await store.read(TABLES, (tx) => look(tx, visit));
    const kept = { ...(await keptRow(store, seen)), blank: await blankTexts(store, visit) };
    if (await store.write(TABLES, (tx) => erase(tx, visit, seen, kept, { gone, refused }), { strict: true })) break;
  }
  store.tell({ nudge: true, erased: visit });
}

/** All of a partnership that this person is no longer part of. */
export async function erasePartnership(store, partnership) {
  for (const visit of await visitsOf(store, partnership)) await eraseVisit(store, visit, LEFT);
  const blank = await blankTexts(store, partnership);
  await store.write(["forms", "partnerships", "texts", "parked"], async (tx) => {
    await parkTexts(tx, partnership, LEFT, blank);
    for (const form of await ask(tx.objectStore("forms").getAll()))
      if (form.partnership_id === partnership) tx.objectStore("forms").delete([form.id, form.version]);
    tx.objectStore("partnerships").delete(partnership);
  });
  store.tell({ pack: "erased", nudge: true });
}

/** Signed out from elsewhere: a lost tablet keeps nothing but a visit under way and what has not been shared. */
export async function eraseAllShared(store) {
  const visits = await store.read(["logs", "visits"], async (tx) => {
    const keys = await Promise.all(["logs", "visits"].map((table) => ask(tx.objectStore(table).getAllKeys())));
    return new Set(keys.flat());
  });
  const stay = new Set();
  for (const visit of visits) {
    const rows = await store.read(["entries"], (tx) => ask(tx.objectStore("entries").getAll(ofVisit(visit))));
    const unsent = (await store.read(["visits"], (tx) => ask(tx.objectStore("visits").get(visit))))?.unsent;
    if (isUnderWay(rows) || unsent) stay.add(visit);
    else await eraseVisit(store, visit, null);
  }
  await store.write(["visits", "forms", "partnerships"], (tx) => dropUnused(tx, stay));
  await dropKeys(store);
  store.tell({ pack: "erased" });
}

/** A parked row that its person has seen, and wants off this device. */
export async function eraseParked(personId, visit, n) {
  const store = await openStore(personId);
  await store.write(["parked"], (tx) => tx.objectStore("parked").delete([visit, n]), { strict: true });
  const gone = await store.read(["logs"], (tx) => ask(tx.objectStore("logs").get(visit)));
  if (gone?.gone) await eraseVisit(store, visit, gone.gone);
  store.tell({ nudge: true });
}

async function look(tx, visit) {
  const keysIn = (table) => ask(tx.objectStore(table).getAllKeys(ofVisit(visit)));
  const [rows, keys, outbox, parked] = await Promise.all([ask(tx.objectStore("entries").getAll(ofVisit(visit))), ...["entries", "outbox", "parked"].map(keysIn)]);
  return { rows, keys, outbox, onlyHere: new Set([...outbox, ...parked].map(([, n]) => n)) };
}

// What only this device has, as one row; and the rows that can't be read now but hold something of it.
async function keptRow(store, { rows, keys, onlyHere }) {
  const sealed = new Set();
  for (const [i, row] of rows.entries()) {
    const { locked, lost } = await unbundled(store, [row]);
    if ([...locked, ...lost].some((n) => onlyHere.has(n))) sealed.add(String(keys[i]));
  }
  const entries = (await unbundled(store, rows)).entries.filter(({ n }) => onlyHere.has(n));
  if (!entries.length) return { sealed, row: null };
  const [ns, text] = [entries.map(({ n }) => n), JSON.stringify(entries)];
  const held = (await canSeal()) ? { box: await sealForDevice(store, text) } : { text };
  return { sealed, row: { n: Math.max(...ns), ns, begun: true, end: "erased", made_at: Date.now(), ...held } };
}

// False when a mark was made or sent in the meantime: look again.
async function erase(tx, visit, seen, kept, { gone, refused }) {
  const now = await look(tx, visit);
  if (String(now.keys) !== String(seen.keys) || String([...now.onlyHere]) !== String([...seen.onlyHere])) return false;
  for (const key of now.keys) if (!kept.sealed.has(String(key))) tx.objectStore("entries").delete(key);
  if (kept.row) tx.objectStore("entries").put(kept.row, [visit, kept.row.n]);
  if (refused) parkOutbox(tx, now.outbox, gone);
  if (gone) await parkTexts(tx, visit, gone, kept.blank);
  tx.objectStore("visits").delete(visit);
  await forgetLog(tx, visit, now.onlyHere.size, gone);
  await forgetMeta(tx, visit);
  return true;
}

function parkOutbox(tx, outbox, problem) {
  for (const key of outbox) {
    tx.objectStore("outbox").delete(key);
    tx.objectStore("parked").put({ id: null, problem, parked_at: Date.now() }, key);
  }
}

async function parkTexts(tx, about, problem, blank) {
  const table = tx.objectStore("texts");
  for (const key of (await ask(table.getAllKeys())).filter((name) => String(name).includes(about))) {
    const row = await ask(table.get(key));
    if (!blank.has(key)) tx.objectStore("parked").put({ ...row, id: null, problem, parked_at: Date.now() }, [about, key]);
    table.delete(key);
  }
}

// Fields that were emptied again hold nothing that anybody could miss.
async function blankTexts(store, about) {
  const [keys, rows] = await store.read(["texts"], (tx) => Promise.all([ask(tx.objectStore("texts").getAllKeys()), ask(tx.objectStore("texts").getAll())]));
  const blank = new Set();
  for (const [i, key] of keys.entries()) if (String(key).includes(about) && !wordsIn(await textOf(store, rows[i]))) blank.add(key);
  return blank;
}

async function forgetLog(tx, visit, held, gone) {
  const log = await ask(tx.objectStore("logs").get(visit));
  if (log && held) tx.objectStore("logs").put(gone ? { ...log, gone } : log);
  else tx.objectStore("logs").delete(visit);
}

async function forgetMeta(tx, visit) {
  const table = tx.objectStore("meta");
  for (const key of await ask(table.getAllKeys())) if (String(key).includes(visit)) table.delete(key);
}

function visitsOf(store, partnership) {
  return store.read(["logs", "visits"], async (tx) => {
    const [logs, visits] = await Promise.all(["logs", "visits"].map((table) => ask(tx.objectStore(table).getAll())));
    const ours = [...logs.map((log) => [log.visit, log.partnership]), ...visits.map((row) => [row.id, row.partnership_id])];
    return new Set(ours.filter(([, its]) => its === partnership).map(([visit]) => visit));
  });
}

async function dropUnused(tx, stay) {
  const visits = (await ask(tx.objectStore("visits").getAll())).filter(({ id }) => stay.has(id));
  const [forms, partners] = [new Set(visits.map((row) => row.form_id)), new Set(visits.map((row) => row.partnership_id))];
  for (const { id, version } of await ask(tx.objectStore("forms").getAll())) if (!forms.has(id)) tx.objectStore("forms").delete([id, version]);
  for (const { id } of await ask(tx.objectStore("partnerships").getAll())) if (!partners.has(id)) tx.objectStore("partnerships").delete(id);
}

// The keys go with the last thing that lay under them.
function dropKeys(store) {
  return store.write(["entries", "visits", "texts", "parked", "meta"], async (tx) => {
    const rows = await Promise.all(["entries", "visits", "texts", "parked"].map((table) => ask(tx.objectStore(table).getAll())));
    if (!rows.flat().some((row) => row?.box)) ["key", "pin", "pin-tries"].forEach((name) => tx.objectStore("meta").delete(name));
  });
}

/** What the server did not take, and whatever else only this device has: read, sent again, or left by its person. */

import { entriesAt } from "./held.js";
import { UNREADABLE } from "./outbox.js";
import { ask, openStore } from "./store.js";
import { textOf, wordsIn } from "./texts.js";

/** The entries that only this device has, with their visit: `[{visit, entry}]`. */
export async function unsentEntries(personId) {
  const store = await openStore(personId);
  const tables = ["outbox", "parked"];
  const keys = (await store.read(tables, (tx) => Promise.all(tables.map((table) => ask(tx.objectStore(table).getAllKeys()))))).flat();
  const entries = await entriesAt(store, keys);
  return keys.map(([visit], i) => ({ visit, entry: entries[i] })).filter(({ entry }) => entry?.id);
}

/** Refused entries with the reason: `[{visit, n, entry, problem, parked_at}]`; of typed words `n` is their key. */
export async function parkedOf(personId) {
  const store = await openStore(personId);
  const [keys, rows] = await store.read(["parked"], (tx) => {
    const table = tx.objectStore("parked");
    return Promise.all([ask(table.getAllKeys()), ask(table.getAll())]);
  });
  const entries = await entriesAt(store, keys);
  return Promise.all(keys.map(async ([visit, n], i) => ({ visit, n, ...(await told(store, rows[i], entries[i])) })));
}

/** Puts a parked entry back into the outbox. */
export async function tryAgain(personId, visit, n) {
  const store = await openStore(personId);
  await store.write(["parked", "outbox"], (tx) => {
    tx.objectStore("parked").delete([visit, n]);
    tx.objectStore("outbox").put(true, [visit, n]);
  });
  store.tell({ nudge: true });
}

/** What was parked because it could not be read, and now can be, goes back into the outbox. */
export async function reconsider(personId) {
  const unreadable = (await parkedOf(personId)).filter(({ problem, entry }) => problem?.type === UNREADABLE.type && entry?.id);
  for (const { visit, n } of unreadable) await tryAgain(personId, visit, n);
}

/** The person has seen it and leaves it here: it stays parked and asks no more. */
export async function setAside(personId, visit, n) {
  const store = await openStore(personId);
  await store.write(["parked"], async (tx) => {
    const row = await ask(tx.objectStore("parked").get([visit, n]));
    if (row) tx.objectStore("parked").put({ ...row, set_aside: true }, [visit, n]);
  });
  store.tell({ nudge: true });
}

async function told(store, { box, text, ...row }, entry) {
  const words = box || text ? { kind: "typed", text: wordsIn(await textOf(store, { box, text })) } : null;
  return { ...row, entry: words ?? (entry?.id ? entry : null) };
}

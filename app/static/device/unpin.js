/** Taking the PIN away: with it, what lies under it comes under the device's key; without it, that is given up. */

import { isBundle } from "./held.js";
import { sealForDevice, unsealed } from "./keys.js";
import { dropPin, tryPin } from "./pin.js";
import { ask, openStore } from "./store.js";

const ROWS = ["entries", "visits"];
const FORGOTTEN = { type: "/problems/pin-forgotten", status: 0 };

/** Takes the PIN away by the PIN: `{opened, waitMs}`. */
export async function removePin(personId, pin) {
  const tried = await tryPin(personId, pin);
  if (tried.opened) await withoutRest(personId, async (store) => {
    for (const table of ROWS) await moveToDevice(store, table);
    await dropPin(store);
  });
  return tried;
}

/** The person has proved by the password who they are. What lay under the PIN is with the server; here it can't be read again. */
export async function giveUpPin(personId) {
  await withoutRest(personId, async (store) => {
    await store.write([...ROWS, "outbox", "parked"], async (tx) => {
      await dropEntries(tx);
      for (const row of await ask(tx.objectStore("visits").getAll())) if (row.box?.under === "pin") tx.objectStore("visits").delete(row.id);
    }, { strict: true });
    await dropPin(store);
    store.tell({ pack: "given up", nudge: true });
  });
}

// Nothing may be put under the PIN meanwhile.
async function withoutRest(personId, work) {
  const store = await openStore(personId);
  await (navigator.locks?.request(`alongside-rest-${personId}`, () => work(store)) ?? work(store));
}

async function moveToDevice(store, table) {
  const [keys, rows] = await store.read([table], (tx) => Promise.all([ask(tx.objectStore(table).getAllKeys()), ask(tx.objectStore(table).getAll())]));
  for (const [i, row] of rows.entries()) {
    if (row?.box?.under !== "pin") continue;
    const moved = { ...row, box: await sealForDevice(store, await unsealed(store, row.box)) };
    await store.write([table], (tx) => putInPlace(tx.objectStore(table), keys[i], moved), { strict: true });
  }
}

// What was erased meanwhile stays erased.
async function putInPlace(table, key, row) {
  const now = await ask(table.get(key));
  if (now?.box?.under === "pin") table.put(row, ...(table.keyPath ? [] : [key]));
}

async function dropEntries(tx) {
  const [table, outbox] = [tx.objectStore("entries"), new Set((await ask(tx.objectStore("outbox").getAllKeys())).map(String))];
  const [keys, rows] = await Promise.all([ask(table.getAllKeys()), ask(table.getAll())]);
  for (const [i, row] of rows.entries()) {
    if (!isBundle(row) || row.box?.under !== "pin") continue;
    const waiting = row.ns.map((n) => [keys[i][0], n]).filter((key) => outbox.has(String(key)));
    for (const key of waiting) {
      tx.objectStore("outbox").delete(key);
      tx.objectStore("parked").put({ id: null, problem: FORGOTTEN, parked_at: Date.now() }, key);
    }
    table.put({ n: row.n, ns: [], begun: row.begun, end: row.end, made_at: row.made_at, text: "[]" }, keys[i]);
  }
}

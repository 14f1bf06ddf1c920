/** Words that are being typed: they survive a reload, a lost network and a session that ends; they lie under the device's key. */

import { canSeal, sealForDevice, unsealed } from "./keys.js";
import { currentPerson } from "./people.js";
import { ask, openStore } from "./store.js";

let turn = Promise.resolve();

export function keepText(key, text) {
  return inTurn(async (store) => {
    const row = { ...(await boxed(store, text)), kept_at: Date.now() };
    await store.write(["texts"], (tx) => tx.objectStore("texts").put(row, key));
  });
}

/** The text kept under `key`, or "". */
export function textFor(key) {
  return inTurn(async (store) => textOf(store, await store.read(["texts"], (tx) => ask(tx.objectStore("texts").get(key)))));
}

export function forgetText(key) {
  return inTurn((store) => store.write(["texts"], (tx) => tx.objectStore("texts").delete(key)));
}

/** What a row holds as it is kept: `{box}`, or `{text}` where the browser has no cryptography. */
export async function boxed(store, text) {
  return (await canSeal()) ? { box: await sealForDevice(store, text) } : { text };
}

/** The text of such a row; "" when nobody can read it any more. */
export async function textOf(store, row) {
  if (!row?.box) return row?.text ?? "";
  return unsealed(store, row.box).catch(() => "");
}

/** The person's own words in a kept text, without what the page kept beside them. */
export function wordsIn(text) {
  try {
    return (JSON.parse(text).text ?? text).trim();
  } catch {
    return text.trim();
  }
}

// One after the other: a letter typed later must not be overtaken by one whose encryption took longer.
function inTurn(work) {
  const done = turn.then(async () => work(await storeHere()));
  turn = done.catch(() => {});
  return done;
}

async function storeHere() {
  const personId = await currentPerson();
  if (!personId) throw new Error("Nobody is signed in on this device.");
  return openStore(personId);
}

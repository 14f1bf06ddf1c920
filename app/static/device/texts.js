/** Words that are being typed: they survive a reload, a lost network and a session that ends. */

import { currentPerson } from "./people.js";
import { ask, openStore } from "./store.js";

export async function keepText(key, text) {
  const store = await storeHere();
  await store.write(["texts"], (tx) => tx.objectStore("texts").put({ text, kept_at: Date.now() }, key));
}

/** The text kept under `key`, or "". */
export async function textFor(key) {
  const store = await storeHere();
  const row = await store.read(["texts"], (tx) => ask(tx.objectStore("texts").get(key)));
  return row?.text ?? "";
}

export async function forgetText(key) {
  const store = await storeHere();
  await store.write(["texts"], (tx) => tx.objectStore("texts").delete(key));
}

async function storeHere() {
  const personId = await currentPerson();
  if (!personId) throw new Error("Nobody is signed in on this device.");
  return openStore(personId);
}

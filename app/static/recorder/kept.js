/** Small things the recorder remembers on this device: the lock, the hand, how many students are here. */

import { ask, openStore } from "../device/store.js";

export async function recall(personId, key) {
  const store = await openStore(personId);
  return store.read(["meta"], (tx) => ask(tx.objectStore("meta").get(`recorder:${key}`)));
}

export async function remember(personId, key, value) {
  const store = await openStore(personId);
  await store.write(["meta"], (tx) => tx.objectStore("meta").put(value, `recorder:${key}`), { strict: true });
}

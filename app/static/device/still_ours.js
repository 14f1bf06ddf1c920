/** Asks about past visits that lie here whether this person may still hold them. Silence and nonsense change nothing. */

import { eraseVisit } from "./erasing.js";
import { deviceOf } from "./outbox.js";
import { ask, openStore } from "./store.js";
import { call } from "./transport.js";

const EVERY_MS = 3600_000;
const FOR_GOOD = new Set(["/problems/visit-erased", "/problems/partnership-ended"]);

/** At most once an hour. An empty batch reads nothing, is no look at the visit, and is refused when sending would be. */
export async function askWhatIsStillOurs(personId) {
  const store = await openStore(personId);
  const { past, epoch } = await store.write(["meta", "logs", "visits", "outbox"], due);
  const device = await deviceOf(store);
  for (const { visit, partnership, epoch: then } of past) {
    const address = `/api/partnerships/${partnership}/visits/${visit}/entries`;
    const { status, json } = await call("POST", address, personId, { device, entries: [] });
    // A server restored from a backup may not know yet what it has forgotten: only the one that knew it can say so.
    const unknown = status === 404 && json?.type === "/problems/not-found" && then === epoch;
    if (unknown || FOR_GOOD.has(json?.type)) await eraseVisit(store, visit, json, true);
    else if (status !== 200) return;
  }
}

async function due(tx) {
  const meta = tx.objectStore("meta");
  const [last, epoch] = [await ask(meta.get("asked_at")), await ask(meta.get("epoch"))];
  if (Math.abs(Date.now() - (last ?? 0)) < EVERY_MS) return { past: [], epoch };
  meta.put(Date.now(), "asked_at");
  const waiting = new Set((await ask(tx.objectStore("outbox").getAllKeys())).map(([visit]) => visit));
  const packed = await ask(tx.objectStore("visits").getAll());
  const ahead = new Set(packed.filter((row) => !row.unlisted).map(({ id }) => id));
  const past = (await ask(tx.objectStore("logs").getAll())).filter(({ visit, gone }) => !gone && !waiting.has(visit) && !ahead.has(visit));
  return { past, epoch };
}

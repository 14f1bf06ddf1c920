/** Every page's start on this device: the offline shell, the signed-in person's store, the pack, the sender. */

import { keepAtRest } from "../device/at_rest.js";
import { packedAt, refreshPack } from "../device/pack.js";
import { arrive, currentPerson, onPersonChange } from "../device/people.js";
import { onState, sendNow, startSending } from "../device/sender.js";
import { askWhatIsStillOurs } from "../device/still_ours.js";
import { anyUnderWay } from "../device/visit_log.js";
import "./sync_line.js";

const PACK_FRESH_MS = 60_000;
const LONGEST_VISIT_MS = 12 * 3600_000;
const meta = document.querySelector("meta[name=person]");

/** Resolves to the id of the person this page is for, or null; import it before reading a text that was kept. */
export const person = meta ? here(meta) : Promise.resolve(null);

person.then(begin).catch(() => {}); // a browser that keeps nothing can still read pages
install().catch(() => {}); // without https there is no worker: pages work, only not offline

async function here({ content: id, dataset: { name, email } }) {
  await arrive({ id, name, email });
  return id;
}

async function begin(id) {
  if (!id) return;
  followTheSignIn(id);
  await startSending(id);
  await pack(id);
  await keepAtRest(id);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && pack(id));
}

async function pack(id) {
  const fresh = location.pathname !== "/" && Date.now() - (await packedAt(id)) < PACK_FRESH_MS;
  if (!fresh && (await refreshPack(id))) await askWhatIsStillOurs(id);
}

// Somebody signed in or out in another tab, or came back to a page that the browser had kept alive.
async function followTheSignIn(id) {
  const check = (current) => current !== id && location.reload();
  onPersonChange(check);
  addEventListener("pageshow", async (event) => event.persisted && check(await currentPerson()));
}

async function install() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => data === "send now" && sendNow());
  const registration = await navigator.serviceWorker.register("/service_worker.js");
  onState(({ phase }) => {
    if (phase === "shared") letTakeOver(registration);
    // While the browser has a network it would answer at once, and again at each failure: the sender's own patience is enough.
    if (phase === "offline" && !navigator.onLine) registration.sync?.register("outbox").catch(() => {});
  });
}

// A new build may replace the old one only between visits, with nothing waiting.
async function letTakeOver(registration) {
  if (!registration.waiting || (await recordersOpen())) return;
  const id = await person;
  if (!id || (await anyUnderWay(id, Date.now() - LONGEST_VISIT_MS))) return;
  registration.waiting?.postMessage("take over");
}

async function recordersOpen() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name.startsWith("alongside-writer-"));
}

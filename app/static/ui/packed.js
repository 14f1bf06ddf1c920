/** "Packed for offline", said only when this device holds the visit, its form and the recorder itself. */

import { packedVisits } from "../device/pack.js";
import { currentPerson } from "../device/people.js";
import { openStore } from "../device/store.js";
import { frame as says } from "./frame_words.js";

const lines = [...document.querySelectorAll("[data-packed]")];
if (lines.length) watch().catch(() => {});

async function watch() {
  const person = document.querySelector("meta[name=person]")?.content ?? (await currentPerson());
  const store = await openStore(person);
  store.onTold((told) => told.pack && look(person));
  navigator.serviceWorker?.ready.then(() => look(person));
  await look(person);
}

async function look(person) {
  const [packed, shell] = await Promise.all([packedVisits(person), caches.match("/recorder", { ignoreSearch: true })]);
  const here = new Set(packed.filter(({ form }) => form && shell).map(({ visit }) => visit.id));
  for (const line of lines) {
    line.hidden = !here.has(line.dataset.packed);
    line.querySelector("span").textContent = says.packed;
  }
}

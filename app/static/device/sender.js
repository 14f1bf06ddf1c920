/**
 * Carries the outbox to the server: one flight at a time, in order, as the same person only, and it never gives up.
 *
 *   const stop = await startSending(personId)
 *   const off = onState((state) => ...)     called at once and at each change
 *   sendNow()
 *   state = {phase, waiting, parked, unsettled, visits: {visitId: {waiting, parked, acknowledged}}, lastShared, problem, offline, known}
 *   phase = "saved" | "sharing" | "shared" | "offline" | "signed-out" | "needs-you"
 *   offline = null until the server was asked; known = false until the store has been counted; unsettled = parked and not yet set aside by the person
 *   problem = the server's reason (problem+json) when it holds a whole visit back, else null
 */

import { addsUp, counted, deviceOf, nextBatch, settle } from "./outbox.js";
import { announced, unannounced } from "./pack.js";
import { publish } from "./share_state.js";
import { ask, openStore } from "./store.js";
import { call } from "./transport.js";

export { onState } from "./share_state.js";

const MOST_ENTRIES = 500;
const SOON_MS = 800;
const BUSY_MS = 5000;
const STEAL_AFTER_MS = 60_000;
const LONGEST_BACKOFF_MS = 60_000;
const SURE_MS = 60_000;
const TOO_MUCH = new Set([400, 413, 422]);
const HELD_BACK = new Set([403, 404, 409]);

// What the browser believes about the network is a hint to ask the server, nothing more.
const WAKING = ["online", "offline", "pageshow", "visibilitychange"];

const SIGNED_OUT_ELSEWHERE = "/problems/signed-out-elsewhere";
const PIN_NEEDED = { type: "/problems/pin-needed", status: 0 };
let sender = null;

export async function startSending(personId) {
  if (sender?.personId !== personId) {
    sender?.stop();
    sender = new Sender(personId);
    await sender.start();
  }
  return sender.stop.bind(sender);
}

export const sendNow = () => sender?.atOnce();

class Sender {
  personId;
  #store;
  #facts = { failing: null, signedOut: false, sending: false, lastShared: null, problem: null };
  #counts = { waiting: 0, parked: 0, unsettled: 0, visits: {} };
  #limits = new Map();
  #failures = 0;
  #notBefore = 0;
  #sureUntil = 0;
  #busySince = null;
  #flying = false;
  #timer = null;
  #due = Infinity;
  #counting = null;
  #stopHearing = () => {};
  #most = (visit) => this.#limits.get(visit) ?? MOST_ENTRIES;
  #wake = (event) => {
    if (event.type.endsWith("line") || document.visibilityState === "visible") this.atOnce();
  };

  constructor(personId) {
    this.personId = personId;
  }

  async start() {
    this.#store = await openStore(this.personId);
    Object.assign(this.#facts, await this.#store.read(["meta"], (tx) => ask(tx.objectStore("meta").get("sender"))));
    this.#stopHearing = this.#store.onTold((told) => this.#hear(told));
    for (const event of WAKING) addEventListener(event, this.#wake);
    await this.#count();
    this.atOnce();
    if (this.#counts.parked) import("./parked.js").then(({ reconsider }) => reconsider(this.personId)).catch(() => {});
  }

  stop() {
    this.#stopHearing();
    [this.#timer, this.#counting].forEach(clearTimeout);
    for (const event of WAKING) removeEventListener(event, this.#wake);
    if (sender === this) sender = null;
  }

  atOnce() {
    this.#sureUntil = 0;
    this.#within(0);
  }

  #hear(told) {
    if (told.sender) this.#learn(told.sender);
    if (told.nudge) this.atOnce();
    if (told.log && !this.#facts.failing && !this.#facts.signedOut) this.#within(SOON_MS);
    if (told.log || told.nudge || told.sender) this.#countSoon();
  }

  #within(ms) {
    const due = Math.max(performance.now() + ms, this.#notBefore);
    if (due >= this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.#round(), due - performance.now());
  }

  async #round() {
    this.#due = Infinity;
    if (this.#flying) return this.#within(SOON_MS);
    this.#flying = true;
    try {
      await this.#alone(() => this.#send());
    } catch {
      this.#later(); // the store failed under us: everything is still where it was
    }
    this.#flying = false;
  }

  async #alone(flight) {
    if (!navigator.locks) return flight();
    // A page that the system froze in mid-flight may hold the lock for ever; two flights are harmless, no flight is not.
    const steal = this.#busySince !== null && performance.now() - this.#busySince > STEAL_AFTER_MS;
    await navigator.locks.request(`alongside-sender-${this.personId}`, steal ? { steal } : { ifAvailable: true }, (lock) => {
      this.#busySince = lock ? null : (this.#busySince ?? performance.now());
      return lock ? flight() : this.#within(BUSY_MS);
    });
  }

  async #send() {
    if (!(await this.#samePerson())) return;
    const past = new Map();
    let problem = await this.#sendVisits(past);
    for (let batch; (batch = await nextBatch(this.#store, this.#most, past)); ) {
      if (!batch.entries.length) {
        past.set(batch.visit, batch.keys.at(-1)[1]);
        problem = PIN_NEEDED;
        continue;
      }
      this.#say({ sending: true });
      const answer = await call("POST", entriesOf(batch), this.personId, { device: await deviceOf(this.#store), entries: batch.entries });
      if (answer.status === 200 && addsUp(answer.json, batch)) await this.#shared(batch, answer.json);
      else if (isForGood(answer, batch)) await (await erasing()).eraseVisit(this.#store, batch.visit, answer.json, true);
      else if (TOO_MUCH.has(answer.status)) problem = this.#halve(batch, past, answer) ?? problem;
      else if (HELD_BACK.has(answer.status) && answer.json?.type) {
        past.set(batch.visit, Infinity);
        problem = answer.json;
      } else return this.#notNow(answer);
    }
    this.#failures = problem ? this.#failures + 1 : 0;
    this.#say({ sending: false, failing: false, signedOut: false, problem });
    if (problem) this.#later();
  }

  // Somebody else may have signed in since, in another tab: what this person recorded is theirs alone to send.
  async #samePerson() {
    if (performance.now() < this.#sureUntil) return true;
    const answer = await call("GET", "/api/me", this.personId);
    if (answer.json?.type === SIGNED_OUT_ELSEWHERE) await (await erasing()).eraseAllShared(this.#store);
    if (answer.status !== 200 || typeof answer.json?.id !== "string") return this.#notNow(answer);
    if (answer.json.id !== this.personId) return this.#notNow({ status: 401 });
    this.#sureUntil = performance.now() + SURE_MS;
    this.#say({ failing: false, signedOut: false });
    return true;
  }

  // A visit that was started here must exist there before its entries do.
  async #sendVisits(past) {
    let problem = null;
    for (const { visit, plan } of await unannounced(this.#store)) {
      const answer = await call("PUT", addressOf(visit.partnership_id, visit.id), this.personId, plan);
      if ([200, 201].includes(answer.status) && answer.json?.id === visit.id) await announced(this.#store, visit.id);
      else past.set(visit.id, Infinity);
      problem = answer.json?.type ? answer.json : problem;
    }
    return problem;
  }

  async #shared(batch, account) {
    await settle(this.#store, batch, account);
    this.#limits.set(batch.visit, Math.min(MOST_ENTRIES, 2 * this.#most(batch.visit)));
    await this.#count();
    this.#say({ lastShared: Date.now() });
  }

  // Too large, or one entry spoils the rest: halves until that one is alone, and goes on after it.
  #halve(batch, past, answer) {
    const count = batch.entries.length;
    this.#limits.set(batch.visit, Math.max(1, Math.floor(count / 2)));
    if (count > 1) return null;
    past.set(batch.visit, batch.entries[0].n);
    return answer.json?.type ? answer.json : { type: "/problems/held-back", status: answer.status };
  }

  #notNow({ status, waitMs }) {
    this.#sureUntil = 0;
    if (waitMs) this.#notBefore = performance.now() + waitMs;
    this.#failures += 1;
    this.#say(status === 401 ? { sending: false, failing: false, signedOut: true } : { sending: false, failing: true });
    this.#later();
    return false;
  }

  #later() {
    const longest = Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** Math.min(this.#failures, 6));
    this.#within(longest * (0.5 + Math.random() / 2));
  }

  #say(facts) {
    this.#store.tell({ sender: facts });
    if ("signedOut" in facts || "lastShared" in facts) this.#remember();
  }

  #remember() {
    const { signedOut, lastShared } = this.#facts;
    this.#store.write(["meta"], (tx) => tx.objectStore("meta").put({ signedOut, lastShared }, "sender")).catch(() => {});
  }

  #learn(facts) {
    Object.assign(this.#facts, facts);
    this.#publish();
  }

  #countSoon() {
    this.#counting ??= setTimeout(() => this.#count().catch(() => {}), 60);
  }

  async #count() {
    this.#counting = null;
    this.#counts = await counted(this.#store);
    this.#publish();
  }

  #publish() {
    publish(this.#counts, this.#facts);
  }
}

const erasing = () => import("./erasing.js"); // seldom, so not at every start
// The teacher erased the visit, or this person left: what was refused is parked, what was shared goes.
const isForGood = ({ status, json }, { gone }) => json?.type === "/problems/visit-erased" || Boolean(gone && HELD_BACK.has(status) && json?.type);
const addressOf = (partnership, visit) => `/api/partnerships/${partnership}/visits/${visit}`;
const entriesOf = (batch) => `${addressOf(batch.partnership, batch.visit)}/entries`;

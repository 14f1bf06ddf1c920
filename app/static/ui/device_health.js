/** `<device-health>`: what is kept on this device, whether the browser will keep it, how much room there is, what to do. */

import { clearShared } from "../device/outbox.js";
import { askToStay, storageHealth } from "../device/pack.js";
import { currentPerson } from "../device/people.js";
import { onState } from "../device/sender.js";
import { h, words } from "../recorder/element.js";
import { icon } from "./glyphs.js";
import { health as says } from "./health_words.js";

const LITTLE = 20_000_000; // some dozens of long visits
const NEARLY_ALL = 0.9;

class DeviceHealth extends HTMLElement {
  #stop = () => {};
  #state = null;
  #asked = false;
  #short = h("span.soft");
  #body = h("div.stack");

  connectedCallback() {
    if (!this.firstChild) this.append(h("details.card.pd.health", {}, h("summary", {}, h("b", {}, says.title), this.#short), this.#body));
    this.#stop = onState((state) => {
      this.#state = state;
      this.#paint();
    });
  }

  disconnectedCallback() {
    this.#stop();
  }

  async #paint() {
    if (!this.#state.known) return;
    const room = await storageHealth().catch(() => ({ persisted: false, usage: null, quota: null }));
    const full = isNearlyFull(room);
    words(this.#short, says.inShort(this.#state, room.persisted));
    this.#body.replaceChildren(...[full ? nearlyFull(room) : null, this.#facts(room), this.#askButton(room), full ? this.#clearing() : null].filter(Boolean));
    if (full) this.firstChild.open = true;
    this.hidden = false;
  }

  #facts({ persisted, usage, quota }) {
    const { waiting, parked, lastShared } = this.#state;
    const where = waiting ? says.waits(waiting) : says.nothingWaits;
    const why = h("a", { href: "/today-offline#needs-you" }, says.readWhy);
    return h("ul.facts", {},
      fact(waiting ? "saved" : "shared", `${where} ${says.lastShared(lastShared)}`),
      parked ? fact("alert", `${says.parked(parked)} `, why) : null,
      fact(persisted ? "check" : "alert", persisted ? says.forGood : this.#asked ? says.asked : says.notForGood),
      fact("devices", usage === null ? says.unknownRoom : says.room(usage, quota)),
    );
  }

  #askButton({ persisted }) {
    if (persisted || !navigator.storage?.persist) return null;
    const ask = async () => {
      this.#asked = !(await askToStay().catch(() => false));
      this.#paint();
    };
    return h("button.btn.line.wide", { type: "button", onclick: ask }, says.ask);
  }

  #clearing() {
    const clear = async () => {
      await clearShared(await currentPerson());
      this.#paint();
    };
    return h("div.stack", {}, h("button.btn.solid.wide", { type: "button", onclick: clear }, says.clear), h("p.hint", {}, says.cleared));
  }
}

function isNearlyFull({ usage, quota }) {
  return usage !== null && quota !== null && (quota - usage < LITTLE || usage / quota > NEARLY_ALL);
}

function nearlyFull({ usage, quota }) {
  const text = h("div", {}, h("h3", {}, says.nearlyFull), h("p", {}, says.nearlyFullWhy(Math.max(0, quota - usage))));
  return h("section.notice", { role: "alert" }, icon("saved", 24), text);
}

const fact = (drawn, ...text) => h("li", {}, icon(drawn, 20), h("span", {}, ...text));

customElements.define("device-health", DeviceHealth);

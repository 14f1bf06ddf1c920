/** Where a PIN is typed: digits under the thumb, or on a keyboard; and the way out for whoever forgot it. */

import { personKnown } from "../device/people.js";
import { pinWait, tryPin } from "../device/pin.js";
import { h, words } from "../recorder/element.js";
import { icon } from "./glyphs.js";
import { forgottenPin } from "./pin_forgotten.js";
import { pin as says } from "./pin_words.js";

export { deviceStyles } from "./device_styles.js";

const MOST = 8;
const LEAST = 4;

/** `new PinPad(personId, opened)`: `el`, `close()`. `opened()` is called once the PIN was right, or is gone. */
export class PinPad {
  #person;
  #opened;
  #typed = "";
  #busy = false;
  #until = 0;
  #said = h("p.pinsaid", { role: "status" });
  #dots = h("p.dots", { role: "img" });
  #go = h("button.btn.solid.pinkey", { type: "button", onclick: () => this.#try() }, says.open);
  #keys = [];
  #onKey = (event) => this.#key(event);

  constructor(personId, opened) {
    this.#person = personId;
    this.#opened = opened;
    const digits = [..."123456789"].map((digit) => this.#digit(digit));
    const erase = h("button.btn.line.pinkey", { type: "button", "aria-label": says.erase, onclick: () => this.#erase() }, icon("undo", 22));
    const keys = h("div.pinkeys", { role: "group", "aria-label": says.keys }, ...digits, erase, this.#digit("0"), this.#go);
    const forgot = h("button.btn.quiet.small", { type: "button", onclick: () => this.#forgot() }, says.forgot);
    this.#keys = [...digits, erase, this.#go];
    this.el = h("section.pinpad", { "aria-label": says.label }, this.#dots, this.#said, keys, forgot);
    addEventListener("keydown", this.#onKey);
    this.#paint();
    this.#waitAsLongAsItTakes();
  }

  close() {
    removeEventListener("keydown", this.#onKey);
    this.#until = 0;
  }

  #digit(digit) {
    return h("button.btn.line.pinkey", { type: "button", onclick: () => this.#type(digit) }, digit);
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input")) return;
    if (/^\d$/.test(event.key)) this.#type(event.key);
    else if (event.key === "Backspace") this.#erase();
    else if (event.key === "Enter" && event.target.closest?.("button") === null) this.#try();
  }

  #type(digit) {
    if (this.#held || this.#typed.length === MOST) return;
    this.#typed += digit;
    words(this.#said, "");
    this.#paint();
  }

  #erase() {
    this.#typed = this.#typed.slice(0, -1);
    this.#paint();
  }

  get #held() {
    return this.#busy || Date.now() < this.#until;
  }

  async #try() {
    if (this.#held || this.#typed.length < LEAST) return;
    this.#busy = true;
    words(this.#said, says.trying);
    const { opened, waitMs } = await tryPin(this.#person, this.#typed).catch(() => ({ opened: false, waitMs: 0 }));
    this.#busy = false;
    this.#typed = "";
    this.#paint();
    if (opened) return this.#done();
    words(this.#said, says.wrong);
    if (waitMs) this.#wait(waitMs);
  }

  async #waitAsLongAsItTakes() {
    const waitMs = await pinWait(this.#person).catch(() => 0);
    if (waitMs) this.#wait(waitMs);
  }

  #wait(ms) {
    this.#until = Date.now() + ms;
    const tick = () => {
      const left = this.#until - Date.now();
      words(this.#said, left > 0 ? says.wait(left) : "");
      this.#paint();
      if (left > 0) setTimeout(tick, 500);
    };
    tick();
  }

  #paint() {
    const places = Math.max(LEAST, this.#typed.length);
    this.#dots.replaceChildren(...Array.from({ length: places }, (_, i) => h(i < this.#typed.length ? "i.on" : "i")));
    this.#dots.setAttribute("aria-label", says.digits(this.#typed.length));
    for (const key of this.#keys) key.disabled = this.#held;
    this.#go.disabled = this.#held || this.#typed.length < LEAST;
  }

  async #forgot() {
    const { email } = (await personKnown(this.#person)) ?? {};
    const back = () => form.replaceWith(this.el);
    const form = forgottenPin(this.#person, email, back, () => this.#done());
    this.el.replaceWith(form);
    form.querySelector("input").focus();
  }

  #done() {
    this.close();
    this.#opened();
  }
}

/** A whole page that asks for the PIN before a visit that rests opens. */
export function pinPage(personId, opened, back) {
  const pad = new PinPad(personId, opened);
  return h("main.calm", {}, h("section.card", {}, h("h1", {}, says.sealedTitle), h("p.lead", {}, says.sealedWhy), pad.el), h("div.stack", {}, back));
}

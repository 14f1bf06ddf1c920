/** The lock against curious students: only the clock shows until the PIN was typed or, without one, both corners were held. */

import { pinRow } from "../device/keys.js";
import { openStore } from "../device/store.js";
import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";

const HOLD_MS = 2000;
const TOGETHER_MS = 8000; // one corner after the other is as good as both: for one hand, one finger, a keyboard

const AGAIN_MS = 2000;

const hasPin = (person) => openStore(person).then(pinRow, () => null);

export class LockScreen {
  #clock = h("span.ck");
  #state = h("p.lk1", { role: "status" });
  #unlock;
  #corners = [];
  #pad = null;
  #middle = h("div.lk", {}, this.#clock, this.#state);

  constructor(person, unlock) {
    this.#unlock = unlock;
    this.el = h("main.rec.lockscreen", { "aria-label": says.locked }, h("h1.vh", {}, says.locked), this.#middle);
    hasPin(person).then((pin) => (pin ? this.#askForPin(person) : this.#drawCorners()));
  }

  close() {
    this.#pad?.close();
    this.#pad = null;
  }

  tick(now, running) {
    words(this.#clock, says.lessonTime(now));
    words(this.#state, says.lockedWith(running));
  }

  #drawCorners() {
    this.#corners = [this.#corner("tl", says.holdHere), this.#corner("br", says.andHere)];
    this.#middle.append(h("p.lk2", {}, says.howToUnlock));
    this.#middle.before(this.#corners[0].el);
    this.#middle.after(this.#corners[1].el);
  }

  // Loaded when it is needed; where that fails, it is tried again: the corners do not open what has a PIN.
  async #askForPin(person) {
    this.el.classList.add("with-pin");
    try {
      const { PinPad, deviceStyles } = await import("../ui/pin_pad.js");
      await deviceStyles();
      this.#pad = new PinPad(person, () => this.#unlock());
      this.#middle.append(this.#pad.el);
    } catch {
      setTimeout(() => this.el.isConnected && this.#askForPin(person), AGAIN_MS);
    }
  }

  #corner(place, label) {
    const el = h(`button.hold.${place}`, { type: "button" }, icon("keyhole", 26), h("span", {}, label));
    const corner = { el, held: null, timer: null };
    const down = () => this.#down(corner);
    const up = () => this.#up(corner);
    el.addEventListener("pointerdown", (event) => {
      el.setPointerCapture?.(event.pointerId);
      down();
    });
    for (const name of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) el.addEventListener(name, up);
    el.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      if (!event.repeat) down();
    });
    el.addEventListener("keyup", up);
    el.addEventListener("contextmenu", (event) => event.preventDefault());
    return corner;
  }

  #down(corner) {
    if (corner.timer) return;
    corner.el.classList.add("down");
    corner.timer = setTimeout(() => this.#held(corner), HOLD_MS);
  }

  #up(corner) {
    clearTimeout(corner.timer);
    corner.timer = null;
    corner.el.classList.remove("down");
  }

  #held(corner) {
    corner.held = performance.now();
    corner.el.classList.add("held");
    setTimeout(() => corner.el.classList.remove("held"), TOGETHER_MS);
    const [first, second] = this.#corners.map(({ held }) => held);
    if (first !== null && second !== null && Math.abs(first - second) < TOGETHER_MS) this.#open();
  }

  #open() {
    for (const corner of this.#corners) {
      this.#up(corner);
      corner.held = null;
      corner.el.classList.remove("held");
    }
    this.#unlock();
  }
}

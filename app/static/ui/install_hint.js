/** `<install-hint>`: how to put Alongside on the home screen, where that can be done; "Not now" is remembered. */

import { h } from "../recorder/element.js";
import { icon } from "./glyphs.js";
import { install as says } from "./health_words.js";

const DISMISSED = "install-hint";
const installed = matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

class InstallHint extends HTMLElement {
  connectedCallback() {
    if (installed || wasDismissed()) return;
    addEventListener("beforeinstallprompt", (event) => this.#offer(event));
    addEventListener("appinstalled", () => this.#done());
    if (navigator.standalone === false) this.#show(h("p.big", {}, says.ios)); // Safari on iPhone and iPad alone knows this property
  }

  // Chromium shows its own hint unless it is told not to; ours says what it is good for.
  #offer(event) {
    event.preventDefault();
    this.#show(h("button.btn.line.wide", { type: "button", onclick: () => event.prompt() }, says.go));
  }

  #show(way) {
    const later = h("button.btn.quiet.wide", { type: "button", onclick: () => this.#done() }, says.later);
    const heading = h("h2", {}, icon("devices", 22), " ", says.title);
    this.replaceChildren(h("section.card.pd.stack", {}, heading, h("p.soft", {}, says.why), way, later));
    this.hidden = false;
  }

  #done() {
    this.hidden = true;
    try {
      localStorage.setItem(DISMISSED, "yes");
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  }
}

function wasDismissed() {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return true;
  }
}

customElements.define("install-hint", InstallHint);

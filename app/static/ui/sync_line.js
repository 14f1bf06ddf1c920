/** `<sync-line>`: where this person's marks are, in a few words; a link when something needs the person. */

import { onState } from "../device/sender.js";
import { icon } from "./glyphs.js";
import { sync as says } from "./frame_words.js";

const ICONS = { saved: "saved", sharing: "sharing", shared: "shared", offline: "offline", "signed-out": "person", "needs-you": "alert" };

class SyncLine extends HTMLElement {
  #stop = () => {};
  #shown = "";

  connectedCallback() {
    this.setAttribute("role", "status");
    this.#stop = onState((state) => this.#paint(state));
  }

  disconnectedCallback() {
    this.#stop();
  }

  #paint(state) {
    if (!state.known) return;
    const words = says.line(state);
    if (words === this.#shown) return;
    this.#shown = words;
    this.dataset.phase = state.phase;
    const place = state.phase === "needs-you" ? link() : this;
    if (place !== this) this.replaceChildren(place);
    place.replaceChildren(icon(ICONS[state.phase], 18), words);
  }
}

function link() {
  const link = document.createElement("a");
  link.href = "/today-offline#needs-you";
  link.className = "btn small quiet";
  return link;
}

customElements.define("sync-line", SyncLine);

/** Where the marks are: only here, on their way, or with the partner too. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";

const ICONS = { saved: "saved", sharing: "sharing", shared: "shared", offline: "offline", "signed-out": "person", "needs-you": "alert" };

export class SyncLine {
  #glyph = h("span.sgl");
  #head = h("b", { role: "status" }); // not the number beside it, which changes with every tap
  #rest = h("span");
  #shown = "";

  #why;

  /** `why()` is called when the person wants to read what needs them. */
  constructor(partner, why) {
    this.partner = partner;
    this.#why = h("button.why", { type: "button", "aria-label": says.readWhy, hidden: true, onclick: why });
    this.el = h("div.sync", {}, this.#glyph, h("span", {}, this.#head, h("span.sy2", {}, this.#rest)), this.#why);
  }

  paint(state, visitId) {
    const waiting = state.visits[visitId]?.waiting ?? 0;
    const phase = state.phase === "shared" && waiting ? "saved" : state.phase;
    if (phase !== this.#shown) this.#glyph.replaceChildren(icon(ICONS[phase], 20));
    this.#shown = phase;
    this.#why.hidden = phase !== "needs-you";
    words(this.#head, says.syncHead(phase, this.partner));
    words(this.#rest, says.syncRest(phase, waiting, this.partner, state));
  }
}

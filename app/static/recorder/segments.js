/** The parts of the lesson: those that were, the one that is, those planned; one tap when the next begins. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { h, words } from "./element.js";
import { onPress } from "./press.js";
import { saved } from "./saved.js";
import { openSheet } from "./sheet.js";

const MINUTE = 60_000;

export class Segments {
  #drawn = "";
  #planned;
  #current = null;
  #recording;
  #frame;

  constructor(planned, recording, frame) {
    this.#planned = planned ?? [];
    this.#recording = recording;
    this.#frame = frame;
    this.el = h("nav.segs", { "aria-label": says.segments });
  }

  paint({ segments }) {
    const state = JSON.stringify(segments.map(({ id, text, at_ms }) => [id, text, at_ms]));
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#current = null;
    const past = segments.map((segment, index) => this.#past(segment, segments[index + 1]));
    const next = this.#toCome(segments).map((text) => this.#next(text));
    this.el.replaceChildren(...past, ...next, this.#more());
    this.tick(this.#recording.now());
  }

  tick(now) {
    if (this.#current) grow(this.#current.el, now - this.#current.from);
  }

  /** Names for a part that was not planned, or words of one's own. */
  addOne() {
    const at = this.#recording.now();
    const field = h("input.field", { type: "text", maxlength: 60, id: "segment-name", autocomplete: "off" });
    const sheet = openSheet(this.#frame, { title: says.newSegment(at), className: "for-segment" });
    const begin = (text) => text.trim() && this.#begin(text.trim(), at).then((begun) => begun && sheet.close());
    const chips = this.#usual().map((name) => h("button.chip", { type: "button", onclick: () => begin(name) }, name));
    const form = h(
      "form.segform",
      { onsubmit: (event) => (event.preventDefault(), begin(field.value)) },
      h("label.lbl", { for: "segment-name" }, says.otherSegment),
      h("div.inl", {}, field, h("button.btn.solid", {}, says.startSegment)),
    );
    sheet.fill(h("div.chips", {}, ...chips), form, h("p.hint", {}, says.noStudentNames));
  }

  #usual() {
    const done = new Set(this.#recording.sums.segments.map(({ text }) => text));
    return [...this.#toCome(this.#recording.sums.segments), ...says.usualSegments.filter((name) => !done.has(name))]
      .filter((name, index, all) => all.indexOf(name) === index);
  }

  #toCome(segments) {
    const begun = segments.map(({ text }) => text);
    return this.#planned.filter((text) => {
      const index = begun.indexOf(text);
      if (index >= 0) begun.splice(index, 1);
      return index < 0;
    });
  }

  #past(segment, next) {
    if (next) {
      const el = part("div.seg.past", icon("check", 18), segment.text, says.fromTo(segment.at_ms, next.at_ms));
      return grow(el, next.at_ms - segment.at_ms);
    }
    const el = part("div.seg.now", h("i.pulse"), segment.text, says.since(segment.at_ms));
    el.setAttribute("aria-current", "true");
    this.#current = { el, from: segment.at_ms };
    return el;
  }

  #next(text) {
    const el = part("button.seg.next", icon("flag", 18), text, says.tapWhenItStarts);
    el.type = "button";
    onPress(el, (stamp) => this.#begin(text, this.#recording.at(stamp)));
    return grow(el, 8 * MINUTE);
  }

  #more() {
    const el = h("button.seg.more", { type: "button", "aria-label": says.addSegment }, icon("plus", 20));
    onPress(el, () => (this.#frame.refusal() ? this.#frame.say(this.#frame.refusal()) : this.addOne()));
    return el;
  }

  /** Resolves to whether it has begun. */
  async #begin(text, at) {
    const refused = this.#frame.refusal();
    if (refused) return this.#frame.say(refused);
    this.#frame.felt();
    const begun = await saved(() => this.#recording.add({ kind: "segment", text }, at), (trouble) => trouble && this.#frame.say(trouble));
    if (begun) this.#frame.announce(says.segmentBegan(text));
    return begun;
  }
}

function part(what, mark, name, when) {
  const el = h(what, {}, mark, h("span.sn"), h("span.ss"));
  words(el.querySelector(".sn"), name);
  words(el.querySelector(".ss"), when);
  return el;
}

function grow(el, ms) {
  el.style.flexGrow = String(Math.min(20, Math.max(6, ms / MINUTE)).toFixed(0));
  return el;
}

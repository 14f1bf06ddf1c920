/** What every pad has: whose marks it takes, how a press becomes an entry, and what it says when that can't be. */

import { padKey } from "./tallies.js";
import { saved } from "./saved.js";

/**
 * How much room pads take: px they need and would like in height, the least width, how many abreast, how heavy a group
 * is. Where it applies: `abreast`, the width from which two stand side by side; `wide`, better in one wide column;
 * `across`, the px it would like in width; `yields`, it makes do with less and shows a part.
 */
const THUMB = { least: () => 88, wanted: () => 88, narrowest: 148, most: 2, weight: 1 };

export class Pad {
  size = THUMB;
  pencil = "graphite";
  #refusal = "";
  #untilOpen = false; // the refusal is over as soon as marks can be taken again

  constructor(measure, option, recording, frame) {
    Object.assign(this, { measure, option, recording, frame, key: padKey(measure.key, option?.key) });
    this.label = (option ?? measure).label;
    this.heading = option ? measure.label : null;
  }

  get refusal() {
    return this.#refusal;
  }

  /** Is it this pad that an entry came from? */
  holds({ measure, option, kind }) {
    return kind !== "note" && kind !== "segment" && padKey(measure, option) === this.key;
  }

  /** Runs `work(at)`, which writes, unless no marks are taken now; says `said()` once it is on the disk. */
  async save(timeStamp, work, said) {
    const refused = this.frame.refusal();
    if (refused) return this.refuse(refused, true);
    this.frame.felt();
    const at = this.recording.at(timeStamp);
    if (await saved(() => work(at), (text) => this.refuse(text))) this.frame.announce(said());
  }

  /** The same for a press whose meaning depends on the one before; `entries(at)` may be none. */
  saveInTurn(timeStamp, entries, said) {
    const work = (at) => {
      const made = entries(at);
      return made.length ? this.recording.mark(made, at) : null;
    };
    return this.save(timeStamp, (at) => this.recording.inTurn(() => work(at)), said);
  }

  refuse(text, untilOpen = false) {
    this.#refusal = text;
    this.#untilOpen = untilOpen;
    this.el.classList.toggle("refused", Boolean(text));
    if (text) this.frame.announce(`${this.label}: ${text}`);
    this.told();
  }

  /** Shows the refusal, or that there is none. */
  told() {}

  settle() {
    if (this.#untilOpen && !this.frame.refusal()) this.refuse("");
  }

  tick() {}

  latest(yes) {
    this.el.classList.toggle("latest", yes);
  }
}

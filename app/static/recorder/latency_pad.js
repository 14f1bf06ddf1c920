/** Wait time: one pad for the cue, one for the response, with the time in between as it runs. */

import { recorder as says } from "../ui/words.js";
import { CountPad } from "./count_pad.js";
import { attribute, h, words } from "./element.js";
import { waitOf } from "./tally_kinds.js";
import { pads as also } from "./words.js";

const EVERY_MS = 100;

export function latencyPads(measure, recording, frame) {
  return [new CuePad(measure, recording, frame), new ResponsePad(measure, recording, frame)];
}

class LatencyPad extends CountPad {
  waits = [];

  constructor(kind, glyph, measure, recording, frame) {
    super(measure, null, recording, frame);
    Object.assign(this, { kind, shape: glyph, pencil: "graphite", heading: measure.label, key: `${measure.key}:${kind}` });
    this.label = also.ofMeasure(also.latency[kind], measure.label);
    this.drawn([also.latency[kind], h("small", {}, measure.label)]);
  }

  holds({ measure, kind }) {
    return measure === this.measure.key && kind === this.kind;
  }

  entry() {
    return { kind: this.kind, measure: this.measure.key };
  }

  found({ latencies }) {
    this.waits = latencies.get(this.measure.key) ?? [];
    return this.waits.map((wait) => wait[this.kind]).filter(Boolean);
  }

  /** The cue that still waits for its response, or null. */
  get waiting() {
    const last = this.recording.sums.latencies.get(this.measure.key)?.at(-1);
    return last && !last.response && !this.recording.sums.end ? last.cue : null;
  }
}

class CuePad extends LatencyPad {
  constructor(...about) {
    super("cue", "go", ...about);
  }

  press(timeStamp) {
    return this.saveInTurn(timeStamp, () => [this.entry()], () => says.countNow(this.label, this.marks.length));
  }

  lately(now) {
    const missed = this.waits.filter(({ response }) => !response).length - (this.waiting ? 1 : 0);
    return missed ? also.withoutResponse(missed) : super.lately(now);
  }
}

class ResponsePad extends LatencyPad {
  #running = null;

  constructor(...about) {
    super("response", "halt", ...about);
  }

  async press(timeStamp) {
    let cued = true;
    const entries = () => ((cued = Boolean(this.waiting)) ? [this.entry()] : []);
    await this.saveInTurn(timeStamp, entries, () => (cued ? also.waited(this.waits.at(-1)?.ms ?? 0) : ""));
    if (!cued) this.refuse(also.noCue, true);
  }

  paint(sums) {
    super.paint(sums);
    words(this.parts.at, "");
    attribute(this.parts.hit, "aria-label", also.responsePad(this.label, Boolean(this.waiting), this.marks.length));
    if (this.el.classList.toggle("waiting", Boolean(this.waiting)) === Boolean(this.#running)) return;
    clearInterval(this.#running);
    this.#running = this.waiting && setInterval(() => this.#run(), EVERY_MS);
  }

  /** While a cue waits: how long already. Then: how long the last wait was. */
  number() {
    const { waiting } = this;
    if (waiting) return also.seconds(waitOf(this.recording.sums, waiting, this.recording.now()));
    const last = this.waits.findLast(({ ms }) => ms !== null);
    return last ? also.seconds(last.ms) : "–";
  }

  lately() {
    return this.waiting ? also.waiting : also.answered(this.marks.length);
  }

  #run() {
    if (!this.frame.root.isConnected) clearInterval(this.#running);
    words(this.parts.count, this.number());
  }
}

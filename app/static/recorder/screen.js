/** The recording screen: everything around the pads, and what the pads ask of it. */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { Columns } from "./columns.js";
import { attribute, h, words } from "./element.js";
import { pair } from "./faces.js";
import { arranged } from "./groups.js";
import { HeldBar } from "./held_bar.js";
import { padsFor } from "./kinds.js";
import { nameOf } from "./names.js";
import { buzz, onPress } from "./press.js";
import { Segments } from "./segments.js";
import { loadSheets, withSheets } from "./sheets.js";
import { SyncLine } from "./sync_line.js";
import { UndoBar } from "./undo_bar.js";

const FIVE_MINUTES = 300_000;
const BUZZ_MS = 12;
const SHEETS_MS = 300;

export class Screen {
  sheet = null;
  clocks = new Map(); // of intervals, by their beat
  #parts;
  #live = h("p.vh", { role: "status" });
  #state = { visits: {} };

  /** `about`: visit, measures, teacher, coach, partner, iAmTeacher, hand, keysOn, students ..., and what it may do. */
  constructor(recording, about) {
    Object.assign(this, about, { recording });
    this.pads = [...padsFor(this.measures, recording, this), ...this.clocks.values()];
    this.segments = new Segments(this.visit.segments, recording, this);
    this.undoBar = new UndoBar(recording, this);
    this.heldBar = new HeldBar(recording, this);
    this.sync = new SyncLine(this.keeper, () => this.readWhy());
    this.root = this.#draw();
    import("./keys.js").then(({ PadKeys }) => this.root.isConnected && (this.keys = new PadKeys(this)));
    setTimeout(loadSheets, SHEETS_MS);
  }

  paint() {
    const { sums } = this.recording;
    const [latest] = this.recording.latest(1);
    for (const pad of this.pads) {
      pad.paint(sums);
      pad.latest(latest !== undefined && pad.holds(latest[0]));
      pad.el.classList.toggle("unseen", sums.unseenSince(pad.measure.key) !== null);
    }
    this.segments.paint(sums);
    this.undoBar.paint();
    this.heldBar.paint(sums);
    this.root.classList.toggle("is-held", this.recording.held !== null);
    this.root.classList.toggle("is-following", this.recording.closed === "following");
    this.tick();
  }

  tick() {
    const now = this.recording.now();
    const planned = (this.visit.minutes ?? 0) * 60_000;
    const scale = Math.max(planned, Math.ceil((now + 1) / FIVE_MINUTES) * FIVE_MINUTES, 3 * FIVE_MINUTES);
    for (const pad of this.pads) pad.tick(now, scale);
    this.#parts.columns.tick();
    this.segments.tick(now);
    const { clock, wall, noteAt } = this.#parts;
    words(clock, says.lessonTime(now));
    words(wall, says.clockTime(new Date()));
    words(noteAt, says.at(now));
  }

  paintSync(state) {
    this.#state = state;
    this.phase = state.phase;
    this.sync.paint(state, this.visit.id);
  }

  /** What the pads ask: why they may not count just now, or null. */
  refusal() {
    const { held } = this.recording;
    return held && says.held[held];
  }

  /** The same for notes and undo, which go on in a pause. */
  shut() {
    const { closed } = this.recording;
    return closed && says.held[closed];
  }

  felt() {
    buzz(BUZZ_MS);
  }

  announce(text) {
    words(this.#live, text);
  }

  /** For trouble that belongs to no pad: seen as well as heard. */
  say(text) {
    words(this.#parts.trouble, text);
    this.#parts.trouble.hidden = false;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => (this.#parts.trouble.hidden = true), 8000);
  }

  openNote() {
    if (this.shut()) this.say(this.shut());
    else withSheets(({ openNote }) => openNote(this, this.recording));
  }

  openEnd() {
    if (this.shut()) this.say(this.shut());
    else withSheets(({ openEnd }) => openEnd(this, this.recording));
  }

  openCorrections() {
    if (this.shut()) this.say(this.shut());
    else withSheets(({ openCorrections }) => openCorrections(this, this.recording));
  }

  undo(entries, name) {
    this.undoBar.undo(entries, name);
  }

  /** What needs the person lies over the recorder, with its reasons; loaded when it is asked for. */
  async readWhy() {
    const { openNeedsYou } = await import("./needs_you_sheet.js");
    openNeedsYou(this, this.#state);
  }

  async write(fields) {
    try {
      await this.recording.add(fields);
    } catch (error) {
      this.say(error.words ?? says.notSaved(error.name));
    }
  }

  /** The sweep that waits for its number. */
  get due() {
    return this.pads.find(({ due }) => due);
  }

  mayAsk(pad) {
    return this.due === undefined || this.due === pad;
  }

  /** A sweep asks in the middle, wherever its place is. */
  stage(card) {
    const { cues } = this.#parts;
    if (!cues.contains(card)) cues.append(card);
  }

  sweepChanged() {
    this.root.classList.toggle("is-sweep", this.due !== undefined);
    this.sheet?.sayDue();
  }

  askStudents() {
    withSheets(({ askStudents }) => askStudents(this));
  }

  reveal(pad) {
    this.#parts.columns.reveal(pad);
  }

  runningTimers() {
    return this.pads.filter(({ key }) => this.recording.sums.states.get(key)?.since != null).map(({ label }) => label);
  }

  /** What the end leaves out: an interval that is not complete. */
  incomplete() {
    return [...this.clocks.values()].map((clock) => clock.dropped()).filter(Boolean);
  }

  counts() {
    return { waiting: 0, acknowledged: 0, parked: 0, ...this.#state.visits[this.visit.id] };
  }

  /** How an entry is called in the undo bar: its words, pencil and shape. */
  nameOf(entry) {
    return nameOf(this.measures, entry, this.recording.sums.intervals.get(entry.measure)?.changed.get(entry.id));
  }

  #draw() {
    const clocks = [...this.clocks.values()];
    const groups = arranged(this.pads.filter((pad) => !clocks.includes(pad)), clocks);
    const columns = new Columns(groups.thumbs);
    const parts = { columns, ...this.#clockParts() };
    this.#parts = parts;
    parts.noteAt = h("span.nt");
    parts.trouble = h("p.trouble.bar", { role: "alert", hidden: true });
    const note = h("button.btn.note", { type: "button" }, icon("note", 24), h("span", {}, says.note, " ", parts.noteAt));
    const lock = h("button.btn.lock", { type: "button" }, icon("lock", 22), h("span", {}, says.lock));
    const end = h("button.btn.end", { type: "button" }, icon("end", 20), h("span", {}, says.endVisit));
    onPress(note, () => this.openNote());
    onPress(lock, () => this.lock());
    onPress(end, () => this.openEnd());
    parts.cues = h("div.sweeps", { "data-cues": groups.cues.length }, ...groups.cues.map(({ el }) => el));
    const about = { id: this.player && "beside-video", "data-timers": groups.timers.length, "data-sweeps": Math.min(1, groups.cues.length), "data-cues": groups.cues.length };
    const root = h(
      "main.rec",
      about,
      h("h1.vh", {}, says.recording(this.teacher.name, this.visit.class_label ?? "")),
      lock,
      this.#who(),
      this.sync.el,
      end,
      this.segments.el,
      parts.section,
      this.player?.el,
      ...columns.els,
      groups.timers.length ? h("div.timers", {}, ...groups.timers.map(({ el }) => el)) : null,
      parts.cues,
      this.undoBar.el,
      note,
      this.heldBar.el,
      parts.trouble,
      this.#live,
    );
    columns.place(root);
    return root;
  }

  #who() {
    const [name, about] = [this.partner.name, this.visit.class_label || this.visit.purpose || ""];
    return h("div.who", {}, pair(this.teacher, this.coach), h("span", {}, h("b", {}, name), h("span.w2", {}, about)));
  }

  #clockParts() {
    const clock = h("span.ck");
    const wall = h("span");
    const of = this.visit.minutes ? h("span", {}, says.ofAbout(this.visit.minutes)) : null;
    const open = h("button.hit", { type: "button", "aria-label": says.clockButton });
    onPress(open, () => this.recording.log.writer && withSheets(({ openClockSheet }) => openClockSheet(this, this.recording)));
    const digits = h("span.ckrow", {}, clock, icon("down", 20, "ckmore"));
    return { clock, wall, section: h("section.clock", { "aria-label": says.lessonClock }, open, digits, h("span.ck2", {}, of, wall)) };
  }
}

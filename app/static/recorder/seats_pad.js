/** A room of numbered seats: choose a code, then tap seats. The desk is drawn where the teacher's is. */

import { icon } from "../ui/glyphs.js";
import { recorder as also } from "../ui/words.js";
import { attribute, h, words } from "./element.js";
import { Pad } from "./pad.js";
import { onPress } from "./press.js";
import { pads as says } from "./words.js";

const SEAT_PX = 44;
const GAP_PX = 4;
const AROUND_PX = 104; // the codes and the desk
const MOST_CHIPS = 8;

export function seatsPads(measure, recording, frame) {
  return [new SeatsPad(measure, recording, frame)];
}

class SeatsPad extends Pad {
  #code;
  #marks = [];
  #last = null;
  #corner = [0, 0]; // of the part of a big room that is shown: row, column
  #fits = [0, 0];
  #parts;

  constructor(measure, recording, frame) {
    super({ ...measure, options: measure.options ?? [] }, null, recording, frame);
    const need = measure.rows * (SEAT_PX + GAP_PX) + AROUND_PX;
    this.size = { least: () => need, wanted: () => need, narrowest: 0, most: 1, weight: 6, wide: true, across: measure.columns * (SEAT_PX + GAP_PX), yields: true };
    this.heading = measure.label;
    this.pencil = measure.look?.pencil ?? "graphite";
    this.#code = this.measure.options[0]?.key;
    this.el = this.#draw();
    new ResizeObserver(() => this.#fit()).observe(this.#parts.room);
  }

  holds({ kind, measure }) {
    return kind === "mark" && measure === this.measure.key;
  }

  /** A key leads to the seats, arrows lead among them. */
  press() {
    (this.#seat(this.#last) ?? this.#parts.room.firstChild)?.focus();
  }

  paint(sums) {
    this.settle();
    const { marks, seats } = sums.seats.get(this.measure.key);
    this.#marks = marks;
    const last = marks.at(-1);
    for (const seat of this.#parts.room.children) this.#paintSeat(seat, seats.get(Number(seat.dataset.seat)));
    this.#parts.minus.disabled = !last;
    attribute(this.#parts.minus, "aria-label", last ? also.minusOne(this.label, last.at_ms) : also.nothingToTakeBack(this.label));
    this.told();
  }

  told() {
    words(this.#parts.told, this.refusal || says.reached(this.#marks.length, this.recording.sums.seats.get(this.measure.key).seats.size, this.frame.students));
  }

  latest(yes) {
    this.#last = yes ? this.#marks.at(-1)?.seat : null;
    for (const seat of this.#parts.room.children) seat.classList.toggle("latest", Number(seat.dataset.seat) === this.#last);
  }

  #mark(seat, timeStamp) {
    const mark = { kind: "mark", measure: this.measure.key, ...(this.#code ? { option: this.#code } : {}), seat };
    return this.save(timeStamp, (at) => this.recording.mark([mark], at), () => says.seatNow(seat, this.#codeName()));
  }

  #codeName() {
    return this.measure.options.find(({ key }) => key === this.#code)?.label ?? this.measure.label;
  }

  #paintSeat(el, counts = {}) {
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    words(el.lastChild, all ? String(all) : "");
    el.classList.toggle("some", all > 0);
    attribute(el, "aria-label", says.seatPad(el.dataset.seat, all));
  }

  // Seats keep a finger's width: what does not fit is another part of the room.
  #fit() {
    const { clientWidth: width, clientHeight: height } = this.#parts.room;
    if (!width || !height) return;
    const fits = [height, width].map((px) => Math.max(1, Math.floor((px + GAP_PX) / (SEAT_PX + GAP_PX))));
    const [rows, columns] = [Math.min(fits[0], this.measure.rows), Math.min(fits[1], this.measure.columns)];
    if (String([rows, columns]) === String(this.#fits)) return;
    this.#fits = [rows, columns];
    this.#corner = [0, 0];
    this.#furnish();
  }

  #furnish() {
    const [rows, columns] = this.#fits;
    const [top, left] = this.#corner;
    const wanted = [];
    for (let row = top; row < Math.min(top + rows, this.measure.rows); row += 1)
      for (let column = left; column < Math.min(left + columns, this.measure.columns); column += 1) wanted.push(row * this.measure.columns + column + 1);
    if (this.frame.turned) wanted.reverse();
    const { room, more } = this.#parts;
    room.style.gridTemplateColumns = `repeat(${Math.min(columns, this.measure.columns - left)},minmax(0,1fr))`;
    room.replaceChildren(...wanted.map((seat, index) => this.#drawSeat(seat, index)));
    this.el.classList.toggle("turned", this.frame.turned);
    const parts = Math.ceil(this.measure.rows / rows) * Math.ceil(this.measure.columns / columns);
    more.hidden = parts < 2;
    words(more, says.partOfRoom(wanted[0], wanted.at(-1)));
    this.paint(this.recording.sums);
  }

  #nextPart() {
    const [rows, columns] = this.#fits;
    let [top, left] = this.#corner;
    left += columns;
    if (left >= this.measure.columns) [top, left] = [top + rows, 0];
    this.#corner = top >= this.measure.rows ? [0, 0] : [top, left];
    this.#furnish();
  }

  #turn() {
    this.frame.setTurned(!this.frame.turned);
    this.#furnish();
  }

  #drawSeat(seat, index) {
    const el = h("button.seat", { type: "button", "data-seat": seat, tabindex: index ? -1 : 0 }, h("span.sno", {}, String(seat)), h("b"));
    onPress(el, (stamp) => this.#mark(seat, stamp), (on) => el.classList.toggle("pressed", on));
    return el;
  }

  #seat(number) {
    return this.#parts.room.querySelector(`[data-seat="${number}"]`);
  }

  #step(event) {
    const columns = Math.min(this.#fits[1], this.measure.columns - this.#corner[1]);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const seats = [...this.#parts.room.children];
    const to = seats[seats.indexOf(document.activeElement) + by];
    if (!by || !to) return;
    event.preventDefault();
    event.stopPropagation();
    seats.forEach((seat) => attribute(seat, "tabindex", seat === to ? 0 : -1));
    to.focus();
  }

  #draw() {
    const parts = {
      room: h("div.room", { role: "group", "aria-label": says.room(this.label), onkeydown: (event) => this.#step(event) }),
      minus: h("button.minus", { type: "button" }, "−1"),
      told: h("span.told"),
      more: h("button.part", { type: "button", hidden: true }),
      turn: h("button.part", { type: "button", "aria-label": says.turnRoom }, icon("turn", 22)),
    };
    this.#parts = parts;
    onPress(parts.minus, () => this.#marks.length && this.frame.undo([this.#marks.at(-1)], this.label));
    onPress(parts.more, () => this.#nextPart());
    onPress(parts.turn, () => this.#turn());
    const desk = h("div.desk", {}, parts.minus, h("span.dn", {}, h("b", {}, says.desk), parts.told), parts.more, parts.turn);
    const side = { slate: "a", umber: "b" }[this.pencil] ?? "g";
    return h(`div.seats.${side}`, { "data-pad": this.key }, this.#codes(), h("div.class", {}, desk, parts.room));
  }

  #codes() {
    const { options } = this.measure;
    if (!options.length) return null;
    if (options.length > MOST_CHIPS) return this.#list(options);
    const chips = options.map(({ key, label }) => {
      const chip = h("button.scode", { type: "button", "aria-pressed": String(key === this.#code) }, label);
      onPress(chip, () => this.#choose(key, chips, chip));
      return chip;
    });
    return h("div.scodes", { role: "group", "aria-label": says.chooseCode }, ...chips);
  }

  #list(options) {
    const list = h("select.field", { "aria-label": says.chooseCode }, ...options.map(({ key, label }) => h("option", { value: key }, label)));
    list.addEventListener("change", () => (this.#code = list.value));
    return h("div.scodes", {}, list);
  }

  #choose(key, chips, chip) {
    this.#code = key;
    for (const other of chips) attribute(other, "aria-pressed", String(other === chip));
  }
}

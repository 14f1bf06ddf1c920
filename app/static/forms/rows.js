/** The buttons of a measure: add, remove, reorder by button, by arrow keys and by dragging. */

import { shape } from "../ui/glyphs.js";
import { forms as says } from "./words.js";

export class Rows {
  #list;
  #template;
  #shapes;
  #changed;

  constructor(list, template, shapes, changed) {
    this.#list = list;
    this.#template = template;
    this.#shapes = shapes;
    this.#changed = changed;
    for (const row of this.all) this.#wake(row);
    list.addEventListener("click", (event) => this.#onClick(event));
    list.addEventListener("keydown", (event) => this.#onKey(event));
    list.addEventListener("pointerdown", (event) => this.#onGrab(event));
    list.addEventListener("input", (event) => this.#named(event.target.closest(".brow")));
  }

  get all() {
    return [...this.#list.children];
  }

  add() {
    const row = this.#template.content.firstElementChild.cloneNode(true);
    row.querySelector("[name=option_shape]").value = this.#nextShape();
    this.#list.append(row);
    this.#wake(row);
    this.#changed();
    return row;
  }

  /** As many rows as there are, made from `[{key, shape, label, definition}]`. */
  restore(options) {
    this.#list.replaceChildren();
    for (const option of options) {
      const row = this.add();
      for (const [part, value] of Object.entries(option)) row.querySelector(`[name=option_${part}]`).value = value;
      this.#named(row);
    }
  }

  draw(pencil) {
    for (const row of this.all) {
      row.querySelector("[data-glyph]").replaceChildren(shape(row.querySelector("select").value, 22, `c-${pencil}`));
    }
  }

  #wake(row) {
    row.querySelector("[data-grip]").hidden = false;
    this.#named(row);
  }

  #nextShape() {
    const used = this.all.map((row) => row.querySelector("select").value);
    return this.#shapes.find((name) => !used.includes(name)) ?? this.#shapes[used.length % this.#shapes.length];
  }

  /** Every control of a row says which button it belongs to. */
  #named(row) {
    const name = row.querySelector("[name=option_label]").value.trim() || says.thisButton;
    const labels = { "[data-grip]": says.grip, "[data-remove]": says.remove, "[data-up]": says.up, "[data-down]": says.down, select: says.shape };
    for (const [part, label] of Object.entries(labels)) row.querySelector(part).setAttribute("aria-label", label(name));
  }

  #onClick(event) {
    const button = event.target.closest("[data-remove], [data-up], [data-down]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest(".brow");
    if ("remove" in button.dataset) this.#remove(row);
    else this.#move(row, "up" in button.dataset ? -1 : 1, button);
  }

  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("[name=option_label]") ?? document.getElementById("add")).focus();
    this.#changed();
  }

  #move(row, by, focused) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    const shown = getComputedStyle(focused).visibility !== "hidden";
    (shown ? focused : row.querySelector("[data-grip]")).focus();
    this.#changed(row);
  }

  #onKey(event) {
    const grip = event.target.closest("[data-grip]");
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!grip || !by) return;
    event.preventDefault();
    this.#move(grip.closest(".brow"), by, grip);
  }

  #onGrab(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    const row = grip.closest(".brow");
    const follow = (moved) => this.#follow(row, moved.clientY);
    const drop = () => {
      grip.removeEventListener("pointermove", follow);
      row.classList.remove("lifted");
      this.#changed(row);
    };
    grip.setPointerCapture(event.pointerId);
    row.classList.add("lifted");
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  }

  /** Changes places with a neighbor once the pointer is past its middle; the row keeps the pointer's capture. */
  #follow(row, y) {
    const middle = (each) => each.getBoundingClientRect().top + each.offsetHeight / 2;
    const { previousElementSibling: before, nextElementSibling: after } = row;
    if (before && y < middle(before)) row.after(before);
    else if (after && y > middle(after)) row.before(after);
  }
}

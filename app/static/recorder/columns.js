/**
 * Which pad lies where: two columns under two thumbs.
 *
 * A pad never gets smaller than 88 px. What does not fit in one row after the other goes two abreast where there is
 * width for it, and else on pages, one group or part of a group each, with a tab to reach it.
 */

import { recorder as says } from "../ui/words.js";
import { attribute, h } from "./element.js";

const PAD = 88;
const ROOMY = 140;
const NARROWEST = 148;
const GAP = 12;

/** Divides groups `{label, pads}` between the two columns, in the form's order, as evenly as groups allow. */
export function inTwo(groups) {
  if (groups.length === 1 && groups[0].pads.length > 1) return halves(groups[0]);
  const columns = [[], []];
  const size = (column) => column.reduce((sum, { pads }) => sum + pads.length, 0);
  for (const group of groups) columns[size(columns[0]) <= size(columns[1]) ? 0 : 1].push(group);
  return columns;
}

function halves({ label, pads }) {
  const middle = Math.ceil(pads.length / 2);
  return [[{ label, pads: pads.slice(0, middle) }], [{ label, pads: pads.slice(middle), again: true }]];
}

export class Column {
  #groups;
  #pages = [];
  #page = 0;
  #drawn = "";

  constructor(groups, place) {
    this.#groups = groups;
    this.el = h(`section.pads.${place}`, { "aria-label": groups.map(({ label }) => label).join(", ") });
    new ResizeObserver(() => this.fit()).observe(this.el);
  }

  fit() {
    const [width, height] = [this.el.clientWidth, this.el.clientHeight];
    if (!height || !this.#groups.length) return;
    const plan = planFor(this.#groups, width, height);
    const state = JSON.stringify([plan.across, plan.pages.map((page) => page.map(({ label, pads }) => [label, pads.length]))]);
    this.#pages = plan.pages;
    this.#page = Math.min(this.#page, plan.pages.length - 1);
    attribute(this.el, "data-density", plan.density);
    if (state !== this.#drawn) this.#draw(plan.across);
    this.#drawn = state;
  }

  /** Brings the page with this pad to the front. */
  reveal(pad) {
    const page = this.#pages.findIndex((groups) => groups.some(({ pads }) => pads.includes(pad)));
    if (page >= 0 && page !== this.#page) this.#turnTo(page);
  }

  #turnTo(page) {
    this.#page = page;
    this.#drawn = "";
    this.fit();
  }

  #draw(across) {
    const focused = this.el.contains(document.activeElement) ? document.activeElement : null;
    const paged = this.#pages.length > 1;
    const groups = this.#pages[this.#page];
    const sections = groups.flatMap((group) => [paged ? null : heading(group), grid(group, across)]);
    this.el.replaceChildren(...[paged ? this.#tabs() : null, ...sections].filter(Boolean));
    if (focused?.isConnected) focused.focus();
  }

  #tabs() {
    const tabs = this.#pages.map((groups, index) => {
      const on = index === this.#page;
      const turn = () => {
        this.#turnTo(index);
        this.el.querySelectorAll(".ptab")[index]?.focus();
      };
      return h(`button.ptab${on ? ".on" : ""}`, { type: "button", "aria-pressed": String(on), onclick: turn }, groups[0].label);
    });
    return h("div.ptabs", { role: "group", "aria-label": says.pages }, ...tabs);
  }
}

function planFor(groups, width, height) {
  const most = width >= 2 * NARROWEST + GAP ? 2 : 1;
  for (let across = 1; across <= most; across += 1) {
    const rows = rowsOf(groups, across);
    const heads = groups.length;
    if (rows * PAD + (rows + heads - 1) * GAP + heads * 22 <= height) return planned([groups], across, rows, height);
  }
  const fitting = Math.max(1, Math.floor((height - 44) / (PAD + GAP)));
  const pages = groups.flatMap((group) => parts(group, fitting * most).map((part) => [part]));
  const rows = Math.max(...pages.map((page) => rowsOf(page, most)));
  return planned(pages, most, rows, height);
}

function planned(pages, across, rows, height) {
  const tight = across > 1 || pages.length > 1 || (height - 30) / rows - GAP < ROOMY;
  return { pages, across, density: tight ? (across > 1 ? "narrow" : "tight") : "roomy" };
}

const rowsOf = (groups, across) => groups.reduce((rows, { pads }) => rows + Math.ceil(pads.length / across), 0);

function parts({ label, pads }, size) {
  const count = Math.ceil(pads.length / size);
  const even = Math.ceil(pads.length / count);
  return Array.from({ length: count }, (_, index) => ({
    label: count > 1 ? says.partOf(label, index + 1) : label,
    pads: pads.slice(index * even, (index + 1) * even),
  }));
}

const heading = ({ label, again }) => h(`h2${again ? ".again" : ""}`, {}, label);

function grid({ pads }, across) {
  const el = h("div.padgrid", { "data-across": across }, ...pads.map((pad) => pad.el));
  el.style.flexGrow = Math.ceil(pads.length / across);
  return el;
}

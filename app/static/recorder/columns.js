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
const NARROW_COLUMN = 300;
const NARROWEST_TAB = 84;
const PHONE = "(max-width: 639px)";
const TABS = 44;

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
    this.empty = groups.length === 0;
    this.el = h(`section.pads.${place}`, { "aria-label": groups.map(({ label }) => label).join(", ") || says.counts });
    new ResizeObserver(() => this.fit()).observe(this.el);
  }

  fit() {
    const [width, height] = [this.el.clientWidth, this.el.clientHeight];
    if (!height || !this.#groups.length) return;
    const style = getComputedStyle(this.el);
    const room = { width, height, gap: parseFloat(style.rowGap), head: parseFloat(style.getPropertyValue("--head")) };
    const plan = planFor(this.#groups, room);
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
    const onTab = focused?.classList.contains("ptab");
    const paged = this.#pages.length > 1;
    const groups = this.#pages[this.#page];
    const sections = groups.flatMap((group) => [paged || !group.label ? null : heading(group), grid(group, across)]);
    this.el.replaceChildren(...[paged ? this.#tabs() : null, ...sections].filter(Boolean));
    if (onTab) this.el.querySelector(".ptab.on").focus();
    else if (focused?.isConnected) focused.focus();
  }

  // Tabs where there is room for them, else one button that turns to the next page.
  #tabs() {
    const count = this.#pages.length;
    if (this.el.clientWidth / count < NARROWEST_TAB) return this.#turner(count);
    const tabs = this.#pages.map(([{ label, part }], index) => {
      const on = index === this.#page;
      const seen = [h("span", {}, label), part ? h("b", {}, String(part)) : null];
      const about = { type: "button", "aria-label": says.partOf(label, part), "aria-pressed": String(on), onclick: () => this.#turnTo(index) };
      return h(`button.ptab${on ? ".on" : ""}`, about, ...seen);
    });
    return h("div.ptabs", { role: "group", "aria-label": says.pages }, ...tabs);
  }

  #turner(count) {
    const [{ label }] = this.#pages[this.#page];
    const turn = () => this.#turnTo((this.#page + 1) % count);
    const seen = [h("span", {}, label), h("b", {}, says.pageOf(this.#page + 1, count))];
    return h("div.ptabs", {}, h("button.ptab.on.turn", { type: "button", "aria-label": says.nextPads(label, this.#page + 1, count), onclick: turn }, ...seen));
  }
}

function planFor(groups, { width, height, gap, head }) {
  const most = width >= 2 * NARROWEST + gap ? 2 : 1;
  const heads = head ? groups.length * (head + gap) : (groups.length - 1) * gap;
  for (let across = 1; across <= most; across += 1) {
    const rows = rowsOf(groups, across);
    if (heads + rows * (PAD + gap) - gap <= height) return { pages: [groups], across, density: density(across, width, (height - heads) / rows - gap) };
  }
  const fitting = Math.max(1, Math.floor((height - TABS) / (PAD + gap)));
  const pages = groups.flatMap((group) => parts(group, fitting * most).map((part) => [part]));
  return { pages, across: most, density: density(most, width, 0) };
}

function density(across, width, rowHeight) {
  if (across > 1) return "narrow";
  const low = rowHeight < ROOMY;
  if (width >= NARROW_COLUMN) return low ? "row" : "roomy";
  return low || !matchMedia(PHONE).matches ? "tight" : "roomy";
}

const rowsOf = (groups, across) => groups.reduce((rows, { pads }) => rows + Math.ceil(pads.length / across), 0);

function parts({ label, pads }, size) {
  const count = Math.ceil(pads.length / size);
  const even = Math.ceil(pads.length / count);
  return Array.from({ length: count }, (_, index) => ({
    label: label || says.counts,
    part: count > 1 ? index + 1 : null,
    pads: pads.slice(index * even, (index + 1) * even),
  }));
}

const heading = ({ label, again }) => h(`h2${again ? ".again" : ""}`, {}, label);

function grid({ pads }, across) {
  const el = h("div.padgrid", { "data-across": across }, ...pads.map((pad) => pad.el));
  el.style.flexGrow = Math.ceil(pads.length / across);
  return el;
}

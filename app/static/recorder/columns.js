/**
 * Which pad lies where: two columns under two thumbs, or one wide one where that shows more.
 *
 * A pad never gets smaller than its kind allows. What does not fit in one row after the other goes abreast where there is
 * width for it, and else on pages with a tab for each.
 */

import { icon } from "../ui/glyphs.js";
import { recorder as says } from "../ui/words.js";
import { attribute, h } from "./element.js";
import { belowTabs, densityOf, leastOf, planFor, rowsOf } from "./plan.js";
import { pads as also } from "./words.js";

const NARROW_STEP = 60;
const PHONE = "(max-width: 639px)";
const UPRIGHT_PHONE = "(max-width: 639px) and (min-height: 500px)";
const UPRIGHT = "(min-width: 640px) and (max-width: 999px) and (min-height: 760px)";

export class Columns {
  #groups;
  #root = null;
  #one; // not decided yet
  #columns = [new Column("pa"), new Column("pb")];

  constructor(groups) {
    this.#groups = groups;
    this.els = this.#columns.map(({ el }) => el);
    const watch = new ResizeObserver(() => this.#fit());
    this.els.forEach((el) => watch.observe(el));
  }

  place(root) {
    this.#root = root;
    this.#arrange();
  }

  /** Brings the page with this pad to the front. */
  reveal(pad) {
    this.#columns.forEach((column) => column.reveal(pad));
  }

  tick() {
    this.#columns.forEach((column) => column.tick());
  }

  #fit() {
    this.#arrange();
    this.#columns.forEach((column) => column.fit());
  }

  #arrange() {
    const one = inOne(this.#groups);
    if (one === this.#one) return;
    this.#one = one;
    const [left, right] = one ? [this.#groups, []] : inTwo(this.#groups);
    this.#columns[0].hold(left);
    this.#columns[1].hold(right);
    attribute(this.#root, "data-one", one);
  }
}

/** `"wide"` where seats, codes or steps need the width of both columns, "" for a single pad, null for two columns. */
function inOne(groups) {
  const pads = groups.flatMap((group) => group.pads);
  const wide = pads.some(({ size }) => size.wide);
  if (pads.length < 2) return wide ? "wide" : "";
  if (!wide) return null;
  const half = innerWidth / 2 - (matchMedia(UPRIGHT).matches ? 24 : 190);
  return matchMedia(UPRIGHT_PHONE).matches || pads.some(({ size }) => size.across > half) ? "wide" : null;
}

/** Divides groups `{label, pads}` between the two columns, in the form's order, as evenly as groups allow. */
function inTwo(groups) {
  if (groups.length === 1 && groups[0].pads.length > 1) return halves(groups[0]);
  const columns = [[], []];
  const weight = (column) => column.reduce((sum, { pads }) => sum + pads.length * pads[0].size.weight, 0);
  for (const group of groups) columns[weight(columns[0]) <= weight(columns[1]) ? 0 : 1].push(group);
  return columns;
}

function halves({ label, pads }) {
  const middle = Math.ceil(pads.length / 2);
  return [[{ label, pads: pads.slice(0, middle) }], [{ label, pads: pads.slice(middle), again: true }]];
}

class Column {
  #groups = [];
  #plan = { pages: [], tabs: 0 };
  #page = 0;
  #drawn = "";
  #tabs = [];

  constructor(place) {
    this.el = h(`section.pads.${place}`);
  }

  hold(groups) {
    this.#groups = groups;
    this.#drawn = "";
    attribute(this.el, "aria-label", groups.map(({ label }) => label).join(", ") || says.counts);
    this.el.replaceChildren();
    this.fit();
  }

  fit() {
    const [width, height] = [this.el.clientWidth, this.el.clientHeight];
    if (!height || !this.#groups.length) return;
    const style = getComputedStyle(this.el);
    const room = { width, height, gap: parseFloat(style.rowGap), head: parseFloat(style.getPropertyValue("--head")) };
    this.#plan = planFor(this.#groups, room);
    this.#page = Math.min(this.#page, this.#plan.pages.length - 1);
    const page = this.#plan.pages[this.#page];
    attribute(this.el, "data-density", densityOf(page, belowTabs(room, this.#plan.tabs), matchMedia(PHONE).matches));
    const state = JSON.stringify([this.#page, this.#plan.tabs, this.#plan.pages.map(({ groups, across }) => [across, groups.map(({ label, pads }) => [label, pads.length])])]);
    if (state !== this.#drawn) this.#draw(page, room);
    this.#drawn = state;
  }

  reveal(pad) {
    const page = this.#plan.pages.findIndex(({ groups }) => groups.some(({ pads }) => pads.includes(pad)));
    if (page >= 0 && page !== this.#page) this.#turnTo(page);
  }

  /** A tab says that what lies under it has a cue. */
  tick() {
    this.#tabs.forEach((tab, index) => {
      const pads = this.#plan.pages[index].groups.flatMap((group) => group.pads);
      tab.classList.toggle("cued", index !== this.#page && pads.some(({ clock }) => clock?.cued));
    });
  }

  #turnTo(page) {
    this.#page = page;
    this.fit();
  }

  #draw({ groups, across }, room) {
    const focused = this.el.contains(document.activeElement) ? document.activeElement : null;
    const onTab = focused?.classList.contains("ptab");
    const alone = this.#plan.tabs !== 0 && groups.length === 1;
    const sections = groups.flatMap((group, index) => [alone || !group.label ? null : heading(group), grid(group, across[index], room)]);
    this.el.replaceChildren(...[this.#plan.tabs === 0 ? null : this.#tabBar(), ...sections].filter(Boolean));
    if (onTab) this.el.querySelector(".ptab.on").focus();
    else if (focused?.isConnected) focused.focus();
  }

  // Tabs where there is room for them, in two rows at most, else one button that turns to the next page.
  #tabBar() {
    const { pages, tabs } = this.#plan;
    this.#tabs = [];
    if (tabs === null) return this.#turner(pages.length);
    this.#tabs = pages.map((page, index) => {
      const [label, part] = [labelOf(page), page.groups[0].part];
      const on = index === this.#page;
      const seen = h("span", {}, part ? h("b", {}, `${part} `) : null, label);
      const about = { type: "button", "aria-label": says.partOf(label, part), "aria-pressed": String(on), onclick: () => this.#turnTo(index) };
      return h(`button.ptab${on ? ".on" : ""}`, about, seen);
    });
    const perRow = Math.ceil(pages.length / tabs);
    const rows = Array.from({ length: tabs }, (_, row) => h("div.ptabs", {}, ...this.#tabs.slice(row * perRow, (row + 1) * perRow)));
    return h("div.tabrows", { role: "group", "aria-label": says.pages }, ...rows);
  }

  #turner(count) {
    const label = labelOf(this.#plan.pages[this.#page]);
    const turn = (by) => () => this.#turnTo((this.#page + by + count) % count);
    const seen = [h("span", {}, label), h("b", {}, says.pageOf(this.#page + 1, count))];
    const next = h("button.ptab.on.turn", { type: "button", "aria-label": says.nextPads(label, this.#page + 1, count), onclick: turn(1) }, ...seen);
    const back = count > 2 ? h("button.ptab.back", { type: "button", "aria-label": also.pagesBack, onclick: turn(-1) }, icon("back", 20)) : null;
    return h("div.ptabs", {}, back, next);
  }
}

const labelOf = ({ groups }) => groups.map(({ label }) => label || says.counts).join(", ");

const heading = ({ label, again }) => h(`h2${again ? ".again" : ""}`, {}, label);

function grid(group, across, room) {
  const el = h("div.padgrid", { "data-across": across }, ...group.pads.map((pad) => pad.el));
  const [rows, least] = [rowsOf(group, across), leastOf(group, across, room)];
  attribute(el, "data-narrow", Boolean(group.pads[0].size.abreast) && least > NARROW_STEP);
  el.style.flex = `${rows} 1 ${rows * (least + room.gap) - room.gap}px`;
  el.style.setProperty("--pad-min", group.pads[0].size.yields ? 0 : `${least}px`);
  el.style.setProperty("--across", across);
  return el;
}

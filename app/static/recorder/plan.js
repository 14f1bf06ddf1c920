/** How many pads go abreast, and on which pages, so that none gets smaller than it may. Pure: px in, a plan out. */

const ROOMY = 140;
const NARROW_COLUMN = 300;
const NARROWEST_TAB = 84;
const LEAST_TAB = 72; // in two rows
const PAD = 88;
const TAB = 44;

/** `{pages: [{groups, across: [n]}], tabs}`: groups `{label, pads}` in a room `{width, height, gap, head}`. */
export function planFor(groups, room) {
  const step = stepFor(groups, room);
  if (step) return { pages: [pageOf(groups, step, room)], tabs: 0 };
  for (const tabs of room.width >= NARROW_COLUMN ? [1, 2] : [1]) {
    const pages = paged(groups, belowTabs(room, tabs));
    if (pages.length === 1) return { pages, tabs: 0 };
    if (Math.ceil(pages.length / tabs) * (tabs > 1 ? LEAST_TAB : NARROWEST_TAB) <= room.width) return { pages, tabs };
  }
  return { pages: paged(groups, belowTabs(room, 1)), tabs: null };
}

/** What is left below so many rows of tabs; null is one button that turns pages. */
export const belowTabs = (room, tabs) => ({ ...room, height: room.height - (tabs ?? 1) * (TAB + room.gap) });

/** How closely pads are drawn: a look of the style sheet for the room that one pad has. */
export function densityOf({ groups, across }, room, phone) {
  const most = Math.max(...across);
  if (most > 1 && !phone) return "narrow";
  const rows = groups.reduce((sum, group, index) => sum + rowsOf(group, across[index]), 0);
  const low = PAD + (room.height - heightOf(groups, across, room, "least") - room.gap) / rows < ROOMY;
  if (most === 1 && room.width >= NARROW_COLUMN) return low ? "row" : "roomy";
  return low || !phone ? "tight" : "roomy";
}

export const rowsOf = ({ pads }, across) => Math.ceil(pads.length / across);

export const leastOf = (group, across, room) => sizeOf(group).least(cell(across, room));

/** So many abreast that every group has the height it would like, or else as many as there is width for; null if that is too little. */
function stepFor(groups, room) {
  const most = Math.max(...groups.map((group) => mostOf(group, room)));
  for (let step = 1; step <= most; step += 1) if (fits(groups, step, room, "wanted")) return step;
  return fits(groups, most, room, "least") ? most : null;
}

const fits = (groups, step, room, which) => heightOf(groups, acrossOf(groups, step, room), room, which) <= room.height;

const acrossOf = (groups, step, room) => groups.map((group) => Math.min(step, mostOf(group, room)));

function pageOf(groups, step, room) {
  return { groups, across: acrossOf(groups, step, room) };
}

function mostOf(group, { width, gap }) {
  const { most, narrowest, abreast = narrowest } = sizeOf(group);
  return Math.max(1, Math.min(most, group.pads.length, Math.floor((width + gap) / (abreast + gap))));
}

function heightOf(groups, across, room, which) {
  const { gap, head } = room;
  const heads = groups.length * (head ? head + gap : 0) + (groups.length - 1) * gap;
  return groups.reduce((sum, group, index) => {
    const px = sizeOf(group)[which](cell(across[index], room));
    return sum + rowsOf(group, across[index]) * (px + gap) - gap;
  }, heads);
}

/** Groups go on a page together as long as they fit; one that is too long for a page is divided evenly. */
function paged(groups, room) {
  const pages = [];
  for (const piece of groups.flatMap((group) => parts(group, room))) {
    const last = pages.at(-1);
    const together = last && !piece.part && !last.at(-1).part && stepFor([...last, piece], room);
    if (together) last.push(piece);
    else pages.push([piece]);
  }
  return pages.map((page) => pageOf(page, stepFor(page, { ...room, head: page.length > 1 ? room.head : 0 }) ?? 1, room));
}

function parts(group, room) {
  const most = mostOf(group, room);
  const rows = Math.max(1, Math.floor((room.height + room.gap) / (leastOf(group, most, room) + room.gap)));
  const count = Math.ceil(group.pads.length / (rows * most));
  const even = Math.ceil(group.pads.length / count);
  return Array.from({ length: count }, (_, index) => ({
    label: group.label,
    part: count > 1 ? index + 1 : null,
    pads: group.pads.slice(index * even, (index + 1) * even),
  }));
}

const cell = (across, { width, gap }) => (width - gap * (across - 1)) / across;

const sizeOf = ({ pads }) => pads[0].size;

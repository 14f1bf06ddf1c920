/** What was packed about a visit, as it lies here once the visit is over: ids and marks plain, the rest in a box. */

import { Locked, unsealed } from "./keys.js";

const PLAIN = ["id", "partnership_id", "form_id", "form_version", "status", "head", "beside", "unlisted", "unsent", "made_here", "made_at"];

export const isWrapped = (row, under) => row.box?.under === under;

/** The row with everything but its plain fields sealed by `seal(text)`; null when it can't be read now. */
export async function wrapped(store, row, seal) {
  const whole = await unwrapped(store, row);
  if (whole.locked || whole.lost) return null;
  const plain = Object.fromEntries(PLAIN.filter((field) => field in whole).map((field) => [field, whole[field]]));
  return { ...plain, box: await seal(JSON.stringify(whole)) };
}

/** The row as it was packed; `locked` when it waits for the PIN, `lost` when nobody can read it any more. */
export async function unwrapped(store, row) {
  const { box, ...plain } = row;
  if (!box) return row;
  try {
    return { ...JSON.parse(await unsealed(store, box)), ...plain };
  } catch (error) {
    return { ...plain, [error instanceof Locked ? "locked" : "lost"]: true };
  }
}

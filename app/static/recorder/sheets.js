/** What opens over or beside the pads: loaded once the pads are there, so that it is at hand when it is asked for. */

let sheets = null;

export async function loadSheets() {
  const files = [import("./clock_sheet.js"), import("./correct_sheet.js"), import("./end_sheet.js"), import("./note_sheet.js")];
  sheets = Object.assign({}, ...(await Promise.all(files)));
}

/** `open(sheets)` at once if they are here: a keyboard opens only for a field that is focused during the tap. */
export function withSheets(open) {
  if (sheets) open(sheets);
  else loadSheets().then(() => open(sheets));
}

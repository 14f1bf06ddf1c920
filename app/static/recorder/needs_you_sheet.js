/** What the server did not take, over the recorder: the reason, send it again, leave it, save it as a file. */

import { parkedOf } from "../device/parked.js";
import { openStore } from "../device/store.js";
import { needsYou } from "../today/needs_you.js";
import { deviceStyles } from "../ui/device_styles.js";
import { recorder as says } from "../ui/words.js";
import { h } from "./element.js";
import { openSheet } from "./sheet.js";

export async function openNeedsYou(frame, state) {
  await deviceStyles();
  const place = h("div.stack.needs");
  const paint = async () => {
    const parked = (await parkedOf(frame.person)).filter((row) => !row.set_aside);
    const { visit, form } = frame;
    const shown = needsYou({ person: { id: frame.person }, parked, visits: [{ visit, form }] }, state);
    if (shown) place.replaceChildren(shown);
    else sheet.close();
  };
  const sheet = openSheet(frame, { title: says.needsYou, className: "for-needs", covers: true });
  sheet.fill(place);
  await paint();
  const off = (await openStore(frame.person)).onTold((told) => (place.isConnected ? told.nudge && paint() : off()));
}

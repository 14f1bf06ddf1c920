/** What every page may have to say: copied, signing out, packed, and where this person's marks are. */

import { device, some } from "./words.js";

const ONE = { mark: "1 mark is", comment: "1 comment is", note: "1 note is", reflection: "1 reflection is", entry: "1 entry is" };
const MANY = { mark: "%n marks are", comment: "%n comments are", note: "%n notes are", reflection: "%n reflections are", entry: "%n entries are" };

export const frame = {
  copied: "Copied.",
  copyYourself: "It is selected: copy it with your keyboard.",
  onlyHere: ({ n, sort }) => `${some(n, ONE[sort], MANY[sort])} only on this ${device()}`,
  staysHere: `It stays here, and is shared when you sign in again on this ${device()}. Better: wait until everything is shared, then sign out.`,
  signOutAnyway: "Sign out all the same",
  packed: `Packed for offline. The form and the class size are on this ${device()}.`,
};

export const sync = {
  line({ phase, waiting, unsettled }) {
    if (phase === "shared") return "All shared";
    if (phase === "sharing") return `Sharing ${waiting}`;
    if (phase === "needs-you") return some(unsettled || 1, "1 entry needs you", "%n entries need you");
    const saved = waiting ? `${waiting} saved here` : "";
    if (phase === "offline") return ["Offline", saved].filter(Boolean).join(", ");
    if (phase === "signed-out") return ["Signed out", saved].filter(Boolean).join(", ");
    return saved;
  },
};

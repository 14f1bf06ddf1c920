/** What the PIN says, where it is typed and where it is chosen. */

import { device } from "./words.js";

const seconds = (ms) => Math.ceil(ms / 1000);

export const pin = {
  label: "PIN",
  digits: (n) => (n === 1 ? "1 digit typed" : `${n} digits typed`),
  erase: "Erase the last digit",
  open: "Open",
  keys: "Digits",
  wrong: "That was not the PIN.",
  wait: (ms) => (ms > 90_000 ? `Wait ${Math.ceil(ms / 60_000)} minutes, then try again.` : `Wait ${seconds(ms)} seconds, then try again.`),
  trying: "One moment …",
  forgot: "I forgot the PIN",
  forgotten: "Sign in again, and the PIN is gone.",
  means: `What lies under it can’t be opened on this ${device()} any more: past visits whose entries are all shared. They stay where they are shared. Nothing that is still waiting is lost.`,
  password: "Your password",
  signIn: "Sign in and take the PIN away",
  notYou: "That did not match. Nothing has changed.",
  tooMany: "Too many attempts. Wait a few minutes.",
  offline: "This needs the network. Try again when you are online.",
  never: "Back to the PIN",
  // a visit that rests under it
  sealedTitle: "This visit lies under your PIN",
  sealedWhy: `It is over and shared. Type the PIN of this ${device()} to open it here.`,
  // on You
  none: `Without a PIN, holding both corners opens the recorder’s lock, and whoever can use this browser can open past visits on this ${device()}.`,
  set: `A PIN opens the recorder’s lock, and past visits on this ${device()}.`,
  noCryptography: "This browser can’t keep a PIN here: it needs https, and a place of its own for keys.",
  choose: "Set a PIN",
  change: "Change the PIN",
  remove: "Remove the PIN",
  present: "Present PIN",
  fresh: "New PIN, 4 to 8 digits",
  again: "The same again",
  save: "Save",
  cancel: "Cancel",
  shape: "Use 4 to 8 digits.",
  differ: "The two are not the same.",
  saved: "The PIN is set.",
  changed: "The PIN is changed.",
  removed: "The PIN is gone.",
  failed: "Not saved. Try again.",
};

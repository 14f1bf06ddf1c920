/** Signing out asks first whether something is only on this device; whatever is stays there. */

import { unsentOf } from "../device/outbox.js";
import { unsentEntries } from "../device/parked.js";
import { currentPerson, leave } from "../device/people.js";
import { frame as says } from "./frame_words.js";

const SORTS = { mark: "mark", sweep: "mark", start: "mark", stop: "mark", annotation: "comment", reply: "comment", note: "note", reflection: "reflection", draft: "reflection" };

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(form);
  });
}

async function signOut(form) {
  const unsent = form.dataset.warned ? null : await onlyHere();
  if (unsent) return warn(form, unsent);
  await leave().catch(() => {});
  form.submit();
}

// What it is, if it is all of one kind: "2 comments", "1 mark", else entries. Null when there is nothing.
async function onlyHere() {
  try {
    const person = await currentPerson();
    const n = person ? await unsentOf(person) : 0;
    if (!n) return null;
    const kinds = new Set((await unsentEntries(person)).map(({ entry }) => SORTS[entry.kind] ?? "entry"));
    return { n, sort: kinds.size === 1 ? [...kinds][0] : "entry" };
  } catch {
    return null;
  }
}

function warn(form, unsent) {
  form.dataset.warned = "yes";
  const notice = document.createElement("section");
  notice.className = "notice plain";
  notice.setAttribute("role", "alert");
  const [heading, text] = [document.createElement("h2"), document.createElement("p")];
  heading.textContent = says.onlyHere(unsent);
  text.textContent = says.staysHere;
  notice.append(heading, text);
  form.prepend(notice);
  form.querySelector("button").lastChild.textContent = says.signOutAnyway;
  form.scrollIntoView({ block: "center" });
}

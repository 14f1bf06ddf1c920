/** Signing out asks first whether something is only on this device; whatever is stays there. */

import { unsentOf } from "../device/outbox.js";
import { currentPerson, leave } from "../device/people.js";
import { frame as says } from "./words.js";

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(form);
  });
}

async function signOut(form) {
  const unsent = form.dataset.warned ? 0 : await onlyHere();
  if (unsent) return warn(form, unsent);
  await leave().catch(() => {});
  form.submit();
}

async function onlyHere() {
  try {
    const person = await currentPerson();
    return person ? await unsentOf(person) : 0;
  } catch {
    return 0;
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

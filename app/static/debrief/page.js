/** A visit's page: follows its log, lets a moment be chosen, keeps and shares what is written. */

import "./live.js";
import "./mend.js";
import "./moment.js";
import "./reflect.js";
import "./say.js";
import { tell } from "../ui/messages.js";
import { debrief as says } from "./words.js";
import { restoreFields } from "./kept.js";
import { onSettled } from "./visit.js";

onSettled(() => {
  document.querySelectorAll("[data-print][hidden], #felt[hidden]").forEach((part) => (part.hidden = false));
  restoreFields();
});

// What is on the page stays when the answer is no part of it: signed out (a redirect), refused, or no answer at all.
document.addEventListener("htmx:before:response", (event) => {
  const { raw, status } = event.detail.ctx.response;
  if (!raw.redirected && (status < 400 || status === 422)) return;
  event.preventDefault();
  tell(raw.redirected || status === 401 ? says.signedOut : says.noAnswer);
});
document.addEventListener("htmx:error", () => tell(says.noAnswer));

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-print]")) print();
  const emptied = target.closest?.("[data-empties]")?.dataset.empties;
  if (emptied) document.getElementById(emptied).replaceChildren();
});

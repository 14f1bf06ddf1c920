/** Who forgot the PIN signs in again: the password proves who it is, and the PIN goes with what lies under it. */

import { giveUpPin } from "../device/unpin.js";
import { h, words } from "../recorder/element.js";
import { pin as says } from "./pin_words.js";

export function forgottenPin(personId, email, back, done) {
  const trouble = h("p.trouble", { role: "alert" });
  const field = h("input.field", { type: "password", name: "password", autocomplete: "current-password", required: true, "aria-label": says.password });
  const submit = async (event) => {
    event.preventDefault();
    const said = await proof(personId, email, field.value);
    if (said) return words(trouble, said);
    await giveUpPin(personId);
    done();
  };
  return h("form.pinforgot", { onsubmit: submit },
    h("p.lead", {}, says.forgotten),
    h("p.soft", {}, says.means),
    h("label.lbl", {}, says.password, field),
    trouble,
    h("button.btn.solid.wide", {}, says.signIn),
    h("button.btn.quiet.wide", { type: "button", onclick: back }, says.never),
  );
}

// "" when the password is this very person's; else what to say. The token it takes is given back at once.
async function proof(personId, email, password) {
  const signIn = await ask("POST", "/api/sessions", {}, { email, password });
  if (signIn?.status === 429) return says.tooMany;
  if (signIn?.status === 401 || signIn?.status === 422) return says.notYou;
  if (signIn?.status !== 201) return says.offline;
  const { token } = await signIn.json();
  const me = await ask("GET", "/api/me", { Authorization: `Bearer ${token}` });
  const same = me?.ok && (await me.json()).id === personId;
  await ask("DELETE", "/api/sessions/current", { Authorization: `Bearer ${token}` });
  return same ? "" : says.notYou;
}

function ask(method, path, headers, body) {
  const text = body && JSON.stringify(body);
  const type = body ? { "Content-Type": "application/json" } : {};
  return fetch(path, { method, headers: { Accept: "application/json", ...headers, ...type }, body: text, cache: "no-store", credentials: "omit" }).catch(() => null);
}

/** Elements in one expression, and writing to them only when something changed. */

/** `h("button.btn.solid", { onclick, "aria-label": "..." }, "text", child, null)` */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else attribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** `false`, `null` and `undefined` take the attribute away; `true` makes it an empty one. */
export function attribute(element, name, value) {
  const wanted = value === true ? "" : value === false || value == null ? null : String(value);
  if (element.getAttribute(name) === wanted) return;
  if (wanted === null) element.removeAttribute(name);
  else element.setAttribute(name, wanted);
}

export function words(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

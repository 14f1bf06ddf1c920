/** The style sheet of what is seldom shown, for the recorder, which does not load it at its start. */

const SHEET = new URL("../css/device.css", import.meta.url).pathname;

/** Resolves once it is there, or can't be had: then things are plain, and work. */
export function deviceStyles() {
  if ([...document.styleSheets].some(({ href }) => href?.endsWith(SHEET))) return Promise.resolve();
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: SHEET, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}

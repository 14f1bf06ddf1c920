/**
 * What counts as one press: a finger, a thumb, a mouse or a key that goes down and up again in place.
 *
 * The press shows when it goes down and acts when it is let go, with the moment at which it went down. Each pointer is
 * its own press, so two fingers count twice. A palm, a drag, a touch that the browser takes away and the mouse events
 * that follow a touch are none; holding does not repeat.
 */

const STRAYED_PX = 32;
const PALM_PX = 110;

/** `act(timeStamp)` at each press; `shows(true|false)` while at least one pointer is down. */
export function onPress(element, act, shows = () => {}) {
  const down = new Map();
  const over = (event) => down.delete(event.pointerId) && shows(down.size > 0);

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || element.disabled || isPalm(event)) return;
    if (event.pointerType === "mouse") element.setPointerCapture(event.pointerId); // a touch is captured anyway
    down.set(event.pointerId, event);
    shows(true);
  });
  element.addEventListener("pointermove", (event) => {
    const began = down.get(event.pointerId);
    if (began && (strayed(began, event) || isPalm(event))) over(event);
  });
  element.addEventListener("pointerup", (event) => {
    const began = down.get(event.pointerId);
    over(event);
    if (began) act(began.timeStamp);
  });
  element.addEventListener("pointercancel", over);
  element.addEventListener("lostpointercapture", over);
  // What the press opens may lie under the finger: the click that follows a touch must not land there.
  element.addEventListener("touchend", (event) => event.cancelable && event.preventDefault());
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  // Enter, Space, a switch and a screen reader arrive as a click that no pointer made.
  element.addEventListener("click", (event) => event.detail === 0 && !element.disabled && act(event.timeStamp));
  element.addEventListener("keydown", (event) => event.repeat && event.preventDefault());
}

const isPalm = (event) => event.pointerType === "touch" && Math.max(event.width, event.height) > PALM_PX;

const strayed = (from, to) => Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) > STRAYED_PX;

// Chromium refuses, and complains, before the first touch.
export function buzz(pattern) {
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}

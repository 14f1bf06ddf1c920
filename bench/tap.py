"""From a finger on a pad to the next paint, and to the disk, beside a bare strict IndexedDB put."""

import argparse
import contextlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from app.accounts import actions
from app.database import transaction
from bench import ground
from tests import cast
from tests.faults.server import Server
from tests.journeys import browser as chromium
from tests.journeys.recorder.tablet import Tablet

PORT = 8172
PADS = ("praise:specific", "redirection:redirection")
# One at a time, in turn, in the same page, so that whatever slows the one slows the other.
DURABLE = """async ([person, partnership, visit, times]) => {
  const { openLog } = await import("/static/x/device/visit_log.js");
  const log = await openLog(person, partnership, visit);
  const bare = await new Promise((resolve) => {
    const request = indexedDB.open("bare", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("rows");
    request.onsuccess = () => resolve(request.result);
  });
  const put = (n, value) => new Promise((resolve, reject) => {
    const tx = bare.transaction(["rows"], "readwrite", { durability: "strict" });
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
    tx.objectStore("rows").put(value, n);
    tx.commit();
  });
  const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const [puts, appends] = [[], []];
  for (let n = 1; n <= times + 10; n += 1) {
    const mark = { kind: "mark", at_ms: n, measure: "praise", option: "specific" };
    const row = { ...mark, n, id: crypto.randomUUID(), noted_at: new Date().toISOString() };
    let began = performance.now();
    await put(n, row);
    if (n > 10) puts.push(performance.now() - began);
    await rest(10);
    began = performance.now();
    await log.append(mark);
    if (n > 10) appends.push(performance.now() - began);
    await rest(10);
  }
  log.close();
  bare.close();
  return [puts, appends];
}"""
WATCH = """() => {
  window.painted = [];
  window.shown = [];
  let touched = 0;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => painted.push(performance.now() - touched);
  addEventListener("pointerdown", (event) => {
    touched = event.timeStamp;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, true);
  const counts = new MutationObserver(() => shown.push(performance.now() - touched));
  for (const pad of document.querySelectorAll("[data-pad] .pc"))
    counts.observe(pad, { childList: true, characterData: true, subtree: true });
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taps", type=int, default=100)
    taps = parser.parse_args().taps
    with (
        ground.database("sqlite") as (url, engine),
        tempfile.TemporaryDirectory() as folder,
        contextlib.ExitStack() as end,
    ):
        visits = _two_visits(engine)
        server = Server(url, PORT).start()
        end.callback(server.kill)
        playwright = end.enter_context(sync_playwright())
        tablet = end.enter_context(
            chromium.profile(playwright, Path(folder) / "profile", "landscape", base_url=server.url)
        )
        _sign_in(engine, tablet, server.url, visits[0])
        rows = [row for throttle in (1, 6) for row in _measured(tablet, visits, throttle, taps)]
    head = ["CPU", "from the touch to", "p50 ms", "p98 ms", "p50 of a bare put's"]
    ground.report("tap", "A tap", ground.table(head, rows))


def _two_visits(engine: Any) -> list[cast.PlannedVisit]:
    """One for the pads, one for the log alone: a visit has one writer."""
    people = cast.add_people(engine, "-")
    form = cast.add_form(cast.add_partners(engine, people.marcus, people.dana))
    return [cast.add_visit(form) for _ in range(4)]


def _sign_in(engine: Any, tablet: BrowserContext, url: str, visit: cast.PlannedVisit) -> None:
    with transaction(engine) as db:
        secret, _expires = actions.sign_in(db, visit.partners.coach.id, "browser", "a bench")
    tablet.add_cookies([{"name": "alongside", "value": secret, "url": url, "httpOnly": True}])


def _measured(tablet: BrowserContext, visits: list[cast.PlannedVisit], throttle: int, taps: int) -> list[list[str]]:
    pads, alone = visits[:2] if throttle == 1 else visits[2:]
    page = tablet.new_page()
    Tablet(page, pads).pack()
    _throttle(tablet, page, throttle)
    puts, appends = page.evaluate(DURABLE, [alone.partners.coach.id, alone.partners.id, alone.id, taps])
    page.close()
    page = tablet.new_page()
    hand = Tablet(page, pads).open().begin()
    page.evaluate(WATCH)
    _throttle(tablet, page, throttle)
    for n in range(taps):
        hand.tap(PADS[n % 2])
        page.wait_for_timeout(60)
    page.wait_for_timeout(500)
    painted, shown = page.evaluate("() => [painted, shown]")
    page.close()
    bare = ground.percentile(puts, 0.5)
    measured = [("bare strict put", puts), ("log.append, complete", appends), ("next paint", painted), ("count", shown)]
    return [_row(throttle, what, values, bare) for what, values in measured]


def _throttle(tablet: BrowserContext, page: Page, rate: int) -> None:
    tablet.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def _row(throttle: int, what: str, values: Sequence[float], bare: float) -> list[str]:
    p50, p98 = ground.percentile(values, 0.5), ground.percentile(values, 0.98)
    ratio = f"{p50 / bare:.2f}" if "put" in what or "append" in what else ""
    return [f"{throttle}x slower" if throttle > 1 else "as it is", what, f"{p50:.1f}", f"{p98:.1f}", ratio]


if __name__ == "__main__":
    main()

"""How long a tablet without network takes from nothing to the recorder's pads, in a browser that has just started."""

import argparse
import contextlib
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from app.accounts import actions
from app.database import transaction
from bench import ground
from tests import cast
from tests.faults.server import Server
from tests.journeys import browser as chromium
from tests.journeys.recorder.tablet import Tablet

PORT = 8173
PACKED = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 100));
}"""
PAINTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const largest = list.getEntries().at(-1).startTime;
    const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    resolve([first, largest]);
  }).observe({ type: "largest-contentful-paint", buffered: true });
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    starts = parser.parse_args().starts
    with (
        ground.database("sqlite") as (url, engine),
        tempfile.TemporaryDirectory() as folder,
        contextlib.ExitStack() as end,
    ):
        people = cast.add_people(engine, "-")
        visit = cast.add_visit(cast.add_form(cast.add_partners(engine, people.marcus, people.dana)))
        server = Server(url, PORT).start()
        end.callback(server.kill)
        playwright = end.enter_context(sync_playwright())
        _pack(playwright, Path(folder), server, engine, visit)
        server.kill()
        rows = [_measured(playwright, Path(folder), server, visit, rate, starts) for rate in (1, 4)]
    head = ["CPU", "first paint ms", "largest paint ms", "pads there ms"]
    ground.report("cold-start", "Cold start without a network", ground.table(head, rows))


def _pack(playwright: Playwright, folder: Path, server: Server, engine: Any, visit: cast.PlannedVisit) -> None:
    with _browser(playwright, folder, server) as tablet:
        with transaction(engine) as db:
            secret, _expires = actions.sign_in(db, visit.partners.coach.id, "browser", "a bench")
        tablet.add_cookies([{"name": "alongside", "value": secret, "url": server.url, "httpOnly": True}])
        page = tablet.pages[0]
        page.goto("/")
        page.evaluate(PACKED)
        Tablet(page, visit).pack().open().begin()
        page.wait_for_timeout(1000)


def _measured(
    playwright: Playwright, folder: Path, server: Server, visit: cast.PlannedVisit, rate: int, starts: int
) -> list[str]:
    times = [_start(playwright, folder, server, visit, rate) for _ in range(starts)]
    median = [f"{ground.percentile(column, 0.5):.0f}" for column in zip(*times, strict=True)]
    return [f"{rate}x slower" if rate > 1 else "as it is", *median]


def _start(
    playwright: Playwright, folder: Path, server: Server, visit: cast.PlannedVisit, rate: int
) -> tuple[float, float, float]:
    with _browser(playwright, folder, server) as tablet:
        page = tablet.pages[0]
        tablet.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.goto(Tablet(page, visit).address)
        page.locator("main.rec").wait_for()
        there = page.evaluate("() => performance.now()")
        first, largest = page.evaluate(PAINTS)
    return first, largest, there


def _browser(playwright: Playwright, folder: Path, server: Server) -> contextlib.AbstractContextManager[BrowserContext]:
    return chromium.profile(playwright, folder / "profile", "landscape", base_url=server.url)


if __name__ == "__main__":
    main()

"""Opening a log of 1,500 entries on the tablet, as it lies while recorded, put together, and encrypted at rest."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench import ground
from bench.tap import PORT, _sign_in, _throttle, _two_visits
from tests.faults.server import Server
from tests.journeys import browser as chromium
from tests.journeys.recorder.tablet import Tablet

ENTRIES = 1500
TIMES = 15
RECORD = """async ([person, partnership, visit, entries]) => {
  const { openLog } = await import("/static/x/device/visit_log.js");
  const log = await openLog(person, partnership, visit);
  const marks = entries.map(({ n, id, noted_at, ...mark }) => mark);
  await log.appendAll([{ kind: "begin", at_ms: 0 }, ...marks]);
  log.close();
}"""
END = """async ([person, partnership, visit]) => {
  const { openLog } = await import("/static/x/device/visit_log.js");
  const log = await openLog(person, partnership, visit);
  await log.append({ kind: "end", at_ms: 5000000 });
  log.close();
}"""
REST = "async (person) => (await import('/static/x/device/at_rest.js')).restNow(person)"
# In turn: all rows read by themselves, and the log opened, so that whatever slows the one slows the other.
OPEN = """async ([person, partnership, visit, times, wanted]) => {
  const { openLog } = await import("/static/x/device/visit_log.js");
  const { openStore, ask, ofVisit } = await import("/static/x/device/store.js");
  const store = await openStore(person);
  const [reads, opens] = [[], []];
  for (let i = 0; i < times + 2; i += 1) {
    let began = performance.now();
    await store.read(["entries"], (tx) => ask(tx.objectStore("entries").getAll(ofVisit(visit))));
    if (i > 1) reads.push(performance.now() - began);
    began = performance.now();
    const log = await openLog(person, partnership, visit);
    if (i > 1) opens.push(performance.now() - began);
    if (log.entries.length < wanted) throw new Error(`${log.entries.length} entries`);
    log.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return [reads, opens];
}"""


def main() -> None:
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
        rows = [
            row for throttle, visit in zip((1, 6), visits, strict=False) for row in _measured(tablet, visit, throttle)
        ]
    head = ["CPU", f"{ENTRIES} entries", "getAll p50 ms", "log open p50 ms", "p98 ms"]
    ground.report("opening", "Opening a log", ground.table(head, rows))


def _measured(tablet: BrowserContext, visit: Any, throttle: int) -> list[list[str]]:
    page = tablet.new_page()
    Tablet(page, visit).pack()
    place = [visit.partners.coach.id, visit.partners.id, visit.id]
    page.evaluate(RECORD, [*place, ground.marks(ENTRIES)])
    _throttle(tablet, page, throttle)
    rows = [_opened(page, place, throttle, "a row each, as they were tapped")]
    page.evaluate(REST, place[0])
    rows.append(_opened(page, place, throttle, "put together in a quiet moment"))
    page.evaluate(END, place)
    page.evaluate(REST, place[0])
    rows.append(_opened(page, place, throttle, "ended, encrypted"))
    page.close()
    return rows


def _opened(page: Page, place: list[str], throttle: int, how: str) -> list[str]:
    reads, opens = page.evaluate(OPEN, [*place, TIMES, ENTRIES])
    slower = f"{throttle}x slower" if throttle > 1 else "as it is"
    numbers = [ground.percentile(reads, 0.5), ground.percentile(opens, 0.5), ground.percentile(opens, 0.98)]
    return [slower, how, *(f"{ms:.1f}" for ms in numbers)]


if __name__ == "__main__":
    main()

"""A visit of 1,500 entries over a slow link: the tablet's own sender beside PouchDB replicating the same rows."""

import argparse
import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Browser, Page, sync_playwright

from app.accounts import actions
from app.database import transaction
from bench import ground
from bench.link import Link
from tests import cast
from tests.faults.server import Server
from tests.journeys import browser as chromium

PORT, POUCH_PORT, ENTRIES = 8176, 8177, 1500
PACKAGES = ["pouchdb@9", "pouchdb-core@9", "pouchdb-adapter-memory@9", "express-pouchdb@4", "express@4"]
HOLD = """async ([person, partnership, visit, entries]) => {
  const load = (name) => import(`/static/x/device/${name}.js`);
  const [{ openLog }, { startSending }, { counted }, { openStore }] =
    await Promise.all(["visit_log", "sender", "outbox", "store"].map(load));
  const log = await openLog(person, partnership, visit);
  await log.appendAll(entries.map(({ id, noted_at, n, ...fields }) => fields));
  window.waiting = async () => (await counted(await openStore(person))).waiting;
  window.send = () => startSending(person);
}"""
SEND = """async () => {
  const began = performance.now();
  await send();
  while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 20));
  return performance.now() - began;
}"""
HOLD_IN_POUCH = """async (entries) => {
  window.db = new PouchDB("visit");
  await db.bulkDocs(entries.map(({ id, ...fields }) => ({ _id: id, ...fields })));
}"""
REPLICATE = """async () => {
  const began = performance.now();
  const { docs_written } = await db.replicate.to(`${location.origin}/visit`);
  return [performance.now() - began, docs_written];
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="a folder in which npm has installed PouchDB already")
    packages = parser.parse_args().packages
    entries = ground.marks(ENTRIES)
    with contextlib.ExitStack() as end:
        folder = packages or _installed(Path(end.enter_context(tempfile.TemporaryDirectory())))
        browser = chromium.launch(end.enter_context(sync_playwright()))
        ours = _ours(browser, entries)
        theirs = _pouchdb(browser, entries, folder)
    rows = [[name, f"{s:.1f}", f"{up / 1024:.0f}", f"{down / 1024:.0f}"] for name, s, up, down in (ours, theirs)]
    ratio = f"PouchDB takes {theirs[1] / ours[1]:.1f} times as long and {sum(theirs[2:]) / sum(ours[2:]):.1f} times the bytes."
    table = ground.table([f"{ENTRIES} entries, 400 kbit/s, 400 ms", "s", "KB up", "KB down"], rows)
    ground.report("sync", "Syncing a visit over a slow link", f"{table}\n\n{ratio}")


def _installed(folder: Path) -> Path:
    quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(["npm", "install", *quiet, *PACKAGES], cwd=folder, check=True)
    return folder


def _ours(browser: Browser, entries: list[dict[str, Any]]) -> tuple[str, float, int, int]:
    with ground.database("sqlite") as (url, engine), contextlib.ExitStack() as end:
        people = cast.add_people(engine, "-")
        visit = cast.add_visit(cast.add_form(cast.add_partners(engine, people.marcus, people.dana)))
        server = Server(url, PORT).start()
        end.callback(server.kill)
        with _page(browser, PORT) as (page, link):
            page.context.add_cookies([_cookie(engine, visit, link)])  # type: ignore[list-item]
            page.evaluate(HOLD, [visit.partners.coach.id, visit.partners.id, visit.id, entries])
            milliseconds, up, down = _over(link, lambda: page.evaluate(SEND))
        with engine.connect() as connection:
            assert connection.exec_driver_sql("select count(*) from entry").scalar() == ENTRIES
    return "Alongside", milliseconds / 1000, up, down


def _pouchdb(browser: Browser, entries: list[dict[str, Any]], folder: Path) -> tuple[str, float, int, int]:
    script = Path(__file__).resolve().with_name("pouchdb_server.cjs")
    environment = os.environ | {"NODE_ENV": "production"}
    command = ["node", str(script), str(POUCH_PORT)]
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        with _page(browser, POUCH_PORT) as (page, link):
            page.add_script_tag(path=folder / "node_modules/pouchdb/dist/pouchdb.min.js")
            page.evaluate("() => fetch('/visit', { method: 'PUT' })")
            page.evaluate(HOLD_IN_POUCH, entries)
            (milliseconds, written), up, down = _over(link, lambda: page.evaluate(REPLICATE))
        assert written == ENTRIES
    finally:
        server.kill()
        server.wait()
    return "PouchDB to its server", milliseconds / 1000, up, down


def _over(link: Link, measured: Any) -> tuple[Any, int, int]:
    """What it gives, and the bytes that went up and down meanwhile, over connections that have to be made first."""
    time.sleep(6)  # the server has ended the connections that are at rest
    link.shaped, before = True, (link.up, link.down)
    result = measured()
    return result, link.up - before[0], link.down - before[1]


@contextmanager
def _page(browser: Browser, port: int) -> Iterator[tuple[Page, Link]]:
    link = Link(port)
    context = browser.new_context(base_url=f"http://127.0.0.1:{link.port}")
    page = context.new_page()
    blank = "<!doctype html><title>blank</title>"
    page.route("**/blank", lambda route: route.fulfill(body=blank, content_type="text/html"))
    page.goto("/blank")
    try:
        yield page, link
    finally:
        context.close()
        link.stop()


def _cookie(engine: sa.Engine, visit: cast.PlannedVisit, link: Link) -> dict[str, Any]:
    with transaction(engine) as db:
        secret, _expires = actions.sign_in(db, visit.partners.coach.id, "browser", "a bench")
    return {"name": "alongside", "value": secret, "url": f"http://127.0.0.1:{link.port}", "httpOnly": True}


if __name__ == "__main__":
    main()

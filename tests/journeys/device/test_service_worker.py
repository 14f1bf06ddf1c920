"""The service worker: one build at a time, nothing personal in it, and never replaced in the middle of a visit."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app import static_files
from tests.cast import People, PlannedVisit
from tests.journeys import server as servers
from tests.journeys.browser import Trouble
from tests.journeys.checks import ready_for_offline
from tests.journeys.server import Server

CACHED = """async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return [names, requests.flat().map(({ url }) => new URL(url).pathname)];
}"""
OTHER_TREE = """#!{python}
import pathlib, sys
import app.static_files
app.static_files.HERE = pathlib.Path({tree!r})
from app.cli import main
sys.exit(main())
"""


def test_a_cold_start_without_network_or_server_opens_the_recorder(
    profile: Callable[..., BrowserContext],
    kill_browser: Callable[[], None],
    server: Server,
    people: People,
    visit: PlannedVisit,
    trouble: Trouble,
) -> None:
    trouble.allow_no_network()
    page = profile("tablet", people.marcus).pages[0]
    page.goto("/")
    ready_for_offline(page)
    expect(page.locator("[data-packed]")).to_be_visible()
    kill_browser()
    server.kill()

    page = profile("tablet").pages[0]
    page.goto(f"/recorder#{visit.partners.id}/{visit.id}")

    expect(page.locator("body")).to_contain_text("Dana")
    expect(page.get_by_role("button").first).to_be_visible()


def test_nothing_personal_enters_its_cache(open_page: Callable[..., Page], people: People, visit: PlannedVisit) -> None:
    page = open_page("desk", people.marcus)
    for address in ("/", "/partnerships", visit.partners.page, visit.form.page, "/you", "/"):
        page.goto(address)
        ready_for_offline(page)
    page.evaluate("() => fetch('/api/pack').then((answer) => answer.json())")

    names, paths = page.evaluate(CACHED)
    assert names == [f"alongside-shell-{static_files.build()}"]
    assert set(paths) == {*static_files.shell_files(), "/recorder", "/today-offline"}


def test_what_is_posted_goes_past_it(open_page: Callable[..., Page], people: People) -> None:
    """Fetched again by the worker, another site's form would arrive as our own, cookie and all."""
    page = open_page("desk", people.marcus)
    page.goto("/")
    ready_for_offline(page)
    page.goto("/you")
    with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        page.locator("form[action='/you/description'] button").click()
    assert not posted.value.from_service_worker
    with page.expect_response("**/partnerships") as read:
        page.goto("/partnerships")
    assert read.value.from_service_worker


def test_a_new_build_waits_until_no_visit_is_recorded_and_nothing_waits(
    two_builds: Callable[[], Server],
    profile: Callable[..., BrowserContext],
    people: People,
    visit: PlannedVisit,
    trouble: Trouble,
) -> None:
    trouble.allow_no_network()
    trouble.allow(r"status of 503")
    tablet = profile("tablet", people.marcus)
    page = tablet.pages[0]
    page.goto("/")
    ready_for_offline(page)
    [first] = page.evaluate(CACHED)[0]
    begin_a_visit(page, visit)

    two_builds()
    page.goto("/")
    page.wait_for_function("() => navigator.serviceWorker.getRegistration().then((known) => known.waiting)")
    page.wait_for_timeout(1500)
    assert first in page.evaluate(CACHED)[0], "a visit is under way"

    page.route("**/entries", lambda route: route.abort())
    in_the_log(page, visit, "end")
    page.goto("/")
    expect(page.locator("sync-line")).to_contain_text("saved here")
    page.wait_for_timeout(1500)
    assert first in page.evaluate(CACHED)[0], "an entry waits"
    page.unroute("**/entries")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("sync-line")).to_have_text("All shared")

    page.goto("/")
    page.wait_for_function("(first) => caches.keys().then((names) => !names.includes(first))", arg=first)


@pytest.fixture
def two_builds(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Server]]:
    """Puts a server with one changed file in the place of the running one."""

    def replace() -> Server:
        tree = tmp_path / "static"
        shutil.copytree(static_files.HERE, tree)
        sheet = tree / "css" / "base.css"
        sheet.chmod(0o644)
        sheet.write_text(sheet.read_text() + "/* the next build */\n")
        script = tmp_path / "alongside"
        script.write_text(OTHER_TREE.format(python=sys.executable, tree=str(tree)))
        script.chmod(0o755)
        monkeypatch.setattr(servers, "ALONGSIDE", str(script))
        server.stop()
        return server.start()

    yield replace
    server.stop()  # the next journey starts the ordinary one


def begin_a_visit(page: Page, visit: PlannedVisit) -> None:
    in_the_log(page, visit, "begin")


def in_the_log(page: Page, visit: PlannedVisit, kind: str) -> None:
    page.evaluate(
        """async ([kind, ...place]) => {
          const from = document.querySelector("script[src$='ui/start.js']").src.replace("ui/start.js", "device/");
          const { currentPerson } = await import(`${from}people.js`);
          const { openLog } = await import(`${from}visit_log.js`);
          const log = await openLog(await currentPerson(), ...place);
          await log.append({ kind, at_ms: kind === "begin" ? 0 : 9 });
          log.close();
        }""",
        [kind, visit.partners.id, visit.id],
    )


def test_a_server_that_is_gone_is_asked_patiently(
    open_page: Callable[..., Page], people: People, visit: PlannedVisit, trouble: Trouble
) -> None:
    trouble.allow_no_network()
    page = open_page("tablet", people.marcus)
    page.goto("/")
    ready_for_offline(page)
    asked: list[str] = []
    page.on("requestfailed", lambda request: asked.append(request.url))
    page.context.route("**/api/me", lambda route: route.abort())
    page.reload()
    page.wait_for_timeout(3_000)
    assert 1 <= len(asked) <= 5

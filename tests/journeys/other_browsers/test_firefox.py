"""Firefox: record, reload, share, and start with the server gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, Playwright, expect

from tests.cast import PASSWORD, PlannedVisit
from tests.journeys.checks import ready_for_offline
from tests.journeys.recorder.tablet import Tablet, until
from tests.journeys.server import Server

PRAISE = "praise:specific"


@pytest.fixture
def page(playwright: Playwright, server: Server) -> Iterator[Page]:
    with playwright.firefox.launch(channel="moz-firefox", executable_path=Path("/usr/bin/firefox-esr")) as browser:
        yield browser.new_page(base_url=server.url, viewport={"width": 1180, "height": 820})


def stored(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("select count(*) from entry").scalar() or 0)


def test_record_reload_share_and_start_with_the_server_gone(
    page: Page, server: Server, engine: sa.Engine, visit: PlannedVisit
) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("marcus@larkspur.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Open the recorder").wait_for()
    ready_for_offline(page)

    page.get_by_role("link", name="Open the recorder").click()
    tablet = Tablet(page, visit).begin()
    for counted in range(1, 4):
        tablet.pad(PRAISE).click()
        tablet.counts(PRAISE, counted)
    page.reload()
    tablet.counts(PRAISE, 3)
    until(page, lambda: stored(engine) == 4)

    server.kill()
    page.goto("about:blank")
    page.goto(tablet.address)
    tablet.counts(PRAISE, 3)
    tablet.pad(PRAISE).click()
    tablet.counts(PRAISE, 4)
    expect(page.locator("main.rec")).to_be_visible()
    server.start()
    page.reload()
    until(page, lambda: stored(engine) == 5)

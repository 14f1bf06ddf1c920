"""Today without a network: what is packed opens, what is only here is said, and nobody is locked out."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cast import People, PlannedVisit
from tests.journeys.browser import Trouble
from tests.journeys.checks import axe, no_sideways_scroll, ready_for_offline
from tests.journeys.server import Server

OpenPage = Callable[..., Page]
RECORD = """async ({ marks, refused, place }) => {
  const from = document.querySelector("script[type=module]").src.replace(/(ui|today)\\/[a-z_]+\\.js$/, "device/");
  const { currentPerson } = await import(`${from}people.js`);
  const { openLog } = await import(`${from}visit_log.js`);
  const log = await openLog(await currentPerson(), ...place);
  await log.append({ kind: "begin", at_ms: 0 });
  for (let i = 0; i < marks; i += 1) await log.append({ kind: "mark", measure: "redirection", at_ms: i * 1000 });
  if (refused) await log.append({ kind: "mark", measure: refused, at_ms: 46 * 60000 });
  await log.append({ kind: "end", at_ms: 45 * 60000 });
  log.close();
}"""


@pytest.fixture
def phone(open_page: OpenPage, people: People, visit: PlannedVisit, trouble: Trouble) -> Page:
    """Marcus's phone, on which Today was opened once."""
    trouble.allow_no_network()
    return packed(open_page("phone", people.marcus))


def packed(page: Page) -> Page:
    page.goto("/")
    ready_for_offline(page)
    expect(page.locator("sync-line")).to_have_text("All shared")
    page.wait_for_function("() => !document.querySelector('[data-packed]')?.hidden")
    return page


def test_a_packed_visit_opens_with_the_server_gone(phone: Page, server: Server, visit: PlannedVisit) -> None:
    server.kill()
    phone.goto("/")

    expect(phone.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(phone.get_by_role("article")).to_contain_text("Dana Okafor")
    expect(phone.get_by_role("article")).to_contain_text("Packed for offline")
    phone.get_by_role("link", name="Open the recorder").click()
    phone.wait_for_url(f"**/recorder#{visit.partners.id}/{visit.id}")
    expect(phone.locator("body")).to_contain_text("Dana")


def test_what_is_only_here_is_counted_and_shared_by_itself_afterwards(
    phone: Page, server: Server, visit: PlannedVisit
) -> None:
    phone.context.set_offline(True)
    phone.goto("/today-offline")
    record(phone, visit, marks=42)

    notice = phone.get_by_role("status").filter(has_text="You are offline")
    expect(notice).to_contain_text("42 marks are saved on this")
    expect(notice).to_contain_text("shared with Dana by themselves")
    expect(phone.get_by_role("article")).to_contain_text("Recorded. 42 marks, waiting")

    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="You are online")).to_be_visible()
    expect(phone.get_by_role("article")).to_contain_text("Recorded. 42 marks, all shared")


def test_a_page_that_was_asked_for_opens_when_the_network_is_back(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/partnerships")
    expect(phone.get_by_role("heading", name="This page needs the internet")).to_be_visible()

    phone.context.set_offline(False)

    expect(phone.get_by_role("heading", name="This page needs the internet")).to_have_count(0)
    expect(phone.locator("meta[name=person]")).to_have_count(1)
    assert phone.url.endswith("/partnerships")


def test_a_session_that_ended_locks_nobody_out(phone: Page, visit: PlannedVisit, trouble: Trouble) -> None:
    trouble.allow(r"status of 401")
    phone.goto("/today-offline")
    phone.context.clear_cookies()
    record(phone, visit, marks=3)
    expect(phone.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(phone.get_by_text(re.compile("3 marks are safe on this"))).to_be_visible()
    axe(phone)
    phone.context.set_offline(True)
    phone.reload()

    expect(phone.get_by_role("heading", name="You are signed out, and offline")).to_be_visible()
    phone.get_by_role("button", name="Keep recording without signing in").click()
    expect(phone.get_by_role("article")).to_contain_text("Recorded. 3 marks, waiting")


def test_a_mark_that_was_not_taken_is_shown_with_its_reason_and_can_be_saved(
    phone: Page, visit: PlannedVisit, tmp_path: Path
) -> None:
    phone.goto("/today-offline")
    record(phone, visit, marks=2, refused="unheard_of")

    expect(phone.get_by_role("heading", name="One mark was not taken")).to_be_visible()
    expect(phone.locator(".markc")).to_contain_text("at 46:00")
    expect(phone.locator("sync-line")).to_have_text("1 entry needs you")
    axe(phone)
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save a copy").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [row["entry"]["measure"] for row in saved] == ["unheard_of"]

    phone.get_by_role("button", name="Leave it here").click()
    expect(phone.get_by_role("heading", name="One mark was not taken")).to_have_count(0)
    expect(phone.locator("sync-line")).to_have_text("All shared")


def test_nobody_s_device_says_so(open_page: OpenPage, trouble: Trouble) -> None:
    page = open_page("narrow")
    page.goto("/today-offline")
    expect(page.get_by_role("heading", name="Nobody is signed in here")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["narrow", "desk"])
def test_offline_today_is_accessible_and_fits(
    open_page: OpenPage, people: People, visit: PlannedVisit, trouble: Trouble, device: str, scheme: str
) -> None:
    trouble.allow_no_network()
    page = packed(open_page(device, people.marcus, scheme))
    page.context.set_offline(True)
    for address in ("/", "/partnerships"):
        page.goto(address)
        expect(page.get_by_role("link", name="Open the recorder")).to_be_visible()
        axe(page)
        no_sideways_scroll(page)


def record(page: Page, visit: PlannedVisit, marks: int, refused: str = "") -> None:
    page.wait_for_selector("main > *")
    page.evaluate(RECORD, {"marks": marks, "refused": refused, "place": [visit.partners.id, visit.id]})

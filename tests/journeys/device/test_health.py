"""Today says what is kept on this device, whether it stays, and how much room there is; and how to install Alongside."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.static_files import files, shell_files
from tests.cast import People, PlannedVisit
from tests.journeys.browser import Trouble
from tests.journeys.checks import axe, no_sideways_scroll, ready_for_offline
from tests.journeys.device.test_offline_today import packed, record


def test_today_says_what_waits_and_what_the_browser_will_keep(
    open_page: Callable[..., Page], people: People, visit: PlannedVisit, trouble: Trouble
) -> None:
    trouble.allow_no_network()
    page = packed(open_page("narrow", people.marcus))
    health = page.locator("device-health")
    health.locator("summary").click()
    expect(health).to_contain_text("Nothing is waiting to be shared.")
    expect(health).to_contain_text("The browser may clear what is here")
    health.get_by_role("button", name="Keep everything").click()
    expect(health).to_contain_text("The browser did not agree.")
    axe(page)
    no_sideways_scroll(page)

    page.context.set_offline(True)
    page.goto("/today-offline")
    record(page, visit, marks=2)
    expect(health.locator("summary")).to_contain_text("4 entries wait")

    page.context.set_offline(False)
    expect(health.locator("summary")).to_contain_text("nothing waits")
    health.locator("summary").click()
    expect(health).to_contain_text("Last shared:")


def test_a_nearly_full_device_says_so_and_offers_to_clear_what_is_shared(
    open_page: Callable[..., Page], people: People, visit: PlannedVisit
) -> None:
    page = packed(open_page("tablet", people.marcus))
    page.goto("/today-offline")
    record(page, visit, marks=3)
    expect(page.get_by_role("article")).to_contain_text("Recorded. 3 marks, all shared")
    page.wait_for_timeout(3200)  # it goes to rest in a quiet moment
    # What a full device answers; Chromium's override changes what it enforces, not what it says.
    page.add_init_script("navigator.storage.estimate = async () => ({ usage: 41_000_000, quota: 46_000_000 })")
    page.reload()

    health = page.locator("device-health")
    expect(health.get_by_role("heading", name="nearly full")).to_be_visible()
    axe(page)
    health.get_by_role("button", name="Clear copies of what is shared").click()
    expect(page.get_by_role("article")).to_have_count(0)


@pytest.mark.parametrize("answer", ["Not now"])
def test_the_install_hint_is_not_repeated(open_page: Callable[..., Page], people: People, answer: str) -> None:
    page = open_page("phone", people.marcus)
    offer = "() => dispatchEvent(Object.assign(new Event('beforeinstallprompt', {cancelable: true}), {prompt() {}}))"
    hint = page.get_by_role("heading", name="Put Alongside on your home screen")
    page.goto("/")
    page.wait_for_function("() => customElements.get('install-hint')")
    page.evaluate(offer)
    expect(hint).to_be_visible()
    axe(page)
    page.get_by_role("button", name=answer).click()
    expect(hint).to_have_count(0)
    page.goto("/")
    page.wait_for_function("() => customElements.get('install-hint')")
    page.evaluate(offer)
    expect(hint).to_have_count(0)


def test_it_can_be_installed(profile: Callable[..., BrowserContext], people: People, visit: PlannedVisit) -> None:
    page = profile("tablet", people.marcus).pages[0]
    page.goto("/")
    ready_for_offline(page)
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []


def test_every_picture_of_the_manifest_is_there_and_none_is_carried_around() -> None:
    manifest = json.loads(files()["manifest.webmanifest"].body)
    pictures = [each["src"] for each in (*manifest["icons"], *manifest["screenshots"])]
    assert len(pictures) == 8
    for src in pictures:
        assert src.removeprefix("/static/app/") in files()
    assert not [path for path in shell_files() if path.endswith((".png", ".webp"))]

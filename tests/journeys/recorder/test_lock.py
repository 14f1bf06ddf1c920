"""The lock shows the clock and nothing else, through reloads and the back button, until both corners were held or, where there is one, the PIN was typed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import axe
from tests.journeys.recorder.tablet import until

PRAISE = "praise:specific"


@pytest.fixture
def locked(tablet):
    tablet.tap(PRAISE)
    tablet.tap("talk:teacher")
    expect(tablet.pad("talk:teacher")).to_contain_class("running")
    tablet.page.get_by_role("button", name="Lock").tap()
    expect(tablet.page.locator("main")).to_contain_text("Locked. The clock and Who talks keep running.")
    return tablet


def test_only_the_clock_shows(locked):
    expect(locked.page.locator("main")).not_to_contain_text("Praise")
    expect(locked.page.locator("main")).not_to_contain_text("Dana")
    expect(locked.page.locator(".ck")).to_be_visible()


def test_it_survives_a_reload_and_the_back_button(locked):
    page = locked.page
    page.reload()
    expect(page.locator("main")).to_contain_text("Locked.")
    page.go_back(wait_until="commit")
    expect(page.locator("main")).to_contain_text("Locked.")


def test_holding_both_corners_for_two_seconds_opens_it(locked):
    corners = [locked.middle(locked.page.locator(".hold").nth(i)) for i in (0, 1)]
    locked.touch("touchStart", *corners)
    locked.page.wait_for_timeout(1000)
    locked.touch("touchEnd")
    locked.page.wait_for_timeout(1500)
    expect(locked.page.locator("main")).to_contain_text("Locked.")
    locked.touch("touchStart", *corners)
    locked.pad(PRAISE).wait_for()
    locked.touch("touchEnd")
    locked.counts(PRAISE, 1)
    locked.page.reload()
    locked.counts(PRAISE, 1)


def test_one_corner_after_the_other_opens_it_too(locked):
    for index in (0, 1):
        locked.touch("touchStart", locked.middle(locked.page.locator(".hold").nth(index)))
        locked.page.wait_for_timeout(2200)
        locked.touch("touchEnd")
    locked.counts(PRAISE, 1)


def test_one_corner_alone_does_not(locked):
    for _ in range(2):
        locked.touch("touchStart", locked.middle(locked.page.locator(".hold").first))
        locked.page.wait_for_timeout(2200)
        locked.touch("touchEnd")
    expect(locked.page.locator("main")).to_contain_text("Locked.")


def test_a_keyboard_holds_the_corners_in_turn(locked):
    page = locked.page
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.down("Enter")
        page.wait_for_timeout(2200)
        page.keyboard.up("Enter")
    until(page, lambda: page.locator(".pad").count() > 0)
    locked.counts(PRAISE, 1)


PIN = "4711"
ALL_UNDER_PIN = """async (person) => {
  const { openStore, ask } = await import("/static/x/device/store.js");
  const rows = await (await openStore(person)).read(["entries"], (tx) => ask(tx.objectStore("entries").getAll()));
  return rows.every((row) => row.box?.under === "pin");
}"""
SET_PIN = """async ([person, pin]) => (await import("/static/x/device/pin.js")).setPin(person, pin)"""


@pytest.fixture
def locked_by_pin(tablet):
    """The PIN was set on "You", in another tab."""
    assert tablet.page.evaluate(SET_PIN, [tablet.visit.partners.coach.id, PIN])
    tablet.tap(PRAISE)
    tablet.page.get_by_role("button", name="Lock").tap()
    expect(tablet.page.get_by_role("group", name="Digits")).to_be_visible()
    return tablet


def type_pin(page, pin):
    for digit in pin:
        page.get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("button", name="Open").tap()


def test_a_pin_opens_it_and_the_corners_do_not(locked_by_pin, trouble):
    trouble.allow_no_network()
    page = locked_by_pin.page
    expect(page.locator(".hold")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Praise")
    type_pin(page, "1147")
    expect(page.get_by_text("That was not the PIN.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("group", name="Digits")).to_be_visible()
    page.go_back(wait_until="commit")
    expect(page.get_by_role("group", name="Digits")).to_be_visible()
    axe(page)
    page.context.set_offline(True)
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    locked_by_pin.counts(PRAISE, 1)
    page.context.set_offline(False)


def test_a_page_the_browser_kept_alive_does_not_show_what_was_locked_since(locked_by_pin):
    """As a page in the back-forward cache comes back: with the state it had before it was locked elsewhere."""
    page = locked_by_pin.page
    type_pin(page, PIN)
    locked_by_pin.counts(PRAISE, 1)
    page.evaluate(
        """async (person) => {
          const { remember } = await import("/static/x/recorder/kept.js");
          await remember(person, `lock:${location.hash.split("/")[1]}`, true);
          dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
          if (!document.body.hidden) throw new Error("it still shows");
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        locked_by_pin.visit.partners.coach.id,
    )
    expect(page.get_by_role("group", name="Digits")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Praise")


def test_an_ended_and_shared_visit_asks_for_the_pin_before_it_opens(locked_by_pin):
    page = locked_by_pin.page
    type_pin(page, PIN)
    page.get_by_role("button", name="End visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End visit").tap()
    expect(page.locator("main")).to_contain_text("The visit has ended")
    until(page, lambda: "Nothing is waiting" in page.locator("main").inner_text())
    until(page, lambda: page.evaluate(ALL_UNDER_PIN, locked_by_pin.visit.partners.coach.id))
    page.reload()
    expect(page.get_by_role("heading", name="This visit lies under your PIN")).to_be_visible()
    axe(page)
    type_pin(page, PIN)
    expect(page.locator("main")).to_contain_text("The visit has ended")
    page.get_by_role("button", name="Keep recording after all").tap()
    locked_by_pin.counts(PRAISE, 1)
    locked_by_pin.tap(PRAISE)
    locked_by_pin.counts(PRAISE, 2)

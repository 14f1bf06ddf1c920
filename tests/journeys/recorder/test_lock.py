"""The lock shows the clock and nothing else, through reloads and the back button, until both corners were held."""

import pytest
from playwright.sync_api import expect

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

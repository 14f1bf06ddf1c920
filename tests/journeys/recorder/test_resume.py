"""A visit goes on where it was: after a reload, a closed tab, a killed browser, with no server and no network."""

import re
import time

from playwright.sync_api import expect

from tests.journeys.checks import ready_for_offline
from tests.journeys.recorder.tablet import Tablet, until

PRAISE = "praise:specific"


def test_a_reload_keeps_every_mark_and_the_clock(tablet):
    tablet.tap(PRAISE, 5)
    tablet.counts(PRAISE, 5)
    tablet.page.wait_for_timeout(1500)
    before, at = tablet.clock_ms(), time.monotonic()
    tablet.page.reload()
    tablet.counts(PRAISE, 5)
    passed = (time.monotonic() - at) * 1000
    assert abs(tablet.clock_ms() - before - passed) < 2500


def test_a_closed_tab_resumes_in_a_new_one(tablet, visit):
    tablet.tap(PRAISE, 3)
    tablet.counts(PRAISE, 3)
    context = tablet.page.context
    tablet.page.close()
    again = Tablet(context.new_page(), visit).open()
    again.counts(PRAISE, 3)
    again.tap(PRAISE)
    again.counts(PRAISE, 4)
    assert [entry["n"] for entry in again.held()] == [1, 2, 3, 4, 5]


def test_a_visit_that_began_half_an_hour_ago_shows_that_time(a_tablet):
    tablet = a_tablet().seed({"kind": "mark", "measure": "praise", "option": "specific", "at_ms": 60_000}, minutes=30.5)
    tablet.open()
    tablet.counts(PRAISE, 1)
    assert 1_830_000 <= tablet.clock_ms() < 1_845_000
    expect(tablet.pad(PRAISE)).to_contain_text("29 min ago")


def test_the_whole_visit_without_a_server_from_a_cold_start(profile, kill_browser, server, visit, people, trouble):
    """Packed online; then the server dies, the browser dies, and the coach records in a new browser process."""
    trouble.allow_no_network()
    page = profile("landscape", people.marcus).pages[0]
    page.goto("/")
    ready_for_offline(page)
    tablet = Tablet(page, visit)
    until(page, lambda: page.evaluate(PACKED, people.marcus.id) == 1)
    kill_browser()
    server.kill()

    tablet = Tablet(profile("landscape").pages[0], visit)
    tablet.open().begin()
    tablet.tap(PRAISE, 4)
    tablet.counts(PRAISE, 4)
    kill_browser()

    tablet = Tablet(profile("landscape", people.marcus).pages[0], visit)
    tablet.open()
    tablet.counts(PRAISE, 4)
    expect(tablet.page.locator(".sync")).to_contain_text("offline, 5 waiting for Dana")
    tablet.page.get_by_role("button", name="End visit").tap()
    tablet.page.get_by_role("dialog").get_by_role("button", name="End visit").tap()
    expect(tablet.page.locator("main.calm")).to_contain_text("6 are only on this tablet")

    server.start()
    expect(tablet.page.locator("main.calm")).to_contain_text("Dana has 6 entries", timeout=70_000)
    with visit.partners.engine.connect() as connection:
        stored = connection.exec_driver_sql("select kind from entry order by seq").scalars().all()
    assert stored == ["begin", "mark", "mark", "mark", "mark", "end"]


PACKED = """async (person) => {
  const { packedVisits } = await import("/static/x/device/pack.js");
  return (await packedVisits(person)).length;
}"""


def test_a_session_that_ran_out_locks_nobody_out(tablet, trouble):
    trouble.allow(r"status of 401")
    tablet.page.context.clear_cookies()
    tablet.page.reload()
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 1)
    expect(tablet.page.locator(".sync")).to_contain_text(
        re.compile(r"signed out, [12] waiting"),  # the begin may have left before the session ended, or not
        timeout=20_000,
    )


def test_a_second_tab_follows_and_can_take_over(tablet, visit):
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 1)
    other = Tablet(tablet.page.context.new_page(), visit).open()
    expect(other.page.locator(".held")).to_contain_text("Another tab is recording this visit")
    other.tap(PRAISE)
    expect(other.pad(PRAISE)).to_contain_text("Another tab is recording")
    tablet.page.bring_to_front()
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 2)
    other.counts(PRAISE, 2)
    other.page.bring_to_front()
    other.page.get_by_role("button", name="Record here").tap()
    expect(other.page.locator(".held")).to_be_hidden()
    other.tap(PRAISE)
    other.counts(PRAISE, 3)
    tablet.counts(PRAISE, 3)
    expect(tablet.page.locator(".held")).to_contain_text("Another tab is recording this visit")


def test_a_tablet_on_which_nobody_signed_in_says_what_to_do(open_page, visit):
    page = open_page("phone")
    page.goto(f"/recorder#{visit.partners.id}/{visit.id}")
    expect(page.locator("main")).to_contain_text("Nobody is signed in here")
    expect(page.get_by_role("link", name="Sign in")).to_have_attribute(
        "href", f"/sign-in?next=%2Frecorder%23{visit.partners.id}%2F{visit.id}"
    )


def test_a_visit_that_is_not_packed_says_so(a_tablet, trouble):
    tablet = a_tablet("phone")
    tablet.page.goto("about:blank")
    tablet.page.goto("/recorder#nowhere/nothing")
    expect(tablet.page.locator("main")).to_contain_text("This visit isn’t packed here")
    expect(tablet.page.get_by_role("link", name="Back to Today")).to_be_visible()

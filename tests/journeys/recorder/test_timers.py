"""Timers are differences of entries; in an exclusive group starting one stops the other at the same instant."""

from playwright.sync_api import expect

TEACHER, STUDENT = "talk:teacher", "talk:student"


def test_starting_one_state_stops_the_other_at_the_same_instant(tablet):
    tablet.tap(TEACHER)
    expect(tablet.pad(TEACHER)).to_contain_class("running")
    tablet.page.wait_for_timeout(1200)
    tablet.tap(STUDENT)
    expect(tablet.pad(STUDENT)).to_contain_class("running")
    expect(tablet.pad(TEACHER)).not_to_contain_class("running")
    tablet.wait_for("begin", "start", "stop", "start")
    _, began, stopped, started = tablet.held()
    assert (stopped["option"], started["option"]) == ("teacher", "student")
    assert stopped["at_ms"] == started["at_ms"] > began["at_ms"] + 1000


def test_a_tap_on_a_running_timer_stops_it_and_its_total_stays(a_tablet):
    story = [{"kind": "start", "measure": "talk", "option": "teacher", "at_ms": 30_000}]
    tablet = a_tablet().seed(*story, minutes=2).open()
    minutes, seconds = tablet.pad(TEACHER).locator(".tc").inner_text().split(":")
    assert 90 <= int(minutes) * 60 + int(seconds) < 100
    tablet.tap(TEACHER)
    expect(tablet.pad(TEACHER).locator(".tc")).to_have_text("0:00")
    expect(tablet.pad(TEACHER)).to_contain_text("1:3")
    expect(tablet.pad(TEACHER).locator(".hit")).to_have_attribute("aria-pressed", "false")


def test_two_quick_taps_start_and_stop(tablet):
    tablet.tap(TEACHER, 2)
    tablet.wait_for("begin", "start", "stop")
    expect(tablet.pad(TEACHER)).not_to_contain_class("running")


def test_undoing_a_switch_gives_the_time_back(tablet):
    tablet.tap(TEACHER)
    tablet.tap(STUDENT)
    expect(tablet.pad(STUDENT)).to_contain_class("running")
    tablet.page.get_by_role("button", name="Undo A student started").tap()
    expect(tablet.pad(TEACHER)).to_contain_class("running")
    expect(tablet.pad(STUDENT)).not_to_contain_class("running")
    tablet.wait_for("begin", "start", "stop", "start", "void", "void")


def test_a_running_timer_runs_on_through_a_reload(tablet):
    tablet.tap(STUDENT)
    expect(tablet.pad(STUDENT)).to_contain_class("running")
    tablet.page.reload()
    expect(tablet.pad(STUDENT)).to_contain_class("running")
    tablet.wait_for("begin", "start")

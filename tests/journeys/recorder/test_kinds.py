"""Each of the rarer kinds under a finger on a tablet: what is written, what is shown, and that the server takes it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.recorder.measures import AT_THE_END, PRAISE, SEATS, STEPS, STUDENTS, TEACHER, WAIT
from tests.journeys.recorder.tablet import until

SERVED = "(address) => fetch(address).then((answer) => answer.json()).then(({ entries }) => entries.length)"


def fields(tablet, kind, *names):
    return [tuple(entry.get(name) for name in names) for entry in tablet.held() if entry["kind"] == kind]


def taken_by_the_server(tablet):
    """All that is on the device, with nothing refused."""
    wanted = len(tablet.held())
    until(tablet.page, lambda: tablet.page.evaluate(SERVED, f"{tablet.visit.api}/entries") == wanted)


def test_a_wait_runs_from_its_cue_to_its_response(a_tablet, collecting):
    collecting(WAIT, PRAISE)
    tablet = a_tablet("tablet").open().begin()
    cue, response = tablet.pad("wait:cue"), tablet.pad("wait:response")
    tablet.tap("wait:response")
    expect(response).to_contain_text("First tap the cue.")
    tablet.tap("wait:cue")
    expect(response).to_contain_class("waiting")
    expect(response).not_to_contain_text("First tap the cue.")
    tablet.page.wait_for_timeout(700)
    assert 0.5 < float(response.locator(".pc").inner_text()) < 60
    tablet.tap("wait:response")
    expect(response).not_to_contain_class("waiting")
    tablet.tap("wait:cue")
    expect(response).to_contain_class("waiting")
    tablet.tap("wait:cue")
    expect(cue.locator(".pc")).to_have_text("3")
    expect(cue).to_contain_text("1 without a response")
    tablet.tap("wait:response")
    expect(response).to_contain_text("2 waits so far")
    tablet.wait_for("begin", "cue", "response", "cue", "cue", "response")
    cue.get_by_role("button", name="Undo the last Wait time 1, cue").tap()
    expect(cue.locator(".pc")).to_have_text("2")
    expect(response).to_contain_class("waiting")  # for the cue before, which has no response
    assert tablet.kinds()[-2:] == ["void", "void"], "a cue takes its response along"
    taken_by_the_server(tablet)


def test_codes_are_switched_for_the_interval_at_hand(a_tablet, collecting):
    collecting(STUDENTS, TEACHER)
    tablet = a_tablet("tablet").seed(minutes=6 - 12 / 60).open()
    page = tablet.page
    expect(page.get_by_role("region", name="Intervals")).to_contain_text("Interval 3")
    expect(page.get_by_role("region", name="Intervals")).to_contain_text("ends at 6:00, 2 missed")
    for code in ("students:l", "students:wg", "teacher:lec", "students:l"):
        tablet.tap(code)
    expect(tablet.pad("students:wg")).to_contain_class("on")
    expect(tablet.pad("students:l")).not_to_contain_class("on")
    assert fields(tablet, "interval", "measure", "k", "codes") == [
        ("students", 2, ["l"]),
        ("students", 2, ["l", "wg"]),
        ("teacher", 2, ["lec"]),
        ("students", 2, ["wg"]),
    ]
    expect(page.get_by_role("region", name="Intervals")).to_contain_text("Interval 4", timeout=20_000)
    expect(tablet.pad("students:wg")).not_to_contain_class("on")
    tablet.tap("students:(none)")
    expect(tablet.pad("students:(none)")).to_contain_class("on")
    assert fields(tablet, "interval", "k", "codes")[-1] == (3, [])
    tablet.tap("students:(none)")
    expect(tablet.pad("students:(none)")).not_to_contain_class("on")
    tablet.wait_for("begin", *["interval"] * 5, "void")
    page.get_by_role("button", name="Tap to correct the one before").tap()
    expect(page.get_by_role("region", name="Intervals")).to_contain_text("Correcting interval 3")
    expect(tablet.pad("students:wg")).to_contain_class("on")
    tablet.tap("students:sq")
    expect(tablet.pad("students:sq")).to_contain_class("on")
    assert fields(tablet, "interval", "k", "codes")[-1] == (2, ["wg", "sq"])
    taken_by_the_server(tablet)


def test_a_moment_is_scored_when_the_interval_ends_with_one_code_alone(a_tablet, collecting):
    collecting(AT_THE_END)
    tablet = a_tablet("landscape").seed(minutes=2 - 4 / 60).open()
    clock = tablet.page.get_by_role("region", name="Intervals")
    expect(tablet.pad("most:l")).to_contain_class("closed")
    tablet.tap("most:l")
    expect(tablet.pad("most:l")).to_contain_text("Next at 2:00")
    expect(clock).to_contain_text("Interval 1: what do you see now?")
    tablet.tap("most:l")
    expect(tablet.pad("most:l")).to_contain_class("on")
    expect(clock).to_contain_text("Interval 2")
    tablet.tap("most:wg")
    expect(tablet.pad("most:wg")).to_contain_class("on")
    expect(tablet.pad("most:l")).not_to_contain_class("on")
    assert fields(tablet, "interval", "k", "codes") == [(0, ["l"]), (0, ["wg"])]
    taken_by_the_server(tablet)


def test_a_late_answer_is_a_missed_one(a_tablet, collecting):
    collecting(AT_THE_END)
    tablet = a_tablet("tablet").seed(minutes=3.2).open()
    expect(tablet.page.get_by_role("region", name="Intervals")).to_contain_text("ends at 4:00, 1 missed")
    tablet.tap("most:l")
    expect(tablet.pad("most:l")).to_contain_text("Next at 4:00")
    assert tablet.kinds() == ["begin"]


def test_a_step_is_seen_or_not_or_had_no_chance_and_may_change(a_tablet, collecting):
    collecting(STEPS)
    tablet = a_tablet("tablet").open().begin()
    first, second = tablet.pad("steps:s0"), tablet.pad("steps:s1")
    first.get_by_role("button", name="Not seen").tap()
    first.get_by_role("button", name="Seen", exact=True).tap()
    second.get_by_role("button", name="No chance").tap()
    second.get_by_role("button", name="No chance").tap()
    expect(first.get_by_role("button", name="Seen", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(second.get_by_role("button", name="No chance")).to_have_attribute("aria-pressed", "true")
    assert fields(tablet, "check", "option", "value") == [("s0", "not_seen"), ("s0", "seen"), ("s1", "no_chance")]
    taken_by_the_server(tablet)


def test_seats_take_the_chosen_code_and_two_fingers_at_once(a_tablet, collecting):
    collecting(SEATS, PRAISE)
    tablet = a_tablet("landscape").open().begin()
    page = tablet.page
    seats = [tablet.middle(page.get_by_role("button", name=f"Seat {n}", exact=True)) for n in (8, 11)]
    tablet.touch("touchStart", *seats)
    tablet.touch("touchEnd")
    expect(page.get_by_role("button", name="Seat 8, 1")).to_be_visible()
    expect(page.get_by_role("button", name="Seat 11, 1")).to_be_visible()
    page.get_by_role("button", name="Answers").tap()
    page.get_by_role("button", name="Seat 8, 1").tap()
    expect(page.get_by_role("button", name="Seat 8, 2")).to_contain_class("latest")
    expect(tablet.pad("flow:flow")).to_contain_text("3 marks, 2 of 24 seats")
    assert sorted(fields(tablet, "mark", "seat", "option")) == [(8, "answers"), (8, "asked"), (11, "asked")]
    page.get_by_role("button", name="Undo the last Verbal flow").tap()
    expect(page.get_by_role("button", name="Seat 8, 1")).to_be_visible()
    taken_by_the_server(tablet)


def test_the_room_turns_round_and_arrows_lead_from_seat_to_seat(a_tablet, collecting):
    collecting(SEATS | {"options": []})
    tablet = a_tablet("tablet").open().begin()
    page = tablet.page
    page.get_by_role("button", name="Turn the room round").tap()
    room = page.get_by_role("group", name="Verbal flow: seats")
    assert room.locator(".seat").first.get_attribute("data-seat") == "36"
    tablet.open()
    assert room.locator(".seat").first.get_attribute("data-seat") == "36", "remembered on the device"
    page.locator("[data-key]").first.wait_for()
    page.keyboard.press("1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Seat 29, 1")).to_be_focused()


@pytest.mark.parametrize("wide", [{"rows": 20, "columns": 30}])
def test_a_big_room_is_shown_in_parts(a_tablet, collecting, wide):
    collecting(SEATS | wide)
    tablet = a_tablet("phone").open().begin()
    seen = tablet.page.locator(".seat").first
    assert seen.get_attribute("data-seat") == "1"
    tablet.page.get_by_role("button", name="Seats 1–").tap()
    assert seen.get_attribute("data-seat") != "1"
    box = seen.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


def test_the_end_says_which_interval_it_leaves_out(a_tablet, collecting):
    collecting(STUDENTS)
    tablet = a_tablet("tablet").seed(minutes=2.5).open()
    tablet.tap("students:l")
    expect(tablet.pad("students:l")).to_contain_class("on")
    tablet.page.get_by_role("button", name="End visit").tap()
    expect(tablet.page.get_by_role("dialog")).to_contain_text("Interval 2 is not complete. It does not count.")

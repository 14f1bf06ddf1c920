"""A sweep falls due by observed time, shows every number, saves in one tap, and leaves the pads live."""

import pytest
from playwright.sync_api import expect

SOON = 5 - 2 / 60  # two seconds before a cue every five minutes


def sweep_at(minute: float, value: int = 20) -> dict:
    return {"kind": "sweep", "measure": "on_task", "value": value, "out_of": 24, "at_ms": round(minute * 60_000)}


def test_a_due_sweep_shows_every_number_and_one_tap_saves_it(a_tablet):
    tablet = a_tablet().seed(minutes=SOON).open()
    sweep = tablet.page.get_by_role("region", name="On task")
    expect(sweep).to_contain_text("next at 5:00, 0 taken")
    expect(sweep).to_contain_text("How many of 24?")
    assert sweep.locator(".n:not(.pass)").all_inner_texts() == [str(n) for n in range(25)]
    tablet.tap("praise:specific")
    tablet.counts("praise:specific", 1)
    sweep.get_by_role("button", name="19", exact=True).tap()
    expect(sweep).to_contain_text("next at 10:00, 1 taken")
    saved = tablet.held()[-1]
    assert (saved["kind"], saved["measure"], saved["value"], saved["out_of"]) == ("sweep", "on_task", 19, 24)


def test_earlier_answers_are_hidden(a_tablet):
    tablet = a_tablet().seed(sweep_at(5.05, 17), minutes=10 + 2 / 60).open()
    sweep = tablet.page.get_by_role("region", name="On task")
    expect(sweep).to_contain_text("How many of 24?")
    assert sweep.locator(".pressed, .on, [aria-pressed=true]").count() == 0


def test_a_skipped_sweep_is_no_entry_and_does_not_come_back(a_tablet):
    tablet = a_tablet().seed(minutes=SOON).open()
    tablet.page.get_by_role("button", name="Skip").tap()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("next at 10:00, 0 taken")
    tablet.page.wait_for_timeout(1500)
    expect(tablet.page.get_by_role("button", name="Skip")).to_have_count(0)
    assert tablet.kinds() == ["begin"]


def test_an_answered_cue_is_not_asked_again_after_a_reload(a_tablet):
    tablet = a_tablet().seed(sweep_at(5.01), minutes=5.2).open()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("next at 10:00, 1 taken")


def test_a_pause_moves_the_next_cue(a_tablet):
    story = [{"kind": "pause", "at_ms": 60_000}, {"kind": "resume", "at_ms": 180_000}]
    tablet = a_tablet().seed(*story, minutes=4).open()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("next at 7:00")


def test_one_can_be_taken_between_cues_and_taken_back(a_tablet):
    tablet = a_tablet().seed(minutes=1).open()
    tablet.page.get_by_role("button", name="Tap to take one now").tap()
    tablet.page.get_by_role("button", name="24", exact=True).tap()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("1 taken")
    tablet.page.get_by_role("button", name="Undo On task at").tap()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("0 taken")


@pytest.mark.parametrize("device", ["phone", "landscape"])
def test_a_big_class_is_answered_by_tens_and_then_ones(a_tablet, device):
    tablet = a_tablet(device).open()
    tablet.page.get_by_label("How many students are here?").fill("120")
    tablet.begin()
    tablet.page.get_by_role("button", name="Tap to take one now").tap()
    tablet.page.get_by_role("button", name="100–109").tap()
    tablet.page.get_by_role("button", name="104", exact=True).tap()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("1 taken")
    assert (tablet.held()[-1]["value"], tablet.held()[-1]["out_of"]) == (104, 120)


def test_a_skipped_sweep_stays_skipped_through_a_reload(a_tablet):
    tablet = a_tablet().seed(minutes=5 + 1 / 60).open()
    tablet.page.get_by_role("button", name="Skip").tap()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("0 taken")
    tablet.page.reload()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("next at 10:00")

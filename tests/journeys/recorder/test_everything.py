"""A form with every kind at once: on a phone with tabs, on tablets, in both themes, by keyboard; nothing moves."""

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import axe
from tests.journeys.recorder.measures import EVERYTHING, PRAISE, STATES, STEPS, STUDENTS, WAIT

PLACES = """() => [...document.querySelectorAll("[data-pad]")].map((pad) => {
  const { x, y, width, height } = pad.getBoundingClientRect();
  return [pad.dataset.pad, x, y, width, height].join();
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_walk_over_all_pads_of_a_phone(a_tablet, collecting, scheme):
    collecting(*EVERYTHING)
    tablet = a_tablet("phone", scheme, reduced_motion="reduce").open().begin()
    page = tablet.page
    tabs = page.get_by_role("group", name="More pads").get_by_role("button")
    walked = set()
    for index in range(tabs.count()):
        tabs.nth(index).tap()
        expect(tabs.nth(index)).to_have_attribute("aria-pressed", "true")
        places = page.evaluate(PLACES)
        first = page.locator(".pads [data-pad]").first
        walked.add((first.get_attribute("data-pad") or "").split(":")[0])
        first.locator("button").first.tap()
        expect(first.locator(":scope.latest, .latest, [aria-pressed=true]").first).to_be_attached()
        assert page.evaluate(PLACES) == places, "nothing moves"
        axe(page)
    assert walked >= {"praise", "states", "flow", "steps", "students", "teacher"}


@pytest.mark.parametrize("device", ["tablet", "landscape"])
def test_axe_finds_nothing_on_a_tablet_with_every_kind(a_tablet, collecting, device):
    collecting(*EVERYTHING)
    tablet = a_tablet(device, "dark", reduced_motion="reduce").open()
    axe(tablet.page)
    expect(tablet.page.get_by_text("can’t collect")).to_have_count(0)
    tablet.begin()
    for tab in tablet.page.get_by_role("group", name="More pads").get_by_role("button").all():
        tab.tap()
        axe(tablet.page)


def test_the_left_hand_mirrors_the_pads_and_not_the_room(a_tablet, collecting):
    collecting(WAIT, PRAISE, STUDENTS)
    tablet = a_tablet("tablet").open().begin()
    page = tablet.page
    right = tablet.middle(tablet.pad("wait:cue"))
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    page.get_by_role("button", name="Left hand").tap()
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    left = tablet.middle(tablet.pad("wait:cue"))
    assert right[0] < 410 < left[0]
    axe(page)


def test_each_pad_has_a_key_and_a_clicker_presses_the_first_two(a_tablet, collecting):
    collecting(WAIT, STUDENTS, STEPS, STATES, PRAISE)
    tablet = a_tablet("tablet").open().begin()
    page = tablet.page
    page.locator("[data-key]").first.wait_for()
    page.keyboard.press("PageDown")
    expect(tablet.pad("wait:response")).to_contain_class("waiting")
    page.keyboard.press("PageUp")
    expect(tablet.pad("wait:response")).not_to_contain_class("waiting")
    page.keyboard.press("3")
    expect(tablet.pad("students:l")).to_contain_class("on")
    page.keyboard.down("3")
    page.keyboard.down("3")
    page.keyboard.up("3")
    expect(tablet.pad("students:l")).not_to_contain_class("on")
    steps = tablet.pad("steps:s0")
    for value in ("Seen", "Not seen", "No chance"):
        page.keyboard.press("h")  # also brings the page to the front on which the step is
        chosen = steps.get_by_role("button", name=value, exact=True)
        expect(chosen).to_have_attribute("aria-pressed", "true")
    assert steps.get_attribute("data-key") == "h"
    expect(page.locator("main [data-pad]:not([data-key])")).to_have_count(0)
    page.keyboard.press("A")
    expect(tablet.pad("states:s5")).to_contain_class("running")
    tablet.wait_for("begin", "cue", "response", "interval", "void", "check", "check", "check", "start")


def test_what_can_not_be_seen_is_marked_measure_by_measure(a_tablet, collecting):
    collecting(WAIT, PRAISE)
    tablet = a_tablet("tablet").open().begin()
    page = tablet.page

    def say(name):
        page.get_by_role("button", name="Pause, couldn’t see").tap()
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).tap()

    say("Praise")
    expect(tablet.pad("praise:specific")).to_contain_class("unseen")
    expect(tablet.pad("wait:cue")).not_to_contain_class("unseen")
    say("Anything")
    expect(tablet.pad("wait:cue")).to_contain_class("unseen")
    say("Praise")
    expect(tablet.pad("praise:specific")).not_to_contain_class("unseen")
    expect(tablet.pad("wait:cue")).to_contain_class("unseen")
    tablet.tap("praise:general")
    tablet.counts("praise:general", 1)
    expect(tablet.pad("wait:cue")).to_contain_class("unseen")
    tablet.tap("wait:cue")
    expect(tablet.pad("wait:cue")).not_to_contain_class("unseen")
    assert [(e["kind"], e.get("measure")) for e in tablet.held()[1:]] == [
        ("unseen", "praise"),
        ("unseen", None),
        ("seen", "praise"),
        ("mark", "praise"),
        ("seen", None),
        ("cue", "wait"),
    ]

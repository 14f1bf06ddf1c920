"""A cue is seen, felt and, if somebody chose so, heard; under the lock too; and not lost while the page is hidden."""

from playwright.sync_api import expect

from tests.journeys.recorder.measures import STUDENTS

WATCH = """() => {
  window.felt = [];
  window.heard = 0;
  navigator.vibrate = (pattern) => felt.push(pattern);
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) { window.heard += 1; return start.call(this, when); };
}"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""
CUES = "() => felt.filter(Array.isArray).length"


def test_an_interval_is_seen_felt_and_heard_if_chosen(a_tablet, collecting):
    collecting(STUDENTS)
    tablet = a_tablet("tablet").seed(minutes=2 - 9 / 60)
    page = tablet.page
    page.add_init_script(f"({WATCH})()")
    tablet.open()
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    page.get_by_role("button", name="Sound at cues").tap()
    page.wait_for_function("() => heard > 0")  # so that one knows how it sounds
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    before = page.evaluate("() => heard")
    expect(page.get_by_role("region", name="Intervals")).to_contain_class("cued", timeout=12_000)
    assert page.evaluate(CUES) == 1
    assert page.evaluate("() => heard") > before
    tablet.open()
    page.get_by_role("button", name="Pause, couldn’t see").tap()
    expect(page.get_by_role("button", name="Sound at cues")).to_have_attribute("aria-pressed", "true")


def test_a_cue_is_felt_under_the_lock_and_makes_no_sound_unasked(a_tablet):
    tablet = a_tablet("landscape").seed(minutes=5 - 5 / 60)
    page = tablet.page
    page.add_init_script(f"({WATCH})()")
    tablet.open()
    page.get_by_role("button", name="Lock").tap()
    page.wait_for_function(f"() => ({CUES})() === 1", timeout=12_000)
    assert page.evaluate("() => heard") == 0


def test_a_cue_while_the_page_was_hidden_is_felt_when_it_is_seen_again(a_tablet):
    tablet = a_tablet("phone").seed(minutes=5 - 5 / 60)
    page = tablet.page
    page.add_init_script(f"({WATCH})()")
    tablet.open()
    tablet.tap("praise:specific")
    page.evaluate(HIDE, True)
    page.wait_for_timeout(7000)
    assert page.evaluate(CUES) == 0
    page.evaluate(HIDE, False)
    expect(page.get_by_role("region", name="On task")).to_contain_text("How many of 24?")
    page.wait_for_function(f"() => ({CUES})() === 1")


def test_cues_that_passed_unanswered_are_said_to_be_missed(a_tablet):
    tablet = a_tablet().seed(minutes=18).open()
    expect(tablet.page.get_by_role("region", name="On task")).to_contain_text("0 taken, 3 missed")


def test_no_cue_for_what_can_not_be_seen(a_tablet):
    unseen = {"kind": "unseen", "measure": "on_task", "at_ms": 60_000}
    tablet = a_tablet().seed(unseen, minutes=18).open()
    expect(tablet.page.get_by_role("region", name="On task")).not_to_contain_text("missed")

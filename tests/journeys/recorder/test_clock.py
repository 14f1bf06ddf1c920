"""What lies behind the clock: pause, couldn't see, the hand; and before and after it: begin and end."""

from playwright.sync_api import expect

PRAISE = "praise:specific"


def behind_the_clock(tablet):
    tablet.page.get_by_role("button", name="Pause, couldn’t see").tap()
    return tablet.page.get_by_role("dialog")


def test_nothing_is_recorded_before_the_clock_starts(a_tablet):
    tablet = a_tablet().open()
    page = tablet.page
    expect(page.locator("main")).to_contain_text("Nothing is recorded before you start.")
    expect(page.locator("main")).to_contain_text("Praise and questions, version 1, agreed by you both")
    assert tablet.held() == []
    tablet.begin()
    tablet.wait_for("begin")
    assert tablet.held()[0]["at_ms"] == 0
    assert tablet.clock_ms() < 5000


def test_a_pause_stops_the_marks_and_is_plain_to_see(tablet):
    behind_the_clock(tablet).get_by_role("button", name="Pause").tap()
    expect(tablet.page.locator(".held")).to_contain_text("Paused since 0:0")
    tablet.tap(PRAISE)
    expect(tablet.pad(PRAISE)).to_contain_text("Paused. Tap Resume first.")
    tablet.page.reload()
    tablet.page.get_by_role("button", name="Resume").tap()
    expect(tablet.page.locator(".held")).to_be_hidden()
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 1)
    tablet.wait_for("begin", "pause", "resume", "mark")


def test_what_could_not_be_seen_ends_with_a_tap_or_with_the_next_mark(tablet):
    behind_the_clock(tablet).get_by_role("button", name="Anything").tap()
    expect(tablet.page.locator(".held")).to_contain_text("Couldn’t see since")
    tablet.page.get_by_role("button", name="I can see again").tap()
    behind_the_clock(tablet).get_by_role("button", name="Praise", exact=True).tap()
    tablet.wait_for("begin", "unseen", "seen", "unseen")
    assert tablet.held()[-1]["measure"] == "praise"
    tablet.tap(PRAISE)
    tablet.wait_for("begin", "unseen", "seen", "unseen", "seen", "mark")
    seen, mark = tablet.held()[-2:]
    assert (seen["measure"], seen["at_ms"]) == ("praise", mark["at_ms"])


def test_the_left_hand_mirrors_the_pads_and_is_remembered(tablet):
    right = tablet.middle(tablet.pad(PRAISE))[0]
    behind_the_clock(tablet).get_by_role("button", name="Left hand").tap()
    expect(tablet.page.locator("html")).to_have_attribute("data-hand", "left")
    left = tablet.middle(tablet.pad(PRAISE))[0]
    assert right < 590 < left
    tablet.page.reload()
    tablet.pad(PRAISE).wait_for()
    assert tablet.middle(tablet.pad(PRAISE))[0] == left


def test_ending_says_what_is_true_and_can_be_taken_back(a_tablet):
    story = [{"kind": "start", "measure": "talk", "option": "teacher", "at_ms": 30_000}]
    tablet = a_tablet("phone").seed(*story, minutes=3).open()
    page = tablet.page
    page.get_by_role("button", name="End visit").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("The clock stops at 3:0")
    expect(sheet).to_contain_text("Dana sees the data first")
    expect(sheet).to_contain_text("Teacher is running. Ending stops it.")
    sheet.get_by_role("button", name="Keep recording").tap()
    expect(sheet).to_have_count(0)
    page.get_by_role("button", name="End visit").tap()
    sheet.get_by_role("button", name="End visit").tap()
    expect(page.locator("main")).to_contain_text("The visit has ended")
    expect(page.locator("main")).to_contain_text("Dana has 3 entries")
    expect(page.get_by_role("link", name="Back to Today")).to_have_attribute("href", "/")
    page.get_by_role("button", name="Keep recording after all").tap()
    expect(tablet.pad("talk:teacher")).to_contain_class("running")
    tablet.wait_for("begin", "start", "end", "void")


def test_the_partner_has_it_within_seconds_without_a_tap(tablet):
    tablet.tap(PRAISE)
    expect(tablet.page.locator(".sync")).to_contain_text("All shared with Dana")

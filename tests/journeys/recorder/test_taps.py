"""What counts: one touch is one mark, counted when it is on the disk; nothing else counts."""

from playwright.sync_api import expect

PRAISE, GENERAL, REDIRECTION = "praise:specific", "praise:general", "redirection:redirection"


def test_a_count_that_shows_is_on_the_disk(tablet):
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 1)
    [mark] = tablet.marks()
    assert (mark["measure"], mark["option"]) == ("praise", "specific")
    assert abs(mark["at_ms"] - tablet.clock_ms()) < 3000
    expect(tablet.pad(PRAISE)).to_have_class("pad a latest")


def test_fast_taps_on_several_pads_all_count(tablet):
    for _ in range(10):
        tablet.tap(PRAISE)
        tablet.tap(REDIRECTION)
    tablet.counts(PRAISE, 10)
    tablet.counts(REDIRECTION, 10)
    assert [entry["n"] for entry in tablet.held()] == list(range(1, 22))


def test_two_fingers_at_once_count_twice(tablet):
    one, other = tablet.middle(tablet.pad(PRAISE)), tablet.middle(tablet.pad(REDIRECTION))
    tablet.touch("touchStart", one, other)
    tablet.touch("touchEnd")
    tablet.counts(PRAISE, 1)
    tablet.counts(REDIRECTION, 1)
    x, y = one
    tablet.touch("touchStart", (x - 40, y), (x + 40, y))
    tablet.touch("touchEnd")
    tablet.counts(PRAISE, 3)


def test_the_press_shows_before_the_finger_is_lifted_and_a_hold_counts_once(tablet):
    tablet.touch("touchStart", tablet.middle(tablet.pad(PRAISE)))
    expect(tablet.pad(PRAISE)).to_contain_class("pressed")
    tablet.page.wait_for_timeout(900)
    tablet.counts(PRAISE, 0)
    tablet.touch("touchEnd")
    tablet.counts(PRAISE, 1)
    expect(tablet.pad(PRAISE)).not_to_contain_class("pressed")


def test_a_mark_has_the_moment_of_the_touch_not_of_its_end(tablet):
    before = tablet.clock_ms()
    tablet.touch("touchStart", tablet.middle(tablet.pad(PRAISE)))
    tablet.page.wait_for_timeout(2500)
    tablet.touch("touchEnd")
    tablet.counts(PRAISE, 1)
    assert before <= tablet.marks()[0]["at_ms"] < before + 1900


def test_a_palm_a_drag_and_a_touch_taken_away_do_not_count(tablet):
    x, y = tablet.middle(tablet.pad(PRAISE))
    tablet.touch("touchStart", (x, y), radius=90)
    tablet.touch("touchEnd")
    tablet.touch("touchStart", (x, y))
    tablet.touch("touchMove", (x, y + 60))
    tablet.touch("touchEnd")
    tablet.touch("touchStart", (x, y))
    tablet.touch("touchCancel")
    tablet.page.wait_for_timeout(300)
    tablet.counts(PRAISE, 0)
    assert tablet.kinds() == ["begin"]


def test_a_mouse_and_a_double_click_count_each_press_once(tablet):
    tablet.pad(PRAISE).locator(".hit").click()
    tablet.counts(PRAISE, 1)
    tablet.pad(PRAISE).locator(".hit").dblclick()
    tablet.counts(PRAISE, 3)


def test_a_keyboard_presses_pads_and_shows_their_keys(tablet):
    page = tablet.page
    page.locator("[data-key]").first.wait_for()
    page.keyboard.press("2")
    tablet.counts(GENERAL, 1)
    expect(page.locator("main.rec")).to_contain_class("has-keys")
    tablet.pad(PRAISE).locator(".hit").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    tablet.counts(PRAISE, 2)
    for _ in range(4):  # a key held down
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    tablet.counts(PRAISE, 3)
    for _ in range(3):
        page.keyboard.down("1")
    page.keyboard.up("1")
    tablet.counts(PRAISE, 4)
    page.keyboard.press("u")
    tablet.counts(PRAISE, 3)


def test_keys_can_be_switched_off(tablet):
    tablet.page.get_by_role("button", name="Pause, couldn’t see").tap()
    tablet.page.get_by_role("button", name="Keys for pads").tap()
    tablet.page.keyboard.press("Escape")
    tablet.page.keyboard.press("1")
    tablet.page.wait_for_timeout(200)
    tablet.counts(PRAISE, 0)


def test_minus_one_takes_the_last_mark_of_its_pad_back(tablet):
    tablet.tap(PRAISE, 2)
    tablet.tap(GENERAL)
    tablet.pad(PRAISE).locator(".minus").tap()
    tablet.counts(PRAISE, 1)
    tablet.counts(GENERAL, 1)
    tablet.wait_for("begin", "mark", "mark", "mark", "void")
    assert tablet.held()[-1]["target"] == tablet.marks()[1]["id"]


def test_the_undo_bar_takes_back_any_of_the_last_three_and_redo_brings_it_back(tablet):
    page = tablet.page
    tablet.tap(PRAISE)
    tablet.tap(GENERAL)
    tablet.tap(REDIRECTION)
    bar = page.get_by_role("group", name="Undo the last three marks")
    bar.get_by_role("button", name="Undo General at").tap()
    tablet.counts(GENERAL, 0)
    expect(bar.get_by_role("button", name="Undo General at")).to_have_count(0)
    bar.get_by_role("button", name="Bring back General").tap()
    tablet.counts(GENERAL, 1)
    expect(bar.get_by_role("button", name="Undo General at")).to_be_visible()
    tablet.wait_for("begin", "mark", "mark", "mark", "void", "void")


FULL = """() => {
  window.roomy = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_a_full_device_refuses_visibly_and_earlier_marks_stay(tablet):
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 1)
    tablet.page.evaluate(FULL)
    tablet.tap(PRAISE)
    expect(tablet.pad(PRAISE)).to_contain_class("refused")
    expect(tablet.pad(PRAISE)).to_contain_text("Not saved: this tablet is full")
    tablet.counts(PRAISE, 1)
    tablet.page.evaluate("() => { IDBObjectStore.prototype.add = window.roomy; }")
    tablet.tap(PRAISE)
    tablet.counts(PRAISE, 2)
    expect(tablet.pad(PRAISE)).not_to_contain_class("refused")

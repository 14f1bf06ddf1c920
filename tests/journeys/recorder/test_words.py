"""Parts of the lesson and notes: tapped or typed while the clock runs, kept while they are being typed."""

from playwright.sync_api import expect


def test_a_planned_part_begins_with_one_tap(tablet):
    parts = tablet.page.get_by_role("navigation", name="Parts of the lesson")
    expect(parts).to_contain_text("tap when it starts")
    parts.get_by_role("button", name="Warm-up").tap()
    expect(parts.locator("[aria-current]")).to_contain_text("Warm-up")
    parts.get_by_role("button", name="Practice").tap()
    expect(parts.locator("[aria-current]")).to_contain_text("Practice")
    expect(parts.locator(".past")).to_contain_text("Warm-up")
    tablet.wait_for("begin", "segment", "segment")
    assert [entry.get("text") for entry in tablet.held()] == [None, "Warm-up", "Practice"]


def test_a_part_that_was_not_planned_is_named_in_a_sheet(tablet):
    page = tablet.page
    page.get_by_role("button", name="Another part of the lesson begins").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("No student names, please.")
    sheet.get_by_role("button", name="Transition").tap()
    expect(page.locator(".seg[aria-current]")).to_contain_text("Transition")
    page.get_by_role("button", name="Another part of the lesson begins").tap()
    sheet.get_by_label("Or in your own words").fill("Fire drill")
    sheet.get_by_role("button", name="Start it").tap()
    expect(page.locator(".seg[aria-current]")).to_contain_text("Fire drill")
    tablet.wait_for("begin", "segment", "segment")


def test_a_note_has_the_moment_at_which_it_was_opened(tablet):
    page = tablet.page
    page.get_by_role("button", name="Note").tap()
    opened = tablet.clock_ms()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Exact words help most. No student names, please.")
    page.wait_for_timeout(2500)
    sheet.get_by_role("textbox").fill("“What would happen if the pieces were smaller?”")
    sheet.get_by_role("button", name="Dana’s words").tap()
    sheet.get_by_role("button", name="A student’s words").tap()
    sheet.get_by_role("button", name="Save note").tap()
    expect(sheet).to_have_count(0)
    note = tablet.held()[-1]
    assert note["text"] == "A student’s words: “What would happen if the pieces were smaller?”"
    assert abs(note["at_ms"] - opened) < 1500
    expect(page.get_by_role("button", name="Undo Note at")).to_be_visible()


def test_on_a_tablet_the_pads_stay_live_beside_the_note(a_tablet):
    for device in ("landscape", "tablet"):
        tablet = a_tablet(device).open()
        tablet.page.locator("main.rec, main.calm").wait_for()
        if tablet.page.locator("main.calm").count():
            tablet.begin()
        tablet.page.get_by_role("button", name="Note").tap()
        tablet.page.get_by_role("textbox").fill("She waits")
        tablet.tap("praise:general")
        tablet.counts("praise:general", 1)
        expect(tablet.page.get_by_role("textbox")).to_have_value("She waits")


def test_a_note_half_typed_survives_a_reload_with_its_moment(tablet):
    page = tablet.page
    page.get_by_role("button", name="Note").tap()
    title = page.get_by_role("dialog").get_by_role("heading").inner_text()
    page.get_by_role("textbox").type("Why did the")
    page.wait_for_timeout(1200)
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Why did the")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text(title)
    page.get_by_role("button", name="Discard").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    tablet.page.locator("main.rec").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert tablet.kinds() == ["begin"]


def test_a_note_put_aside_is_there_again_with_its_moment(a_tablet):
    tablet = a_tablet("phone").open().begin()
    page = tablet.page
    page.get_by_role("button", name="Note").tap()
    title = page.get_by_role("dialog").get_by_role("heading").inner_text()
    page.get_by_role("textbox").fill("Half a thought")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Note").tap()
    expect(page.get_by_role("textbox")).to_have_value("Half a thought")
    expect(page.get_by_role("dialog").get_by_role("heading")).to_have_text(title)


def test_a_note_gives_way_to_a_sweep_that_falls_due_and_keeps_its_words(a_tablet):
    tablet = a_tablet().seed(minutes=5 - 3 / 60).open()
    page = tablet.page
    page.get_by_role("button", name="Note").tap()
    page.get_by_role("textbox").fill("Half a thought")
    page.get_by_role("button", name="On task is due. Answer it now").tap()
    page.get_by_role("button", name="19", exact=True).tap()
    expect(page.get_by_role("region", name="On task")).to_contain_text("1 taken")
    page.get_by_role("button", name="Note").tap()
    expect(page.get_by_role("textbox")).to_have_value("Half a thought")

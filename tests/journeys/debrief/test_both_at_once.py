"""Teacher and coach at the same visit in two browsers: live, side by side, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from app.database import transaction
from app.partnerships.actions import record_access
from tests.cast import entry, lesson
from tests.journeys.checks import axe, no_sideways_scroll


@pytest.fixture
def looked(visit, engine, people):
    visit.record(*lesson())
    with transaction(engine) as db:
        record_access(db, visit.seen_by(db, people.dana).membership, "opened", visit.id)
    return visit


@pytest.fixture
def dana(open_page, people):
    return open_page("tablet", people.dana)


@pytest.fixture
def marcus(open_page, people):
    return open_page("desk", people.marcus)


def say(page, text, how="say"):
    page.fill("#say", text)
    page.click(f"[data-say] button[value={how}]")


def test_the_teacher_looks_first_and_keeps_a_line_to_herself(visit, dana, marcus):
    visit.record(*lesson())
    marcus.goto(visit.page)
    expect(marcus.get_by_text("Dana looks first. There is no deadline.")).to_be_visible()
    dana.goto(visit.page)
    dana.get_by_label("how it felt first").fill("Calmer than last time")
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.get_by_role("heading", name="What was counted")).to_be_visible()
    expect(dana.locator(".before")).to_contain_text("Calmer than last time")
    marcus.reload()
    expect(marcus.get_by_role("heading", name="What was counted")).to_be_visible()
    assert "Calmer" not in marcus.content()


def test_a_visit_under_way_grows_by_itself(visit, dana):
    story = lesson()
    visit.record(*story[:4])
    dana.goto(visit.page)
    total = dana.locator(".counted li", has_text="Specific").locator("b")
    expect(total).to_have_text("1")
    visit.record(*story[4:10])
    expect(total).to_have_text("2")
    visit.record(*story[10:])
    expect(dana.get_by_role("heading", name="Dana, your lesson is here.")).to_be_visible()


def test_words_travel_and_do_not_disturb_the_other_who_is_typing(looked, dana, marcus):
    address = f"{looked.page}?from=60000&to=130000"
    dana.goto(address)
    marcus.goto(address)
    marcus.fill("#say", "I am still wri")
    say(dana, "Here I waited.")
    expect(marcus.locator("#thread")).to_contain_text("Here I waited.")
    expect(marcus.locator("#say")).to_have_value("I am still wri")
    expect(marcus.locator("#say")).to_be_focused()
    marcus.locator("#say").press_sequentially("ting")
    marcus.get_by_role("button", name="Celebrate this").click()
    expect(dana.locator("#thread")).to_contain_text("I am still writing")
    expect(dana.locator("#thread")).to_contain_text("celebrates this")
    expect(dana.locator("#thread .waiting")).to_have_count(0)


def test_words_survive_a_reload(looked, dana):
    address = f"{looked.page}?from=60000&to=130000"
    dana.goto(address)
    dana.fill("#say", "half a thou")
    dana.fill("#answer-1-text", "their patience")
    dana.get_by_text("Add a next step").click()
    dana.fill("#step-what", "Three questions on the slide")
    dana.wait_for_timeout(300)
    dana.reload()
    expect(dana.locator("#say")).to_have_value("half a thou")
    expect(dana.locator("#answer-1-text")).to_have_value("their patience")
    expect(dana.locator("#step-what")).to_have_value("Three questions on the slide")
    dana.goto(f"{looked.page}?from=200000&to=230000")
    expect(dana.locator("#say")).to_have_value("")


def test_words_said_without_a_network_are_shared_when_it_is_back(looked, dana, marcus, trouble):
    trouble.allow_no_network()
    address = f"{looked.page}?from=60000&to=130000"
    dana.goto(address)
    marcus.goto(address)
    expect(dana.locator("sync-line")).to_contain_text("shared")
    dana.context.set_offline(True)
    say(dana, "Said in the dark")
    expect(dana.locator("#thread .waiting")).to_contain_text("Said in the dark")
    dana.context.set_offline(False)
    expect(marcus.locator("#thread")).to_contain_text("Said in the dark", timeout=20_000)
    expect(dana.locator("#thread .waiting")).to_have_count(0, timeout=20_000)
    expect(dana.locator("#thread .cm")).to_have_count(1)


def test_words_said_while_signed_out_wait_for_the_person(looked, dana, engine, people, trouble):
    trouble.allow(r"status of 401")
    dana.goto(f"{looked.page}?from=60000&to=130000")
    cookies = dana.context.cookies()
    dana.context.clear_cookies()
    say(dana, "My session had ended")
    expect(dana.locator("#thread .waiting")).to_contain_text("My session had ended")
    dana.context.add_cookies(cookies)
    dana.reload()
    expect(dana.locator("#thread .cm:not(.waiting)")).to_contain_text("My session had ended", timeout=20_000)


def test_reflections_are_private_until_shared_then_side_by_side(looked, dana, marcus):
    dana.goto(looked.page)
    marcus.goto(looked.page)
    dana.fill("#answer-0-text", "I noticed the pauses")
    dana.fill("#answer-1-text", "the question about units")
    expect(dana.locator("sync-line")).to_contain_text("shared")
    assert "pauses" not in marcus.content()
    dana.get_by_role("button", name="Keep it to myself").click()
    expect(dana.locator("#share-reflection .hint")).to_have_text("Kept. Only you can see this.")
    dana.get_by_role("button", name="Share with Marcus").click()
    expect(marcus.locator(".rc.d .said").first).to_have_text("I noticed the pauses")
    expect(dana.locator(".rh.d p")).to_contain_text("Shared with Marcus today")
    expect(dana.locator("#answer-2-text")).to_be_visible()
    marcus.fill("#answer-0-text", "The longest stretch opens the lesson")
    marcus.get_by_role("button", name="Share with Dana").click()
    expect(dana.locator(".rc.m .said").first).to_have_text("The longest stretch opens the lesson")


def test_a_moment_is_chosen_by_touch_by_mouse_and_by_keyboard(looked, dana, marcus):
    dana.goto(looked.page)
    dana.locator("#pick").scroll_into_view_if_needed()
    box = dana.locator("#pick").bounding_box()
    dana.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + 20)
    heading = dana.locator("#moment h3")
    expect(heading).to_contain_text("6:50 to 7:10")
    assert "from=410000&to=430000" in dana.url
    expect(dana.locator("#moment .moi")).to_contain_text("Praise: Specific")
    dana.get_by_role("link", name="Earlier").click()
    expect(heading).to_contain_text("5:50 to 6:10")
    marcus.goto(looked.page)
    marcus.locator("#pick").focus()
    marcus.keyboard.press("End")
    expect(marcus.locator("#moment h3")).to_contain_text("9:40 to 10:00")
    marcus.keyboard.press("ArrowLeft")
    expect(marcus.locator("#moment h3")).to_contain_text("9:20 to 9:40")
    expect(marcus.locator("#pick")).to_be_focused()
    box = marcus.locator("#pick").bounding_box()
    marcus.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 40)
    marcus.mouse.down()
    marcus.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40, steps=5)
    marcus.mouse.up()
    expect(marcus.locator("#moment h3")).to_contain_text("1:00 to 3:00")


def test_the_table_opens_and_closes_in_place(looked, dana):
    dana.goto(looked.page)
    dana.get_by_role("link", name="Show as a table").click()
    expect(dana.locator("#lesson-table tbody tr")).to_have_count(14)
    dana.get_by_role("button", name="Hide the table").click()
    expect(dana.locator("#lesson-table tbody tr")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stage_is_accessible_and_fits_a_narrow_screen(visit, open_page, people, engine, scheme):
    dana, marcus = open_page("narrow", people.dana, scheme), open_page("narrow", people.marcus, scheme)
    story = lesson()
    for part in ([], story[:8], story[8:]):
        for page in (dana, marcus):
            page.goto("about:blank")  # an open page would load itself anew just when the test does
        if part:
            visit.record(*part)
        for page in (dana, marcus):
            page.goto(visit.page)
            expect(page.locator("h1")).to_be_visible()
            axe(page)
            no_sideways_scroll(page)
    dana.get_by_role("button", name="Open my data").click()
    on = {"span": [60_000, 130_000]}
    visit.record(entry("annotation", n=1, text="A thought", on=on), by=people.dana, device="phone")
    for page in (dana, marcus):
        for path in (visit.page, f"{visit.page}?measure=praise", f"{visit.page}/lesson/table"):
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
            axe(page)
            no_sideways_scroll(page)


def test_the_page_says_where_it_is_for_printing(looked, dana):
    dana.goto(looked.page)
    dana.emulate_media(media="print")
    expect(dana.locator("#say")).not_to_be_visible()
    expect(dana.locator(".tabs, .dt-top").first).not_to_be_visible()
    expect(dana.locator("h1")).to_have_text(re.compile("Grade 7 science"))


def test_an_answer_that_is_no_part_of_the_page_does_not_replace_it(looked, dana, trouble):
    trouble.allow(r"status of 401", r"status of 404", r"htmx:error", r"net::ERR_")
    dana.goto(f"{looked.page}?from=60000&to=130000")
    dana.get_by_text("Add a next step").click()
    dana.fill("#step-what", "Three questions on the slide")
    cookies = dana.context.cookies()
    dana.context.clear_cookies()
    dana.get_by_role("button", name="Add this step").click()
    expect(dana.locator("#messages")).to_contain_text("You are signed out.")
    expect(dana.locator("#step-what")).to_have_value("Three questions on the slide")
    dana.context.add_cookies(cookies)
    dana.context.set_offline(True)
    dana.get_by_role("link", name="Later").click()
    expect(dana.locator("#messages")).to_contain_text("The server did not answer.")
    expect(dana.locator("#moment h3")).to_contain_text("1:00 to 2:10")
    dana.context.set_offline(False)
    dana.get_by_role("button", name="Add this step").click()
    expect(dana.locator(".stepst")).to_contain_text("Three questions on the slide")

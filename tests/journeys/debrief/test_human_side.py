"""Dana and Marcus at the same visit in two browsers: guesses, context, corrected words, next steps, and withholding."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import lesson
from tests.journeys.checks import axe, no_sideways_scroll


@pytest.fixture
def dana(open_page, people):
    return open_page("phone", people.dana)


@pytest.fixture
def marcus(open_page, people):
    return open_page("desk", people.marcus, "dark")


def test_the_teacher_guesses_and_says_what_to_know_before_the_numbers(visit, dana, marcus):
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_text("Guess first, if you like").click()
    dana.get_by_label("Specific").fill("8")
    dana.get_by_text("Say something about this lesson").click()
    dana.get_by_label("Such as: fire drill").fill("Fire drill at 10:20.")
    axe(dana)
    no_sideways_scroll(dana)
    dana.reload()
    expect(dana.get_by_label("Specific")).to_have_value("8")
    expect(dana.get_by_label("Such as: fire drill")).to_have_value("Fire drill at 10:20.")
    dana.get_by_role("button", name="Share with Marcus").click()
    expect(dana.locator("#context .cm")).to_contain_text("Fire drill at 10:20.")
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.locator("#guesses")).to_contain_text(re.compile(r"Specific\s*8\s*3"))
    marcus.goto(visit.page)
    expect(marcus.get_by_role("heading", name="Dana’s guesses, beside the counts")).to_be_visible()
    expect(marcus.locator("#context")).to_contain_text("Fire drill at 10:20.")
    for page in (dana, marcus):
        axe(page)
        no_sideways_scroll(page)


def test_a_guess_that_is_no_number_is_said_at_its_field(visit, dana):
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_text("Guess first, if you like").click()
    dana.get_by_label("Specific").fill("-2")
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.get_by_label("Specific")).to_be_focused()
    dana.get_by_label("Specific").fill("")
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.get_by_role("heading", name="What was counted")).to_be_visible()
    expect(dana.locator("#guesses")).to_be_hidden()


def test_words_are_changed_and_taken_back_in_sight_of_both(visit, dana, marcus):
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_role("button", name="Open my data").click()
    for page in (dana, marcus):
        page.goto(f"{visit.page}?from=60000&to=130000")
    dana.fill("#say", "Here I waited.")
    dana.click("[data-say] button[value=say]")
    expect(marcus.locator("#thread")).to_contain_text("Here I waited.")
    expect(marcus.locator("#thread [data-mend]")).to_have_count(0)
    dana.locator("#thread").get_by_text("Change or take back").click()
    dana.locator("#thread [data-mend] textarea").fill("Here I waited five seconds.")
    dana.reload()
    dana.get_by_role("button", name="Change my words").click()
    expect(marcus.locator("#thread")).to_contain_text("Here I waited five seconds.")
    marcus.locator("#thread").get_by_text("changed").click()
    expect(marcus.locator("#thread")).to_contain_text("Before: Here I waited.")
    axe(marcus)
    dana.locator("#thread").get_by_text("Change or take back").click()
    dana.get_by_role("button", name="Take back").click()
    expect(marcus.locator("#thread")).to_contain_text("taken back")
    expect(dana.locator("#thread [data-mend]")).to_have_count(0)


def test_a_partners_next_step_is_there_at_once(visit, dana, marcus):
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.locator("#steps")).to_contain_text("None yet.")
    marcus.goto(visit.page)
    marcus.get_by_text("Add a next step").click()
    marcus.get_by_label("Will do what?").fill("Bring two clips.")
    marcus.get_by_role("button", name="Add this step").click()
    expect(dana.locator("#steps")).to_contain_text("Bring two clips.")
    expect(marcus.locator("#steps tbody tr")).to_have_count(1)


def test_withheld_the_coachs_open_page_goes_and_shown_again_it_is_back(visit, dana, marcus, trouble):
    trouble.allow(r"status of 403")
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_role("button", name="Open my data").click()
    marcus.goto(visit.page)
    expect(marcus.get_by_role("heading", name="What was counted")).to_be_visible()
    dana.get_by_role("link", name="Withhold this visit").click()
    axe(dana)
    dana.get_by_role("button", name="Withhold it").click()
    expect(dana.get_by_role("heading", name="You withhold this visit")).to_be_visible()
    expect(marcus.get_by_role("heading", name="Dana withholds this visit")).to_be_visible()
    expect(marcus.get_by_role("heading", name="What was counted")).to_have_count(0)
    axe(marcus)
    dana.get_by_role("link", name="Show it again, or erase it").click()
    dana.get_by_role("button", name="Show it again").click()
    marcus.reload()
    expect(marcus.get_by_role("heading", name="What was counted")).to_be_visible()


def test_erased_it_is_gone_for_both_and_a_plan_survives_a_reload(visit, dana, marcus, trouble):
    trouble.allow(r"status of 410")
    visit.record(*lesson())
    dana.goto(visit.page)
    dana.get_by_role("link", name="Withhold this visit").click()
    dana.get_by_role("button", name="Withhold it").click()
    dana.get_by_role("link", name="Show it again, or erase it").click()
    dana.get_by_role("link", name="Erase this visit").click()
    axe(dana)
    dana.get_by_role("button", name="Erase it for good").click()
    expect(dana.locator("#visits")).not_to_contain_text("Visit 1")
    marcus.goto(visit.page)
    expect(marcus.get_by_text("This visit was erased")).to_be_visible()
    marcus.goto(f"{visit.partners.page}/visits/new")
    marcus.get_by_label("What it is for").fill("Waiting after questions")
    dana.goto(f"{visit.partners.page}/goals")
    dana.get_by_label("What I want to work on").fill("Waiting longer")
    for page, field, text in (
        (marcus, "What it is for", "Waiting after questions"),
        (dana, "What I want to work on", "Waiting longer"),
    ):
        page.wait_for_timeout(500)  # what is typed is kept after a pause
        page.reload()
        expect(page.get_by_label(field)).to_have_value(text)

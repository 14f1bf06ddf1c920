"""Dana and Marcus look back together: a change, a note, words, before and after, a table, a check-in; on a phone and a desk."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.across_visits.conftest import FIRST, open_it
from tests.cast import add_visit, entry
from tests.journeys.checks import axe, no_sideways_scroll


@pytest.fixture
def five(agreed_form, engine, people):
    """Praise grows, redirection shrinks; a week between."""
    for week, (specific, redirection) in enumerate([(1, 6), (2, 5), (2, 6), (6, 3), (7, 2)]):
        visit = add_visit(agreed_form, FIRST + timedelta(weeks=week))
        said = [{"measure": "praise", "option": "specific"}] * specific + [{"measure": "redirection"}] * redirection
        marks = [entry("mark", 9_000 * n, n + 1, **fields) for n, fields in enumerate(said, 1)]
        visit.record(entry("begin", 0, 1), *marks, entry("end", 600_000, 20))
        open_it(engine, visit, people.dana)
    return agreed_form.partners


@pytest.fixture
def dana(open_page, people):
    return open_page("phone", people.dana)


@pytest.fixture
def marcus(open_page, people):
    return open_page("desk", people.marcus, scheme="dark")


def test_two_people_look_back(five, dana, marcus):
    dana.goto(five.page)
    dana.get_by_role("link", name="Across our visits").click()
    expect(dana.get_by_role("heading", name="Across our visits")).to_be_visible()
    expect(dana.locator(".trend .dh")).to_contain_text("Five visits, September 10 to October 8")
    chart = dana.get_by_role("img", name="Praise: Specific and redirection")
    expect(chart.locator(".change")).to_have_count(0)

    dana.get_by_text("Mark a change").click()
    dana.get_by_label("From which day on?").fill("2026-09-29")
    dana.get_by_label("From here on I tried ...").fill("Three praise sentences for each lesson")
    dana.get_by_role("button", name="Draw the line").click()
    expect(chart.locator(".change")).to_have_count(1)
    expect(dana.locator(".pooled")).to_contain_text("5 : 17")

    dana.get_by_text("Add a note at a visit").click()
    dana.get_by_label("At which visit?").select_option(label="Visit 4, Oct 1")
    dana.get_by_label("What should one know about it?").fill("A sub in the room.")
    dana.locator("details[open]").get_by_role("button", name="Share").click()
    expect(dana.locator("#notes")).to_contain_text("A sub in the room.")
    axe(dana)
    no_sideways_scroll(dana)

    marcus.goto(f"{five.page}/across-visits")
    expect(marcus.get_by_role("img", name="A change: Three praise sentences for each lesson")).to_be_visible()
    expect(marcus.locator(".tplotted .of-teacher")).to_have_count(1)
    expect(marcus.locator("#notes")).to_contain_text("A sub in the room.")
    expect(marcus.get_by_text("Mark a change")).to_have_count(0)
    marcus.get_by_text("Say something about these visits").click()
    marcus.get_by_label("What do you notice?").fill("What did you do apart from the sentences?")
    marcus.locator("#said details[open]").get_by_role("button", name="Share").click()
    expect(marcus.locator("#said")).to_contain_text("apart from the sentences?")
    axe(marcus)
    no_sideways_scroll(marcus)

    marcus.get_by_role("link", name="Compare before and after").click()
    expect(marcus.locator("#nap")).to_contain_text("Dana has not said whether to hope for more or for less of it.")
    dana.get_by_role("link", name="Compare before and after").click()
    hope = dana.locator(".napof", has_text="Redirection")
    hope.get_by_label("Less of it").check()
    hope.get_by_role("button", name="Say so").click()
    expect(dana.locator("#nap")).to_contain_text("NAP 1.00")
    expect(dana.locator("#nap")).to_contain_text("3 × 2 = 6 pairs")
    marcus.reload()
    expect(marcus.locator("#nap")).to_contain_text("Dana hopes for less of it.")
    axe(marcus)
    axe(dana)
    no_sideways_scroll(dana)


def test_the_choice_is_an_address_and_every_value_a_table(five, dana, marcus):
    dana.goto(f"{five.page}/across-visits")
    dana.get_by_text("Add or swap").click()
    dana.get_by_role("checkbox", name="Praise: General").check()
    dana.get_by_role("checkbox", name="On task").check()
    dana.get_by_role("button", name="Show these").click()
    expect(dana.locator(".fig.big")).to_have_count(2)
    dana.get_by_role("link", name="Totals").click()
    expect(dana.get_by_text("Marks in each visit")).to_be_visible()
    expect(dana.locator(".fig.big")).to_have_count(2)
    dana.get_by_role("link", name="Show as a table").click()
    expect(dana.locator("#as-table table tbody tr")).to_have_count(5)
    axe(dana)
    no_sideways_scroll(dana)
    dana.get_by_role("button", name="Hide the table").click()
    expect(dana.locator("#as-table table")).to_have_count(0)

    marcus.goto(f"{five.page}/across-visits")
    marcus.keyboard.press("Tab")
    for _step in range(40):
        if marcus.evaluate("() => document.activeElement.matches('.tscroll')"):
            break
        marcus.keyboard.press("Tab")
    expect(marcus.locator(".tscroll")).to_be_focused()


def test_the_teacher_answers_the_check_in_first(five, dana, marcus):
    marcus.goto(five.page)
    expect(marcus.locator("#check-in")).to_contain_text("Dana answers first")
    dana.goto(five.page)
    dana.get_by_label("“Whose thinking led our last conversation?”").fill("Both of ours")
    dana.locator("#check-in").get_by_role("button", name="Share with Marcus").click()
    expect(dana.locator("#check-in .says")).to_contain_text("Both of ours")
    axe(dana)
    no_sideways_scroll(dana)
    marcus.reload()
    expect(marcus.locator("#check-in .says")).to_contain_text("Both of ours")
    marcus.get_by_label("“What should we do another way?”").fill("I talk too much.")
    marcus.locator("#check-in").get_by_role("button", name="Keep private").click()
    expect(marcus.locator("#check-in")).to_contain_text("Some of this only you can see so far.")
    axe(marcus)
    dana.reload()
    expect(dana.locator("#check-in")).not_to_contain_text("I talk too much.")


def test_what_is_typed_survives_a_reload_until_it_has_been_shared(five, dana):
    dana.goto(f"{five.page}/across-visits")
    dana.get_by_text("Say something about these visits").click()
    dana.get_by_label("What do you notice?").fill("The tables are where")
    dana.wait_for_timeout(500)
    dana.reload()
    expect(dana.get_by_label("What do you notice?")).to_have_value("The tables are where")
    dana.locator("#said details[open]").get_by_role("button", name="Share").click()
    expect(dana.locator("#said .says")).to_contain_text("The tables are where")
    dana.reload()
    dana.get_by_text("Say something about these visits").click()
    expect(dana.get_by_label("What do you notice?")).to_have_value("")
    dana.goto(five.page)
    dana.get_by_label("“What should we do another way?”").fill("Shorter vis")
    dana.wait_for_timeout(500)
    dana.reload()
    expect(dana.get_by_label("“What should we do another way?”")).to_have_value("Shorter vis")

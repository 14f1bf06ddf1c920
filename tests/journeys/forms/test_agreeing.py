"""Two people agree on a form: one builds it from starters and own words, the other comments, rewords, and both sign."""

import pytest
from playwright.sync_api import expect

from app.database import transaction
from app.forms.actions import propose_form
from app.forms.proposals import NewForm
from app.partnerships.lookup import partnership_for
from tests.cast import add_form
from tests.forms.forms import EVERY_KIND
from tests.journeys.checks import axe, no_sideways_scroll

KINDS = [measure["key"] for measure in EVERY_KIND]
SCHEMES = [("desk", "light"), ("desk", "dark"), ("tablet", "light"), ("narrow", "light"), ("narrow", "dark")]


def test_from_a_starter_to_two_signatures(open_page, partners, people):
    marcus, dana = open_page("desk", people.marcus), open_page("phone", people.dana)
    marcus.goto(f"{partners.page}/forms/new")
    marcus.get_by_role("checkbox", name="On-task sweep").check()
    marcus.get_by_role("button", name="Start from").click()
    marcus.get_by_role("link", name="Add a measure").click()
    marcus.get_by_role("link", name="A blank measure").click()
    marcus.get_by_label("Name it in your own words").fill("Turns")
    for name in ("A named student", "Anybody", "Partners"):
        marcus.get_by_role("button", name="Add a button").click()
        marcus.keyboard.type(name)
    expect(marcus.locator("#preview b")).to_have_text(["A named student", "Anybody", "Partners"])
    marcus.get_by_role("button", name="Move Partners: drag").press("ArrowUp")
    expect(marcus.locator("#preview b")).to_have_text(["A named student", "Partners", "Anybody"])
    marcus.get_by_role("button", name="Propose to Dana").click()
    expect(marcus.locator("#agreement")).to_contain_text("Dana reads it next")

    dana.goto(marcus.url)
    thread = dana.locator("#about-on_task")
    thread.get_by_text("Comment").click()
    thread.get_by_label("Your words").fill("Does talking about the task count?")
    thread.get_by_role("button", name="Send").click()
    expect(thread.locator(".cm")).to_have_count(1)
    thread.get_by_role("link", name="Suggest a change").click()
    dana.get_by_label("When does it count?").fill("Writing, reading, listening, talking about the task, pointing.")
    dana.get_by_role("button", name="Propose to Marcus").click()
    expect(dana.locator("ins")).to_have_text([", pointing"])

    marcus.evaluate("() => htmx.trigger('#news', 'every')")
    expect(marcus.locator("#said-on_task")).to_contain_text("Does talking about the task count?")
    marcus.locator("#news").get_by_role("link", name="Read version 2").click()
    marcus.get_by_role("button", name="Agree to version 2").first.click()
    expect(marcus.get_by_text("Version 2, locked")).to_be_visible()
    dana.reload()
    expect(dana.get_by_text("Version 2, locked")).to_be_visible()


def test_what_is_typed_survives_a_reload_and_a_lost_network(open_page, partners, people, trouble):
    trouble.allow_no_network()
    page = open_page("tablet", people.dana)
    page.goto(f"{partners.page}/forms/new")
    page.get_by_role("button", name="Start from").click()
    page.get_by_role("link", name="Counters").first.click()
    page.get_by_label("Name it in your own words").fill("Turns")
    page.get_by_role("button", name="Add a button").click()
    page.keyboard.type("Partners")
    page.context.set_offline(True)
    page.get_by_role("button", name="Propose to Marcus").click()
    expect(page.locator("#messages")).to_contain_text("kept on this device")
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    page.reload()
    expect(page.get_by_label("Name it in your own words")).to_have_value("Turns")
    expect(page.locator("#preview b")).to_have_text(["Partners"])


def test_a_comment_without_a_network_says_so_and_stays(open_page, partners, people, trouble):
    trouble.allow_no_network()
    trouble.allow(r"htmx:error")
    page = open_page("phone", people.dana)
    page.goto(add_form(partners, agreed_by=("coach",)).page)
    thread = page.locator("details.cform").first
    thread.locator("summary").click()
    thread.locator("textarea").fill("Does a smile count?")
    page.context.set_offline(True)
    thread.get_by_role("button", name="Send").click()
    expect(page.locator("#messages")).to_contain_text("No network just now.")
    expect(thread.locator("textarea")).to_have_value("Does a smile count?")


def test_dragging_a_row_moves_it(open_page, agreed_form, people):
    page = open_page("desk", people.marcus)
    page.goto(f"{agreed_form.page}/draft/measures/praise")
    grip, first = page.get_by_role("button", name="Move General: drag"), page.locator(".brow").first
    first.scroll_into_view_if_needed()
    grip.scroll_into_view_if_needed()
    box, top = grip.bounding_box(), first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, top["y"] + 10, steps=8)
    page.mouse.up()
    expect(page.locator("#preview b")).to_have_text(["General", "Specific"])
    expect(page.locator("#moved")).to_have_text("General is now 1 of 2")


@pytest.mark.parametrize(("device", "scheme"), SCHEMES)
def test_every_screen_is_accessible_and_fits(open_page, agreed_form, partners, people, device, scheme):
    open_form = add_form(partners, agreed_by=("coach",))
    everything = form_of_every_kind(partners)
    page = open_page(device, people.dana, scheme)
    for path in (
        everything,
        f"{everything}/draft/measures/students",
        f"{everything}/draft/measures/flow",
        "/forms",
        f"{partners.page}/forms/new",
        agreed_form.page,
        open_form.page,
        f"{open_form.page}/draft",
        f"{open_form.page}/draft/measure",
        f"{open_form.page}/draft/measure?start=question_levels",
        f"{open_form.page}/draft/measures/talk",
        f"{open_form.page}/changes",
    ):
        page.goto(path)
        page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
        axe(page)
        no_sideways_scroll(page)


def form_of_every_kind(partners):
    with transaction(partners.engine) as db:
        ours = partnership_for(db, partners.coach, partners.id)
        form = propose_form(db, ours, NewForm.model_validate({"title": "All", "measures": EVERY_KIND}))
    return f"{partners.page}/forms/{form.form_id}"


PREVIEWS = """async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const tidy = (found) => found.getElementById("preview").innerHTML.replace(/\\s+/g, " ").replace(/ ?([<>]) ?/g, "$1").trim();
  return [tidy(page), tidy(document)];
}"""


def test_each_kinds_pads_are_the_same_from_the_server_and_while_typing(open_page, partners, people):
    page = open_page("desk", people.dana)
    form = form_of_every_kind(partners)
    for key in KINDS:
        page.goto(f"{form}/draft/measures/{key}")
        from_server, from_script = page.evaluate(PREVIEWS)
        assert from_server, key
        assert from_script == from_server, key
    page.get_by_label("Seats in a row").fill("2")
    expect(page.locator("#preview rect")).to_have_count(10)
    page.goto(f"{form}/draft/measures/students")
    page.get_by_label("A code is marked").select_option("whole")
    expect(page.get_by_text("understates how long it lasted")).to_be_visible()
    expect(page.get_by_text("overstates how long it lasted")).to_be_hidden()
    page.locator("#seconds").fill("60")
    page.get_by_role("button", name="Add a code").click()
    page.keyboard.type("Writing")
    expect(page.locator("#preview .pvn")).to_have_text("1:00 left")
    expect(page.locator("#preview li")).to_have_text(["Listening", "Writing", "None of these"])


def test_without_scripts_a_file_becomes_a_draft_and_a_starter_is_kept(
    open_page, agreed_form, partners, people, tmp_path
):
    page = open_page("phone", people.marcus, java_script_enabled=False)
    page.goto(agreed_form.page)
    with page.expect_download() as file:
        page.get_by_role("link", name="As an XLSForm").click()
    file.value.save_as(tmp_path / "form.xlsx")
    page.get_by_role("button", name="Keep as a starter").click()
    expect(page.get_by_text("keep this version as a starter")).to_be_visible()
    page.goto(f"{partners.page}/forms/new")
    expect(page.get_by_text("Starters of ours")).to_be_visible()
    page.get_by_label("A form as JSON").set_input_files(tmp_path / "form.xlsx")
    page.get_by_role("button", name="Use this file").click()
    expect(page.locator(".ms h3")).to_have_text(["Praise", "Redirection", "Who talks", "On task"])
    page.get_by_role("button", name="Propose to Dana").click()
    expect(page.locator("#agreement")).to_contain_text("Dana reads it next")

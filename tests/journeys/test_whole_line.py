"""The whole line: two accounts, an invitation, a form, a plan, a visit without a network, and what both make of it."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.cast import NAMES, PASSWORD
from tests.journeys.checks import axe, no_sideways_scroll, ready_for_offline
from tests.journeys.recorder.tablet import Tablet, until

SPECIFIC, GENERAL = "praise_and_redirection:specific_praise", "praise_and_redirection:general_praise"
PACKED = (
    "person => import('/static/x/device/pack.js').then(({packedVisits}) => packedVisits(person)).then(v => v.length)"
)
ADDRESS = re.compile(r"/partnerships/([0-9a-f-]{36})/visits/([0-9a-f-]{36})")


@pytest.fixture
def marcus(profile):
    return profile("landscape").pages[0]


@pytest.fixture
def dana(open_page):
    return open_page("phone")


def test_from_two_strangers_to_a_shared_debrief(marcus, dana, profile, kill_browser, server, trouble):
    trouble.allow_no_network()
    trouble.allow(r"/register: .*status of 422")  # a password that is too short, on purpose
    register(marcus, "marcus")
    become_partners(marcus, dana)
    agree_on_a_form(marcus, dana)
    visit = plan_a_visit(marcus, dana)

    marcus.context.close()  # the evening before; only a browser that ends well has written its cookies to the disk
    server.kill()
    tablet = record_in_the_dark(profile, kill_browser, visit)
    server.start()
    follow_live(tablet, dana, visit)
    end_the_visit(tablet)

    coach = tablet.page
    look_first(coach, dana, visit)
    talk_about_it(coach, dana, visit)
    take_it_away(dana, visit)


def register(page: Page, who: str) -> None:
    if "/register" not in page.url:
        page.goto("/register")
    page.get_by_label("Your name").fill(NAMES[who])
    page.get_by_label("E-mail").fill(f"{who}@larkspur.example")
    page.get_by_label("Password").fill("too short")
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_label("Your name")).to_have_value(NAMES[who])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_label("Password")).to_have_count(0)


def become_partners(marcus: Page, dana: Page) -> None:
    marcus.goto("/partnerships/new")
    marcus.get_by_label("The coach").check()
    marcus.get_by_label("Your colleague’s e-mail").fill("dana@larkspur.example")
    fits(marcus)
    marcus.get_by_role("button", name="Make the invitation").click()
    expect(marcus.get_by_role("button", name="Copy the link")).to_be_visible()
    link = marcus.get_by_label("The link for").input_value()
    dana.goto(link)
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Marcus Bell would like to coach alongside you.")
    fits(dana)
    dana.get_by_role("link", name="Create an account to answer").click()
    register(dana, "dana")
    dana.get_by_role("button", name="Accept, and partner with Marcus").click()
    expect(dana.get_by_role("heading", level=1)).to_contain_text("Dana and Marcus")


def agree_on_a_form(marcus: Page, dana: Page) -> None:
    marcus.goto("/")
    marcus.get_by_role("link", name="Propose a form").click()
    for starter in ("Praise and redirection", "Who talks", "On-task sweep"):
        marcus.get_by_role("checkbox", name=starter).check()
    marcus.get_by_role("button", name="Start from what is ticked").click()
    marcus.get_by_label("Title").fill("What we will collect")
    marcus.get_by_role("button", name="Propose to Dana").click()
    expect(marcus.locator("#agreement")).to_contain_text("Dana reads it next")
    dana.goto("/")
    expect(
        dana.get_by_text("Marcus proposes three measures.").or_(dana.get_by_text("Marcus proposes 3 measures."))
    ).to_be_visible()
    dana.get_by_role("link", name="Read the form").click()
    fits(dana)
    dana.get_by_role("button", name="Agree to version 1").last.click()
    expect(dana.get_by_text("Version 1, locked")).to_be_visible()


def plan_a_visit(marcus: Page, dana: Page) -> SimpleNamespace:
    marcus.goto("/")
    marcus.get_by_role("link", name="Plan a visit").click()
    soon = datetime.now(UTC) + timedelta(minutes=30)
    marcus.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
    marcus.get_by_label("Begins at").fill(f"{soon:%H:%M}")
    marcus.get_by_label("Class", exact=True).fill("Grade 5, adding fractions")
    marcus.get_by_label("Students").fill("24")
    marcus.get_by_label("Minutes").fill("45")
    marcus.get_by_label("What it is for").fill("Whether I say what they did well")
    marcus.get_by_label("Parts of the lesson").fill("Warm-up\nGroup work")
    fits(marcus)
    marcus.get_by_role("button", name="Plan the visit").click()
    expect(marcus.get_by_text("Grade 5, adding fractions").first).to_be_visible()
    marcus.goto("/")
    ready_for_offline(marcus)
    person = marcus.locator("meta[name=person]").get_attribute("content")
    until(marcus, lambda: marcus.evaluate(PACKED, person) == 1)
    dana.goto("/")
    expect(dana.get_by_text("Grade 5, adding fractions").first).to_be_visible()
    partnership, visit = ADDRESS.search(marcus.content()).groups()
    coach = SimpleNamespace(id=person)
    return SimpleNamespace(
        id=visit,
        partners=SimpleNamespace(id=partnership, coach=coach),
        page=f"/partnerships/{partnership}/visits/{visit}",
        api=f"/api/partnerships/{partnership}/visits/{visit}",
    )


def record_in_the_dark(profile, kill_browser, visit: SimpleNamespace) -> Tablet:
    """A cold start with no server at all; the browser is killed in the middle of the visit and opened again."""
    tablet = Tablet(profile("landscape").pages[0], visit).open().begin()
    tablet.page.get_by_role("button", name="Warm-up").tap()
    tablet.tap(SPECIFIC, 5)
    tablet.tap(GENERAL, 2)
    tablet.counts(SPECIFIC, 5)
    tablet.counts(GENERAL, 2)
    kill_browser()
    tablet = Tablet(profile("landscape").pages[0], visit).open()
    tablet.counts(SPECIFIC, 5)
    tablet.page.get_by_role("button", name=re.compile("^Undo the last General praise")).tap()
    tablet.counts(GENERAL, 1)
    tablet.page.get_by_role("button", name="Note").tap()
    tablet.page.get_by_role("textbox").fill("“You found a common unit before you added.”")
    tablet.page.get_by_role("button", name="Save note").tap()
    expect(tablet.page.get_by_role("button", name="Undo Note at")).to_be_visible()
    expect(tablet.page.locator("main")).to_contain_text("waiting")
    return tablet


def follow_live(tablet: Tablet, dana: Page, visit: SimpleNamespace) -> None:
    """What waited arrives without a tap; the teacher's open page grows without a reload."""
    expect(tablet.page.locator("main")).to_contain_text("All shared with Dana", timeout=45_000)
    assert tablet.kinds() == ["begin", "segment", *["mark"] * 7, "void", "note"]
    dana.goto(visit.page)
    total = dana.locator(".counted li", has_text="Specific praise").locator("b")
    expect(total).to_have_text("5")
    tablet.tap(SPECIFIC)
    tablet.counts(SPECIFIC, 6)
    expect(total).to_have_text("6", timeout=15_000)


def end_the_visit(tablet: Tablet) -> None:
    tablet.page.get_by_role("button", name="End visit").tap()
    tablet.page.get_by_role("dialog").get_by_role("button", name="End visit").tap()
    expect(tablet.page.get_by_text("The visit has ended")).to_be_visible()
    until(tablet.page, lambda: tablet.kinds()[-1] == "end")


def look_first(coach: Page, dana: Page, visit: SimpleNamespace) -> None:
    expect(dana.get_by_role("heading", name="Dana, your lesson is here.")).to_be_visible(timeout=15_000)
    coach.goto(visit.page)
    expect(coach.get_by_text("Dana looks first. There is no deadline.")).to_be_visible()
    fits(dana)
    dana.get_by_role("button", name="Open my data").click()
    expect(dana.get_by_role("heading", name="What was counted")).to_be_visible()
    coach.reload()
    expect(coach.get_by_role("heading", name="What was counted")).to_be_visible()
    for page in (coach, dana):
        expect(page.locator(".counted li", has_text="Specific praise").locator("b")).to_have_text("6")
        expect(page.locator(".counted li", has_text="General praise").locator("b")).to_have_text("1")
        fits(page)


def talk_about_it(coach: Page, dana: Page, visit: SimpleNamespace) -> None:
    moment = f"{visit.page}?from=0&to=60000"
    for page in (coach, dana):
        page.goto(moment)
    dana.fill("#say", "Here I said what they did.")
    dana.click("[data-say] button[value=say]")
    expect(coach.locator("#thread")).to_contain_text("Here I said what they did.", timeout=15_000)
    coach.fill("#say", "I got those words down exactly.")
    coach.click("[data-say] button[value=say]")
    expect(dana.locator("#thread")).to_contain_text("I got those words down exactly.", timeout=15_000)

    dana.fill("#answer-0-text", "Six times I said what for.")
    expect(dana.locator("sync-line")).to_contain_text("shared", timeout=15_000)
    assert "Six times" not in coach.content()
    dana.get_by_role("button", name="Share with Marcus").click()
    expect(coach.locator(".rc.d .said").first).to_have_text("Six times I said what for.", timeout=15_000)

    dana.get_by_text("Add a next step").click()
    dana.fill("#step-what", "Two praise sentences on my clipboard.")
    dana.get_by_role("button", name="Add this step").click()
    expect(dana.locator("#steps tbody tr")).to_have_count(1)
    coach.reload()
    coach.get_by_text("Add what happened").click()
    coach.get_by_label("What happened?").fill("Used both on Tuesday.")
    coach.get_by_role("button", name="Add", exact=True).click()
    expect(coach.locator("#steps")).to_contain_text("Used both on Tuesday.")


def take_it_away(dana: Page, visit: SimpleNamespace) -> None:
    table = dana.request.get(f"{visit.api}/export.csv")
    rows = list(csv.DictReader(io.StringIO(table.text().lstrip("\ufeff"))))
    marks = [row for row in rows if row["kind"] == "mark"]
    assert len(marks) == 8
    assert sum(row["voided"] not in ("", "no", "false", "0") for row in marks) == 1
    whole = dana.request.get(f"{visit.api}/export.json").json()
    seqs = [entry["seq"] for entry in whole["entries"]]
    assert seqs == sorted(set(seqs))
    assert {"begin", "mark", "void", "note", "end", "annotation", "reply", "reflection"} <= {
        e["kind"] for e in whole["entries"]
    }


def fits(page: Page) -> None:
    no_sideways_scroll(page)
    axe(page)


def test_a_person_who_belongs_to_no_partnership_finds_nothing(open_page, people, visit, trouble):
    trouble.allow(r"status of 404")
    ellen = open_page("phone", people.ellen)
    ellen.goto("/")
    expect(ellen.get_by_text("Dana")).to_have_count(0)
    fits(ellen)
    for path in (visit.page, visit.form.page, visit.partners.page):
        assert ellen.goto(path).status == 404
        expect(ellen.get_by_role("heading", name="Nothing here")).to_be_visible()
        fits(ellen)

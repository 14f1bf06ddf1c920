"""A visit that nobody planned: started in airplane mode, made once, shared later; refused, it stays until it is welcome."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from app.clock import now
from app.database import transaction
from app.partnerships.models import Partnership
from app.visits.models import Visit
from tests.journeys.checks import axe, no_sideways_scroll, ready_for_offline
from tests.journeys.recorder.tablet import until

START = "Start a visit nobody planned"
FORMS = """async (person) => {
  const { packedForms } = await import("/static/x/device/unplanned.js");
  return (await packedForms(person)).length;
}"""


@pytest.fixture
def welcome(agreed_form):
    """`welcome(True)`: Dana's yes to visits that nobody planned; `welcome(False)`: it is taken back."""

    def said(yes: bool) -> None:
        with transaction(agreed_form.partners.engine) as db:
            row = db.get(Partnership, agreed_form.partners.id)
            row.unplanned_since = now() if yes else None
            db.add(row)

    said(True)
    return said


def visits(form) -> list[Visit]:
    with transaction(form.partners.engine, writes=False) as db:
        return list(db.exec(select(Visit)).all())


def packed(page: Page, person) -> Page:
    page.goto("/")
    ready_for_offline(page)
    until(page, lambda: page.evaluate(FORMS, person.id) == 1)
    return page


def begin(page: Page) -> None:
    page.get_by_label("Which class? (optional)").fill("Grade 8 history")
    page.get_by_label("How many students are here?").fill("20")
    page.get_by_role("button", name="Start the clock").click()
    page.locator("main.rec").wait_for()


def tap(page: Page, times: int) -> None:
    for _ in range(times):
        page.locator("[data-pad='praise:specific'] .hit").tap()


def test_it_is_started_offline_from_a_cold_start_and_shared_later(
    profile, open_page, kill_browser, server, people, agreed_form, welcome, trouble
):
    trouble.allow_no_network()
    packed(profile("phone", people.marcus).pages[0], people.marcus)
    kill_browser()
    server.kill()

    page = profile("phone", people.marcus).pages[0]
    page.goto("/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name=START).click()
    expect(page.get_by_role("heading", name="A visit nobody planned")).to_be_visible()
    axe(page)
    page.reload()  # nothing is made before the clock starts
    begin(page)
    assert "/new/" not in page.url
    tap(page, 3)
    page.reload()
    expect(page.locator("[data-pad='praise:specific'] .pc")).to_have_text("3")
    page.goto("/")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("article")).to_contain_text("Under way. 3 marks so far")

    server.start()
    page.reload()
    until(page, lambda: len(visits(agreed_form)) == 1)
    [visit] = visits(agreed_form)
    assert (visit.class_label, visit.students) == ("Grade 8 history", 20)
    assert visit.planned_by == people.marcus.id
    assert visit.planned_for is not None
    dana = open_page("desk", people.dana)
    dana.goto("/")
    expect(dana.locator(".visit.next")).to_contain_text("Grade 8 history")
    expect(dana.get_by_role("link", name="Follow along")).to_be_visible()


def test_refused_it_stays_with_its_reason_and_is_sent_once_it_is_welcome(
    open_page, people, agreed_form, welcome, trouble
):
    trouble.allow(r"status of 409")
    page = packed(open_page("tablet", people.marcus), people.marcus)
    welcome(False)
    page.get_by_role("link", name=START).click()
    begin(page)
    tap(page, 2)
    expect(page.locator(".sync")).to_contain_text("Something needs you")
    page.get_by_role("button", name="Read what needs you, and why").click()
    expect(page.get_by_role("dialog")).to_contain_text("has to say yes to visits that nobody planned")
    page.goto("/today-offline")
    expect(page.locator("#needs-you")).to_contain_text("What you recorded stays here until then")
    expect(page.get_by_role("article")).to_contain_text("2 marks so far")
    axe(page)
    assert visits(agreed_form) == []

    welcome(True)
    page.reload()
    until(page, lambda: len(visits(agreed_form)) == 1)
    expect(page.locator("sync-line")).to_have_text("All shared")
    expect(page.locator("#needs-you")).to_have_count(0)


def test_without_a_yes_the_page_says_who_can_give_it(open_page, people, agreed_form, welcome):
    welcome(False)
    page = packed(open_page("narrow", people.marcus), people.marcus)
    expect(page.get_by_role("link", name=START)).to_have_count(0)
    page.goto(f"/recorder#{agreed_form.partners.id}/new/{agreed_form.id}/1")
    expect(page.get_by_role("heading", name="Planned visits only")).to_be_visible()
    axe(page)


def test_a_teacher_records_their_own_lesson_from_a_video_and_finds_it_again(open_page, people, agreed_form, welcome):
    page = packed(open_page("landscape", people.dana), people.dana)
    page.get_by_role("link", name="Record your own lesson from a video").click()
    expect(page.get_by_role("heading", name="Your own lesson")).to_be_visible()
    page.get_by_label("How many students are here?").fill("20")
    page.locator("input[type=file]").set_input_files("tests/fixtures/lesson.webm")
    page.locator("main.rec video").wait_for()
    tap(page, 1)
    until(page, lambda: len(visits(agreed_form)) == 1)
    page.goto("/")
    page.get_by_role("link", name="Keep recording").click()
    expect(page.get_by_role("heading", name="Choose the video again")).to_be_visible()
    assert len(visits(agreed_form)) == 1

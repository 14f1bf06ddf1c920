"""Two tablets record the same lesson, blind to each other; then the three read where a definition can be read in two ways."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import func, select

from app.database import transaction
from app.log.models import Entry
from tests.journeys.checks import axe, no_sideways_scroll, ready_for_offline
from tests.journeys.recorder.tablet import until

RECORDER = re.compile(r"/recorder#")
PRAISE, REDIRECTION = "praise:specific", "redirection:redirection"


@pytest.fixture
def pages(open_page, people, visit):
    return {
        "marcus": open_page("tablet", people.marcus),
        "dana": open_page("phone", people.dana),
        "alma": open_page("tablet", people.alma),
    }


def test_two_tablets_one_lesson_and_three_readers(pages, visit, open_page, people, engine, trouble):
    trouble.allow_no_network()
    marcus, dana, alma = pages["marcus"], pages["dana"], pages["alma"]
    here = ask_and_accept(marcus, dana, alma, visit)
    begin(alma, "/")
    begin(marcus, "/")
    alma.context.set_offline(True)
    tap(alma, PRAISE, 2)
    tap(marcus, PRAISE, 2)
    tap(marcus, REDIRECTION, 1)
    nothing_is_seen_of_each_other(marcus, alma, here, visit)
    end(marcus)
    alma.context.set_offline(False)
    end(alma)
    until(alma, lambda: ends(engine) == 2)
    expect(alma.locator("main")).to_contain_text("Nothing is waiting. Alongside has")
    the_teacher_reads_first(marcus, dana, alma, here, visit)
    for who, page in pages.items():
        read_the_comparison(page, who, here)
    looks_right_everywhere(open_page, people, here)


def ask_and_accept(marcus: Page, dana: Page, alma: Page, visit) -> str:
    marcus.goto(visit.page)
    marcus.get_by_role("link", name="A second observer").click()
    fits(marcus)
    marcus.get_by_label("Whom would you like to ask?").fill("alma@larkspur.example")
    marcus.get_by_role("button", name="Propose to Dana").click()
    expect(marcus.get_by_role("heading", name="Waiting for Dana")).to_be_visible()
    fits(marcus)
    dana.goto("/")
    dana.get_by_role("link", name="Read and answer").click()
    fits(dana)
    dana.get_by_role("button", name="Agree, and get the link").click()
    link = dana.get_by_label("The link for alma@larkspur.example").input_value()
    fits(dana)
    alma.goto(link)
    expect(alma.get_by_text("Blind to each other.")).to_be_visible()
    fits(alma)
    alma.get_by_role("button", name="Accept, and observe this lesson").click()
    expect(alma.get_by_role("heading", name="You observe beside Marcus")).to_be_visible()
    fits(alma)
    return alma.url


def begin(page: Page, today: str) -> None:
    page.goto(today)
    expect(page.locator("[data-packed] .says-so").first).to_be_visible(timeout=15_000)
    ready_for_offline(page)
    fits(page)
    page.get_by_role("link", name="Open the recorder").click()
    page.get_by_role("button", name="Start the clock").click()
    page.locator("main.rec").wait_for()


def tap(page: Page, pad: str, times: int) -> None:
    place = page.locator(f"[data-pad='{pad}']")
    for _ in range(times):
        place.tap(position={"x": 60, "y": 40})
    expect(place.locator(".pc")).to_have_text(str(times))


def nothing_is_seen_of_each_other(marcus: Page, alma: Page, here: str, visit) -> None:
    asked = marcus.context.new_page()
    asked.goto(here)
    expect(asked.get_by_text("Blind to each other until both have ended")).to_be_visible()
    expect(asked.locator("#standing")).to_contain_text("Alma: is recording.")
    assert "Cohen" not in asked.content()
    asked.close()


def end(page: Page) -> None:
    page.get_by_role("button", name="End visit").tap()
    page.get_by_role("dialog").get_by_role("button", name="End visit").tap()
    expect(page.get_by_text("The visit has ended")).to_be_visible()


def ends(engine) -> int:
    with transaction(engine, writes=False) as db:
        return db.exec(select(func.count()).where(Entry.kind == "end")).one()


def the_teacher_reads_first(marcus: Page, dana: Page, alma: Page, here: str, visit) -> None:
    for page in (marcus, alma):
        page.goto(here)
        expect(page.get_by_role("heading", name="Dana looks first")).to_be_visible()
        fits(page)
    dana.goto(visit.page)
    dana.get_by_role("button", name="Open my data").click()
    dana.get_by_role("link", name="Second observer: Alma").click()
    dana.get_by_role("link", name="Alma Reyes").click()


def read_the_comparison(page: Page, who: str, here: str) -> None:
    page.goto(here)
    expect(page.get_by_role("heading", name="Two observers")).to_be_visible()
    page.get_by_label("Windows of, seconds").fill("1")
    page.get_by_label("The same moment within, seconds").fill("60")  # the two tap seconds apart, as this test is slow
    page.get_by_role("button", name="Compare so").click()
    expect(page.get_by_text("Windows of 1 s; the same moment is within 60 s.")).to_be_visible()
    subject = "Marcus and Alma" if who == "dana" else "You two"
    card = page.locator("#m-redirection")
    expect(card).to_contain_text(f"{subject} read “Redirection” differently once: look at the definition.")
    expect(page.locator("#m-praise .dis")).to_have_count(0)
    expect(card.locator(".dis")).to_have_count(1)
    card.get_by_text("Show as a table").click()
    expect(card.get_by_role("row", name="Redirection nothing")).to_be_visible()
    fits(page)


def looks_right_everywhere(open_page, people, here: str) -> None:
    for device, scheme in (("phone", "dark"), ("tablet", "light"), ("desk", "dark"), ("narrow", "light")):
        page = open_page(device, people.dana, scheme)
        page.goto(here)
        fits(page)


def fits(page: Page) -> None:
    no_sideways_scroll(page)
    axe(page)

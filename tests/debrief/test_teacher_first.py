"""An ended visit opens for the teacher first; for the coach once the teacher has looked, or said "no need to wait"."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Access

pytestmark = pytest.mark.both_databases
FRAGMENTS = ["lesson", "lesson/table", "moment?from=0&to=60000", "guesses", "reflections", "steps"]


def looks(engine):
    with transaction(engine, writes=False) as db:
        return [(a.person_id, a.what) for a in db.exec(select(Access).order_by(Access.at)).all()]


def test_the_teacher_is_told_before_the_numbers(ended, both):
    page = both.dana.get(ended.page).text
    assert "Dana, your lesson is here." in page
    assert "Marcus has shared all 6 marks." in page
    assert "You are the only one who can open it now." in page
    assert "Open my data" in page
    assert "What was counted" not in page


def test_a_gap_in_what_arrived_is_said(visit, both):
    from tests.cast import lesson

    visit.record(*[entry for entry in lesson() if entry["n"] != 5])
    assert "Marcus has shared 5 marks so far." in both.dana.get(visit.page).text


def test_being_told_is_not_yet_looking(ended, both, engine):
    both.dana.get(ended.page)
    assert looks(engine) == []
    assert "Dana looks first. There is no deadline." in both.marcus.get(ended.page).text


def test_the_coach_sees_no_number_before(ended, both):
    page = both.marcus.get(ended.page).text
    assert "This page opens for you once Dana has looked" in page
    assert "What was counted" not in page


@pytest.mark.parametrize("who", ["dana", "marcus"])
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_fragment_is_a_way_around(ended, both, engine, who, fragment):
    answer = getattr(both, who).get(f"{ended.page}/{fragment}", headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert looks(engine) == []


def test_nothing_can_be_written_on_it_before(ended, both):
    step = {"who": "coach", "what": "Bring two clips."}
    assert both.marcus.post(f"{ended.page}/steps", data=step).status_code == 409


def test_once_the_teacher_has_opened_it_both_see_the_same_page(ended, both, people, engine):
    answer = both.dana.post(f"{ended.page}/opening")
    assert (answer.status_code, answer.headers["location"]) == (303, ended.page)
    for client in (both.dana, both.marcus):
        page = client.get(ended.page).text
        assert "What was counted" in page
        assert "Dana opened it first, at" in page
    assert looks(engine) == [(people.dana.id, "opened"), (people.marcus.id, "opened")]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_every_fragment_is_open_then(looked, both, fragment):
    for client in (both.dana, both.marcus):
        assert client.get(f"{looked.page}/{fragment}", headers={"hx-request": "true"}).status_code == 200


def test_the_teacher_may_say_that_the_coach_need_not_wait(ended, both, people, engine):
    assert both.dana.post(f"{ended.page}/opening-to-partner").status_code == 303
    assert looks(engine) == [(people.dana.id, "opened_to_partner")]
    assert "What was counted" in both.marcus.get(ended.page).text
    first = both.dana.get(ended.page).text
    assert "Marcus may look too; you said so." in first
    assert "What was counted" not in first


def test_the_coach_can_not_say_so_for_the_teacher(ended, both, engine):
    assert both.marcus.post(f"{ended.page}/opening-to-partner").status_code == 409
    both.marcus.post(f"{ended.page}/opening")
    assert looks(engine) == []
    assert "Dana looks first" in both.marcus.get(ended.page).text


def test_opening_twice_is_one_look(ended, both, people, engine):
    both.dana.post(f"{ended.page}/opening")
    both.dana.post(f"{ended.page}/opening")
    both.dana.get(ended.page)
    assert looks(engine) == [(people.dana.id, "opened")]


def test_a_visit_that_has_not_ended_can_not_be_opened(visit, both, engine):
    both.dana.post(f"{visit.page}/opening")
    both.dana.post(f"{visit.page}/opening-to-partner")
    assert looks(engine) == []


def test_reading_a_visit_under_way_is_not_the_first_look_at_the_whole(visit, both, engine):
    from tests.cast import lesson

    whole = lesson()
    visit.record(*[entry for entry in whole if entry["kind"] != "end"])
    for path in ("/summary", "/export.csv", "/export.json"):
        assert both.dana.get(visit.api + path).status_code == 200
    visit.record(*[entry for entry in whole if entry["kind"] == "end"])
    assert "Dana looks first" in both.marcus.get(visit.page).text

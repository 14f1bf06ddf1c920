"""Today: the next visit, whose turn it is, what was recorded; for each person their own side of it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.clock import now
from app.database import transaction
from app.partnerships.actions import end, note_access
from app.partnerships.lookup import partnership_for
from app.today.rules import how_it_stands, is_past
from tests import cast

pytestmark = pytest.mark.both_databases


def test_nobody_signed_in_reads_the_welcome(client):
    page = client.get("/", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Two people, one page of data." in page.text
    assert "Look around with an example" in page.text


def test_the_example_is_offered_only_while_nobody_is_here(client, people):
    assert "/demonstration" not in client.get("/", headers={"accept": "text/html"}).text


def test_a_person_without_partners_reads_the_first_step(people, signed_in):
    page = signed_in(people.ellen, browser=True).get("/").text
    assert "It begins with two people." in page
    assert "/partnerships/new" in page


def test_the_next_visit_for_each_side(visit, people, signed_in):
    coach = signed_in(people.marcus, browser=True).get("/").text
    assert f'href="/recorder#{visit.partners.id}/{visit.id}"' in coach
    assert f'data-packed="{visit.id}" hidden' in coach
    teacher = signed_in(people.dana, browser=True).get("/").text
    assert f"/recorder#{visit.partners.id}/{visit.id}" not in teacher
    assert "Praise, Redirection, Who talks, On task" in teacher
    assert f'href="{visit.form.page}"' in teacher


def test_whose_turn_a_form_is(partners, people, signed_in):
    cast.add_form(partners, agreed_by=("coach",))
    assert "Waiting for Dana to agree" in signed_in(people.marcus, browser=True).get("/").text
    assert "A form for you to read" in signed_in(people.dana, browser=True).get("/").text


def test_a_recorded_visit_is_the_teachers_first(visit, people, signed_in, engine):
    visit.record(*cast.lesson())
    assert "With Dana first. Not opened yet." in signed_in(people.marcus, browser=True).get("/").text
    dana = signed_in(people.dana, browser=True)
    assert "Your lesson is here" in dana.get("/").text
    with transaction(engine) as db:
        membership = partnership_for(db, people.dana, visit.partners.id)
    note_access(engine, membership, "opened", visit.id)
    assert "Your lesson is here" not in dana.get("/").text
    visit.record(cast.entry("reflection", prompt="What did you notice?", text="More than I thought."), by=people.dana)
    assert "Dana has shared a reflection." in signed_in(people.marcus, browser=True).get("/").text
    assert "You have shared a reflection." in dana.get("/").text


def test_a_reflection_that_was_taken_back_is_not_shared(visit, people, signed_in, engine):
    visit.record(*cast.lesson())
    said = cast.entry("reflection", prompt="What did you notice?", text="More than I thought.")
    visit.record(said, by=people.marcus)
    marcus = signed_in(people.marcus, browser=True)
    with transaction(engine) as db:
        membership = partnership_for(db, people.dana, visit.partners.id)
    note_access(engine, membership, "opened", visit.id)
    assert "You have shared a reflection." in marcus.get("/").text
    back = cast.entry("void", target=said["id"])
    visit.record(back, by=people.marcus)
    assert "You have shared a reflection." not in marcus.get("/").text
    visit.record(cast.entry("void", target=back["id"]), by=people.marcus)
    assert "You have shared a reflection." in marcus.get("/").text


def test_a_changed_version_is_called_one(agreed_form, people, signed_in):
    changed = {"measures": agreed_form.measures[:2]}
    assert signed_in(people.dana).post(f"{agreed_form.api}/versions", json=changed).status_code == 201
    page = signed_in(people.marcus, browser=True).get("/").text
    assert "Dana proposes to change the form." in page


def test_whoever_has_left_reads_that_and_not_that_an_invitation_is_on_its_way(partners, people, signed_in, engine):
    marcus = signed_in(people.marcus, browser=True)
    with transaction(engine) as db:
        end(db, partnership_for(db, people.marcus, partners.id))
    page = marcus.get("/").text
    assert "Your partnership has ended." in page
    assert "on its way" not in page


def test_what_was_planned_and_never_recorded_does_not_stay_next(agreed_form, people, signed_in):
    cast.add_visit(agreed_form, now() - timedelta(days=3))
    page = signed_in(people.marcus, browser=True).get("/").text
    assert "/recorder#" not in page
    assert "Planned, nothing recorded" in page


def test_an_outsider_sees_none_of_it(visit, people, signed_in):
    page = signed_in(people.ellen, browser=True).get("/").text
    assert "Dana" not in page
    assert visit.id not in page


def test_today_asks_few_queries(visit, people, signed_in, count_queries):
    for _ in range(8):
        cast.add_visit(visit.form).record(*cast.lesson())
    marcus = signed_in(people.marcus, browser=True)
    with count_queries() as asked:
        assert marcus.get("/").status_code == 200
    assert len(asked) <= 14, asked


def test_a_lesson_may_begin_late():
    ten = datetime(2026, 11, 19, 10, tzinfo=UTC)
    assert not is_past(ten, 45, "planned", ten + timedelta(hours=2))
    assert is_past(ten, 45, "planned", ten + timedelta(hours=4))
    assert not is_past(ten, 45, "under_way", ten + timedelta(days=1))


def test_how_it_stands_is_one_sentence():
    assert how_it_stands("coach", "Dana", True, (True, True), 2)[1] == (
        "You have both shared a reflection. 2 next steps."
    )
    assert how_it_stands("teacher", "Marcus", True, (False, False), 0)[1] == "Open to you both."

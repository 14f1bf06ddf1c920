"""Leaving: either may end it and both keep reading; the teacher may erase, and then nothing is left of it anywhere."""

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from app.clock import new_id, now
from app.database import transaction
from app.goals.models import Goal, NextStep, StepOutcome
from app.partnerships.models import Access, Invitation, Partnership
from tests import cast

pytestmark = pytest.mark.both_databases


def stored(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Partnership)).one()


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_either_ends_it_and_both_still_read(visit, partners, people, signed_in, engine, who):
    visit.record(*cast.lesson())
    person = getattr(people, who)
    answer = signed_in(person).post(f"{partners.api}/ending", json={"erase": False})
    assert answer.json() == {"id": partners.id, "status": "ended", "erased": False}
    assert (stored(engine).status, stored(engine).ended_by) == ("ended", person.id)
    for partner in (people.dana, people.marcus):
        theirs = signed_in(partner)
        assert theirs.get(partners.api).json()["status"] == "ended"
        assert theirs.get(f"{visit.api}/entries").status_code == 200
        assert theirs.get(f"{visit.api}/export.csv").status_code == 200


def test_after_the_end_nothing_is_added(visit, partners, people, signed_in):
    dana, marcus = signed_in(people.dana), signed_in(people.marcus)
    dana.post(f"{partners.api}/ending", json={"erase": False})
    batch = {"device": "tablet", "entries": [cast.entry("begin", 0)]}
    refusals = [
        marcus.post(f"{visit.api}/entries", json=batch),
        marcus.put(visit.api, json={"form_id": visit.form.id, "form_version": 1, "minutes": 10}),
        dana.post(f"{partners.api}/pause"),
        dana.post(f"{partners.api}/resumption"),
    ]
    assert [(r.status_code, r.json()["type"]) for r in refusals] == [(409, "/problems/partnership-ended")] * 4
    assert dana.post(f"{partners.api}/ending", json={}).status_code == 200


def everything(partners, visit):
    """A row of the partnership in every table that can have one."""
    pid, at = partners.id, now()
    visit.record(*cast.lesson())
    common = {"partnership_id": pid, "id": new_id()}
    step = NextStep(**common, visit_id=visit.id, who="coach", what="Share notes", written_by="x", written_at=at)
    with transaction(partners.engine) as db:
        db.add(step)
        db.flush()
        db.add(StepOutcome(**common, step_id=step.id, text="Done", written_by="x", written_at=at))
        db.add(Goal(**common, text="Hear praise", set_by="x", set_at=at))
        db.add(Access(**common, person_id=partners.teacher.id, visit_id=visit.id, what="opened", at=at))
        db.add(Invitation(**common, token_hash="x", created_at=at, expires_at=at))


def rows_of(engine, partnership_id):
    with transaction(engine, writes=False) as db:
        return {
            table.name: db.connection()
            .execute(sa.select(sa.func.count()).select_from(table).where(table.c.partnership_id == partnership_id))
            .scalar()
            for table in SQLModel.metadata.sorted_tables
            if "partnership_id" in table.c
        }


def test_the_teacher_erases_everything_for_both(visit, partners, people, signed_in, engine):
    everything(partners, visit)
    other = cast.add_partners(engine, coach=people.dana, teacher=people.ellen)
    cast.add_visit(cast.add_form(other))
    kept = rows_of(engine, other.id)
    before = rows_of(engine, partners.id)
    assert {"entry", "visit", "form_signature", "goal", "step_outcome", "access"} <= {t for t, n in before.items() if n}
    answer = signed_in(people.dana).post(f"{partners.api}/ending", json={"erase": True})
    assert (answer.status_code, answer.json()["erased"]) == (200, True)
    assert set(rows_of(engine, partners.id).values()) == {0}
    assert rows_of(engine, other.id) == kept
    assert stored(engine).id == other.id
    nothing = signed_in(people.dana).get(f"/api/partnerships/{new_id()}").content
    for person in (people.dana, people.marcus):
        theirs = signed_in(person)
        for address in (partners.api, visit.api, f"{visit.api}/entries", f"{visit.api}/summary"):
            gone = theirs.get(address)
            assert (gone.status_code, gone.content) == (404, nothing)


def test_only_the_teacher_erases(visit, partners, people, signed_in, engine):
    refused = signed_in(people.marcus).post(f"{partners.api}/ending", json={"erase": True})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/teacher-erases")
    assert stored(engine).status == "active"
    page = signed_in(people.marcus, browser=True).get(f"{partners.page}/ending").text
    assert "Only Dana, the teacher, can erase" in page


def test_the_teacher_erases_after_the_end_too(visit, partners, people, signed_in, engine):
    signed_in(people.marcus).post(f"{partners.api}/ending", json={})
    dana = signed_in(people.dana, browser=True)
    assert "Erase everything" in dana.get(partners.page).text
    assert dana.post(f"{partners.page}/ending", data={"erase": "yes"}).headers["location"] == "/partnerships"
    assert set(rows_of(engine, partners.id).values()) == {0}


def test_two_taps_and_no_reason(partners, people, signed_in, engine):
    dana = signed_in(people.dana, browser=True)
    assert f"{partners.page}/ending" in dana.get(partners.page).text
    page = dana.get(f"{partners.page}/ending").text
    assert "<textarea" not in page
    assert dana.post(f"{partners.page}/ending").headers["location"] == partners.page
    assert stored(engine).status == "ended"
    assert "Ended on" in dana.get(partners.page).text


@pytest.mark.parametrize("body", [{"erase": "yes"}, {"erase": 1}, {"reason": "x"}, []])
def test_wrong_input_ends_nothing(partners, people, signed_in, engine, body):
    assert signed_in(people.dana).post(f"{partners.api}/ending", json=body).status_code == 422
    assert stored(engine).status == "active"


def test_an_outsider_ends_nothing(partners, people, signed_in, engine):
    refused = signed_in(people.ellen).post(f"{partners.api}/ending", json={"erase": True})
    absent = signed_in(people.ellen).post(f"/api/partnerships/{new_id()}/ending", json={"erase": True})
    assert (refused.status_code, refused.content) == (404, absent.content)
    assert stored(engine).status == "active"

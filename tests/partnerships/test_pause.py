"""Pausing and resuming: either at any time; a teacher's pause is the teacher's to end."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Partnership

pytestmark = pytest.mark.both_databases


def stored(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Partnership)).one()


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_either_pauses_and_resumes(partners, people, signed_in, engine, who):
    person = getattr(people, who)
    theirs = signed_in(person)
    assert theirs.post(f"{partners.api}/pause").json()["status"] == "paused"
    assert (stored(engine).status, stored(engine).paused_by) == ("paused", person.id)
    assert theirs.post(f"{partners.api}/pause").json()["status"] == "paused"
    assert theirs.post(f"{partners.api}/resumption").json()["status"] == "active"
    assert (stored(engine).status, stored(engine).paused_by) == ("active", None)
    assert theirs.post(f"{partners.api}/resumption").status_code == 200


def test_the_teachers_pause_is_the_teachers_to_end(partners, people, signed_in, engine):
    signed_in(people.dana).post(f"{partners.api}/pause")
    refused = signed_in(people.marcus).post(f"{partners.api}/resumption")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/paused-by-partner")
    assert stored(engine).status == "paused"
    page = signed_in(people.marcus, browser=True).get(partners.page).text
    assert "Dana resumes it" in page
    assert "resumption" not in page


def test_the_teacher_ends_the_coachs_pause_too(partners, people, signed_in, engine):
    signed_in(people.marcus).post(f"{partners.api}/pause")
    assert signed_in(people.dana).post(f"{partners.api}/resumption").status_code == 200
    assert stored(engine).status == "active"


def test_while_paused_nothing_new_is_planned_and_all_is_readable(visit, partners, people, signed_in):
    dana = signed_in(people.dana)
    dana.post(f"{partners.api}/pause")
    assert dana.get(visit.api).status_code == 200
    plan = {"form_id": visit.form.id, "form_version": 1, "class_label": "Another class"}
    refused = signed_in(people.marcus).put(visit.api, json=plan)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/partnership-paused")


def test_two_taps_on_the_pages(partners, people, signed_in, engine):
    dana = signed_in(people.dana, browser=True)
    assert f"{partners.page}/pause" in dana.get(partners.page).text
    assert 'method="post"' in dana.get(f"{partners.page}/pause").text
    assert dana.post(f"{partners.page}/pause").headers["location"] == partners.page
    assert stored(engine).status == "paused"
    assert "Paused since" in dana.get(partners.page).text


def test_an_outsider_pauses_nothing(partners, people, signed_in, engine):
    assert signed_in(people.ellen).post(f"{partners.api}/pause").status_code == 404
    assert stored(engine).status == "active"

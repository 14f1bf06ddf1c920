"""Visits that nobody planned: the coach may start one only where the teacher has said so."""

import pytest
from sqlmodel import select

from app.clock import new_id
from app.database import transaction
from app.partnerships.models import Partnership
from app.visits.models import Visit

pytestmark = pytest.mark.both_databases


def stored(engine, table):
    with transaction(engine, writes=False) as db:
        return db.exec(select(table)).all()


def start(client, form, **more):
    plan = {"form_id": form.id, "form_version": 1, "unplanned": True, "planned_for": "2026-11-22T10:00:00Z"} | more
    return client.put(f"/api/partnerships/{form.partners.id}/visits/{new_id()}", json=plan)


def welcome(client, form, yes):
    return client.put(f"/api/partnerships/{form.partners.id}/unplanned-visits", json={"welcome": yes})


def test_without_the_teachers_yes_it_is_refused_with_what_to_do(people, agreed_form, signed_in, engine):
    marcus = signed_in(people.marcus)
    refused = start(marcus, agreed_form)
    assert refused.status_code == 409
    assert refused.json()["type"] == "/problems/unplanned-not-welcome"
    assert "stays here" in refused.json()["detail"]
    assert stored(engine, Visit) == []
    assert [p["unplanned"] for p in marcus.get("/api/pack").json()["partnerships"]] == [False]


def test_with_it_the_visit_is_there_until_the_yes_is_taken_back(people, agreed_form, signed_in, engine):
    dana, marcus = signed_in(people.dana), signed_in(people.marcus)
    assert welcome(dana, agreed_form, True).json()["unplanned_since"]
    assert [p["unplanned"] for p in marcus.get("/api/pack").json()["partnerships"]] == [True]
    assert start(marcus, agreed_form).status_code == 201
    assert welcome(dana, agreed_form, False).json()["unplanned_since"] is None
    assert start(marcus, agreed_form).status_code == 409
    assert len(stored(engine, Visit)) == 1


def test_only_the_teacher_chooses(people, agreed_form, signed_in, engine):
    assert welcome(signed_in(people.marcus), agreed_form, True).json()["type"] == "/problems/teacher-chooses"
    assert welcome(signed_in(people.ellen), agreed_form, True).status_code == 404
    assert [row.unplanned_since for row in stored(engine, Partnership)] == [None]


def test_a_teacher_records_a_lesson_of_their_own_at_any_time(people, agreed_form, signed_in):
    dana = signed_in(people.dana)
    assert [p["unplanned"] for p in dana.get("/api/pack").json()["partnerships"]] == [True]
    assert start(dana, agreed_form).status_code == 201


def test_even_then_only_on_a_form_that_both_agreed_to(people, agreed_form, signed_in):
    welcome(signed_in(people.dana), agreed_form, True)
    assert start(signed_in(people.marcus), agreed_form, form_version=2).json()["type"] == "/problems/form-not-agreed"


def test_the_page_says_how_it_is_and_lets_the_teacher_change_it(people, agreed_form, signed_in):
    dana, marcus = signed_in(people.dana, browser=True), signed_in(people.marcus, browser=True)
    page = f"/partnerships/{agreed_form.partners.id}"
    assert "Planned visits only." in marcus.get(page).text
    assert "unplanned-visits" not in marcus.get(page).text
    assert "Welcome unplanned visits too" in dana.get(page).text
    assert dana.post(f"{page}/unplanned-visits", data={"welcome": "yes"}).status_code == 303
    assert "Unplanned visits too," in marcus.get(page).text
    assert dana.post(f"{page}/unplanned-visits", data={"welcome": "no"}).status_code == 303
    assert "Planned visits only." in marcus.get(page).text

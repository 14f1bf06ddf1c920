"""The invited person answers: accepting makes a record of their own beside the visit, by the same form version."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app.clock import now
from app.database import transaction
from app.observers.models import SecondObserver
from app.visits.models import Visit
from tests.cast import lesson

pytestmark = pytest.mark.both_databases


def test_accepting_makes_a_record_beside_the_visit(visit, programs, invited, people, engine):
    said = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance").json()
    assert (said["status"], said["observer"]["name"]) == ("observing", "Alma Reyes")
    assert "visit_id" not in said
    with transaction(engine, writes=False) as db:
        record = db.get_one(Visit, (visit.partners.id, said["record_id"]))
    assert (record.beside, record.observer_id) == (visit.id, people.alma.id)
    assert (record.form_id, record.form_version, record.class_label) == (visit.form.id, 1, "Grade 7 science")


def test_the_record_is_no_visit_of_the_partners(doubled, programs, browsers):
    visits = programs.marcus.get(f"{doubled.visit.partners.api}/visits").json()["visits"]
    assert [each["id"] for each in visits] == [doubled.visit.id]
    for partner in (browsers.dana, browsers.marcus):
        assert doubled.record_id not in partner.get("/").text
        assert doubled.record_id not in partner.get(doubled.visit.partners.page).text
        assert doubled.record_id not in partner.get("/api/pack").text


def test_a_link_works_once(programs, invited, doubled):
    again = programs.ellen.post(f"/api/observer-invitations/{invited}/acceptance")
    assert again.status_code == 404
    own = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance")
    assert own.status_code == 404


def test_declining_ends_it(visit, programs, invited, engine):
    assert programs.alma.post(f"/api/observer-invitations/{invited}/refusal").status_code == 204
    (said,) = programs.dana.get(f"{visit.api}/observers").json()["observers"]
    assert said["status"] == "declined"
    with transaction(engine, writes=False) as db:
        assert db.exec(select(Visit.id).where(Visit.beside == visit.id)).all() == []


@pytest.mark.parametrize("answer", ["acceptance", "refusal"])
def test_a_partner_can_not_answer_it(programs, invited, answer):
    said = programs.dana.post(f"/api/observer-invitations/{invited}/{answer}")
    assert (said.status_code, said.json()["type"]) == (409, "/problems/own-invitation")


def test_a_new_link_replaces_the_old_one(visit, programs, proposed, invited):
    new = programs.marcus.post(f"{visit.partners.api}/observers/{proposed}/invitations").json()["invitation_url"]
    assert programs.alma.post(f"/api/observer-invitations/{invited}/acceptance").status_code == 404
    token = new.rpartition("/")[2]
    assert programs.alma.post(f"/api/observer-invitations/{token}/acceptance").status_code == 200


def test_it_is_open_for_thirty_days(programs, invited, engine):
    with transaction(engine) as db:
        db.exec(select(SecondObserver)).one().expires_at = now() - timedelta(seconds=1)
    said = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance")
    assert (said.status_code, said.json()["type"]) == (409, "/problems/invitation-used")


def test_not_once_the_lesson_is_over(visit, programs, invited):
    visit.record(*lesson())
    said = programs.alma.post(f"/api/observer-invitations/{invited}/acceptance")
    assert (said.status_code, said.json()["type"]) == (409, "/problems/lesson-over")


def test_whose_e_mail_was_invited_needs_no_link_and_nobody_else_gets_in_without(visit, programs, invited, browsers):
    address = invited.rpartition(".")[0]
    assert f"/observer-invitations/{address}" in browsers.alma.get("/").text
    assert f"/observer-invitations/{address}" not in browsers.ellen.get("/").text
    assert programs.ellen.post(f"/api/observer-invitations/{address}/acceptance").status_code == 404
    assert programs.alma.post(f"/api/observer-invitations/{address}/acceptance").status_code == 200


@pytest.mark.parametrize("token", ["x", "..", "x.y.z", "%00", "0" * 500])
def test_any_other_token_is_nothing(programs, invited, token):
    assert programs.alma.post(f"/api/observer-invitations/{token}/acceptance").status_code == 404


def test_a_changed_plan_is_the_records_too(doubled, programs, engine):
    plan = {"form_id": doubled.visit.form.id, "form_version": 1, "class_label": "Room 12", "students": 20}
    assert programs.marcus.put(doubled.visit.api, json=plan).status_code == 200
    (packed,) = programs.alma.get("/api/pack").json()["visits"]
    assert (packed["class_label"], packed["students"]) == ("Room 12", 20)

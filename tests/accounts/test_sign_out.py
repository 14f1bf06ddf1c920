"""Signing out revokes the row and clears the cookie; any sign-in can be ended from elsewhere."""

import pytest
from sqlmodel import select

from app.accounts.models import SignIn
from app.database import transaction

pytestmark = pytest.mark.both_databases


def test_signing_out_ends_the_session(signed_in, people, engine):
    dana = signed_in(people.dana, browser=True)
    answer = dana.post("/sessions/current/closure")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert 'alongside=""' in answer.headers["set-cookie"]
    with transaction(engine, writes=False) as db:
        assert db.exec(select(SignIn)).one().revoked_at is not None


def test_signing_out_twice_is_harmless(signed_in, people):
    dana = signed_in(people.dana, browser=True)
    dana.post("/sessions/current/closure")
    assert dana.post("/sessions/current/closure").status_code == 303


def test_a_sign_in_elsewhere_can_be_ended(signed_in, people, engine):
    here, there = signed_in(people.dana, browser=True), signed_in(people.dana, browser=True)
    with transaction(engine, writes=False) as db:
        other = db.exec(select(SignIn).order_by(SignIn.id.desc())).first()
    assert here.post(f"/you/sign-ins/{other.id}/closure").status_code == 303
    assert there.get("/api/me").status_code == 401
    assert here.get("/api/me").status_code == 200


def test_a_device_is_told_that_its_sign_in_was_ended_and_nobody_elses_device_is(signed_in, people, engine):
    here, there = signed_in(people.dana, browser=True), signed_in(people.dana, browser=True)
    with transaction(engine, writes=False) as db:
        other = db.exec(select(SignIn).order_by(SignIn.id.desc())).first()
    here.post(f"/you/sign-ins/{other.id}/closure")

    def asked_for(person):
        return there.get("/api/me", headers={"Alongside-Person": person.id}).json()["type"]

    assert asked_for(people.dana) == "/problems/signed-out-elsewhere"
    assert asked_for(people.ellen) == "/problems/not-signed-in"
    with transaction(engine) as db:
        row = db.get(SignIn, other.id)
        row.revoked_at, row.expires_at = None, row.created_at
    assert asked_for(people.dana) == "/problems/not-signed-in", "a session that ran out is no reason to forget anything"


def test_nobody_ends_another_persons_sign_in(signed_in, people, engine):
    dana, ellen = signed_in(people.dana, browser=True), signed_in(people.ellen, browser=True)
    with transaction(engine, writes=False) as db:
        hers = db.exec(select(SignIn).where(SignIn.person_id == people.dana.id)).one()
    assert ellen.post(f"/you/sign-ins/{hers.id}/closure").status_code == 404
    assert dana.get("/api/me").status_code == 200


def test_another_site_signs_nobody_out(signed_in, people):
    dana = signed_in(people.dana, browser=True)
    assert dana.post("/sessions/current/closure", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert dana.get("/api/me").status_code == 200

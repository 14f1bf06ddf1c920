"""Declining: "not now" closes the invitation, and tells the inviter nothing more."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.partnerships.models import Invitation, Partnership

pytestmark = pytest.mark.both_databases


@pytest.fixture
def sent(people, signed_in):
    invite = {"as": "teacher", "invite": people.marcus.email}
    return signed_in(people.dana).post("/api/partnerships", json=invite).json()


@pytest.fixture
def token(sent):
    return sent["invitation_url"].rpartition("/")[2]


def test_declining_is_stored_and_final(people, signed_in, sent, token, engine):
    marcus = signed_in(people.marcus)
    assert marcus.post(f"/api/invitations/{token}/refusal").status_code == 204
    with transaction(engine, writes=False) as db:
        row, invitation = db.exec(select(Partnership)).one(), db.exec(select(Invitation)).one()
    assert (row.status, row.coach_id, invitation.answer) == ("declined", None, "declined")
    assert marcus.post(f"/api/invitations/{token}/acceptance").status_code == 409
    for person in (people.dana, people.marcus):
        assert signed_in(person).get(f"/api/partnerships/{sent['id']}").status_code == 404


def test_the_inviter_reads_not_now(people, signed_in, token):
    page = signed_in(people.marcus, browser=True).post(f"/invitations/{token}/refusal")
    assert (page.status_code, "Not now it is." in page.text) == (200, True)
    dana = signed_in(people.dana, browser=True).get("/partnerships").text
    assert "Answered with “not now”" in dana
    assert "marcus@larkspur.example" in dana

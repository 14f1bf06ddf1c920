"""Accepting: once, by whoever holds the link, never by the inviter; nobody becomes a partner otherwise."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from app.clock import new_id, now
from app.database import transaction
from app.partnerships.models import Invitation, Partnership
from tests.cast import PASSWORD

pytestmark = pytest.mark.both_databases


@pytest.fixture
def sent(people, signed_in):
    """Marcus invites Dana."""
    invite = {"as": "coach", "invite": people.dana.email, "message": "Another pair of eyes?"}
    return signed_in(people.marcus).post("/api/partnerships", json=invite).json()


@pytest.fixture
def token(sent):
    return sent["invitation_url"].rpartition("/")[2]


def partnership(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Partnership)).one()


def test_accepting_makes_partners(people, signed_in, sent, token, engine):
    answer = signed_in(people.dana).post(f"/api/invitations/{token}/acceptance")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["role"]) == ("active", "teacher")
    row = partnership(engine)
    assert (row.status, row.coach_id, row.teacher_id) == ("active", people.marcus.id, people.dana.id)
    assert row.accepted_at is not None
    for person in (people.marcus, people.dana):
        assert signed_in(person).get(f"/api/partnerships/{sent['id']}").status_code == 200


def test_the_link_works_once(people, signed_in, token, engine):
    signed_in(people.dana).post(f"/api/invitations/{token}/acceptance")
    again = signed_in(people.ellen).post(f"/api/invitations/{token}/acceptance")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/invitation-used")
    assert partnership(engine).teacher_id == people.dana.id


def test_whoever_holds_the_link_may_accept(people, signed_in, token, engine):
    assert signed_in(people.ellen).post(f"/api/invitations/{token}/acceptance").status_code == 200
    assert partnership(engine).teacher_id == people.ellen.id


def test_the_inviter_can_not_be_both(people, signed_in, token, engine):
    for answer in ("acceptance", "refusal"):
        refused = signed_in(people.marcus).post(f"/api/invitations/{token}/{answer}")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/own-invitation")
    assert partnership(engine).status == "invited"


@pytest.mark.parametrize("what", ["acceptance", "refusal"])
def test_a_wrong_token_is_like_none(people, signed_in, sent, what):
    dana = signed_in(people.dana)
    answers = {
        dana.post(f"/api/invitations/{wrong}/{what}").content
        for wrong in (f"{sent['id']}.wrong", f"{new_id()}.wrong", new_id(), ".", "nothing", "%00", f"{sent['id']}.%00")
    }
    assert len(answers) == 1
    assert b"/problems/not-found" in answers.pop()


def test_after_thirty_days_it_is_closed(people, signed_in, token, engine):
    with transaction(engine) as db:
        db.connection().execute(sa.update(Invitation).values(expires_at=now() - timedelta(seconds=1)))
    refused = signed_in(people.dana).post(f"/api/invitations/{token}/acceptance")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/invitation-used")
    assert "30 days" in refused.json()["detail"]


def test_somebody_signed_out_accepts_nothing(client, token, engine):
    assert client.post(f"/api/invitations/{token}/acceptance").status_code == 401
    assert partnership(engine).status == "invited"


def test_of_two_at_once_exactly_one_becomes_the_partner(people, signed_in, token, engine):
    clients = [signed_in(person) for person in (people.dana, people.ellen, people.alma)]
    together, answers = threading.Barrier(3), []

    def accept(client):
        together.wait()
        answers.append(client.post(f"/api/invitations/{token}/acceptance").status_code)

    threads = [threading.Thread(target=accept, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409, 409]
    assert partnership(engine).teacher_id in (people.dana.id, people.ellen.id, people.alma.id)


def test_the_page_says_what_it_means_and_accepts(people, signed_in, client, sent, token):
    signed_out = client.get(f"/invitations/{token}", headers={"accept": "text/html"})
    assert "Marcus Bell would like to coach alongside you." in signed_out.text
    assert "You see it first." in signed_out.text
    assert f"/register?next=%2Finvitations%2F{token}" in signed_out.text
    assert "acceptance" not in signed_out.text
    dana = signed_in(people.dana, browser=True)
    assert "acceptance" in dana.get(f"/invitations/{token}").text
    assert dana.post(f"/invitations/{token}/acceptance").headers["location"] == f"/partnerships/{sent['id']}"
    assert dana.get(f"/partnerships/{sent['id']}").status_code == 200
    assert dana.get(f"/invitations/{token}").status_code == 409


def test_an_invitation_to_ones_own_email_needs_no_link(people, signed_in, sent, engine):
    dana = signed_in(people.dana, browser=True)
    assert f"/invitations/{sent['id']}" in dana.get("/").text
    assert dana.post(f"/invitations/{sent['id']}/acceptance").status_code == 303
    assert partnership(engine).teacher_id == people.dana.id


def test_an_account_made_after_the_invitation_needs_the_link(people, signed_in, client, engine):
    """Nobody checks that an e-mail is one's own: registering with an invited address must open nothing."""
    invite = {"as": "coach", "invite": "new@larkspur.example"}
    sent = signed_in(people.marcus).post("/api/partnerships", json=invite).json()
    new = {"name": "Not New", "email": "new@larkspur.example", "password": "correct horse battery staple"}
    client.post("/register", data=new, headers={"accept": "text/html"})
    assert "Marcus" not in client.get("/", headers={"accept": "text/html"}).text
    assert client.get(f"/invitations/{sent['id']}", headers={"accept": "text/html"}).status_code == 404
    assert client.post(f"/invitations/{sent['id']}/acceptance").status_code == 404
    assert partnership(engine).status == "invited"


def test_changing_to_an_invited_email_needs_the_link_too(people, signed_in, engine):
    invite = {"as": "coach", "invite": "new@larkspur.example"}
    sent = signed_in(people.marcus).post("/api/partnerships", json=invite).json()
    ellen = signed_in(people.ellen, browser=True)
    changed = ellen.post("/you/email", data={"email": "new@larkspur.example", "password": PASSWORD})
    assert changed.headers["location"] == "/you?done=email"
    assert "Marcus" not in ellen.get("/").text
    assert ellen.post(f"/invitations/{sent['id']}/acceptance").status_code == 404
    assert partnership(engine).status == "invited"


def test_a_link_sent_again_while_the_first_is_accepted_makes_no_second_partner(people, signed_in, token, engine):
    assert signed_in(people.dana).post(f"/api/invitations/{token}/acceptance").status_code == 200
    with transaction(engine) as db:
        row = db.exec(select(Invitation)).one()
        row.answered_at, row.answer = None, None
    assert signed_in(people.ellen).post(f"/api/invitations/{token}/acceptance").status_code == 409
    assert partnership(engine).teacher_id == people.dana.id


def test_without_a_link_a_signed_out_reader_is_asked_to_sign_in(client, sent):
    answer = client.get(f"/invitations/{sent['id']}", headers={"accept": "text/html"})
    assert answer.headers["location"].startswith("/sign-in?next=")

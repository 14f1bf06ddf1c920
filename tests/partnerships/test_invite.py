"""Inviting: a link that is kept nowhere, for one colleague, as coach or as teacher; by e-mail where there is a server."""

import re
import smtplib
from datetime import timedelta
from typing import ClassVar

import pytest
from sqlmodel import select

from app.accounts.signed_in import hash_of
from app.config import settings
from app.database import transaction
from app.partnerships.models import Invitation, Partnership

pytestmark = pytest.mark.both_databases
TO_DANA = {"as": "coach", "invite": "Dana@larkspur.example ", "message": "Another pair of eyes?"}


def stored(engine, table):
    with transaction(engine, writes=False) as db:
        return db.exec(select(table)).all()


def test_a_program_invites(people, signed_in, engine):
    answer = signed_in(people.marcus).post("/api/partnerships", json=TO_DANA)
    assert answer.status_code == 201
    (partnership,), (invitation,) = stored(engine, Partnership), stored(engine, Invitation)
    url = answer.json()["invitation_url"]
    assert answer.json() == {"id": partnership.id, "status": "invited", "invitation_url": url, "emailed": False}
    assert (partnership.coach_id, partnership.teacher_id, partnership.status) == (people.marcus.id, None, "invited")
    assert (invitation.email, invitation.message) == ("dana@larkspur.example", "Another pair of eyes?")
    base, _slash, token = url.rpartition("/")
    assert base == "http://testserver/invitations"
    partnership_id, secret = token.split(".", 1)
    assert partnership_id == partnership.id
    assert invitation.token_hash == hash_of(secret)
    assert invitation.expires_at - invitation.created_at > timedelta(days=29)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"as": "principal"}, "/as"),
        ({"invite": "dana"}, "/invite"),
        ({"invite": "marcus@larkspur.example"}, "/invite"),
        ({"message": "x" * 601}, "/message"),
        ({"message": "\0"}, "/message"),
        ({"leader": True}, "/leader"),
    ],
)
def test_wrong_input_points_at_its_field(people, signed_in, engine, wrong, pointer):
    answer = signed_in(people.marcus).post("/api/partnerships", json=TO_DANA | wrong)
    assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)
    assert stored(engine, Partnership) == []


def test_the_page_shows_the_link_and_its_qr_code(people, signed_in, engine):
    typed = {"role": "teacher", "invite": "ellen@larkspur.example", "message": "“Wait time” & me"}
    answer = signed_in(people.dana, browser=True).post("/partnerships", data=typed)
    assert answer.status_code == 201
    link = re.search(r'id="link" value="([^"]+)"', answer.text)[1]
    (invitation,) = stored(engine, Invitation)
    assert invitation.token_hash == hash_of(link.rpartition("/")[2].split(".", 1)[1])
    assert 'class="qr"' in answer.text
    assert "style=" not in answer.text


def test_the_page_keeps_what_was_typed(people, signed_in, engine):
    typed = {"role": "", "invite": "ellen@larkspur.example", "message": "You & me"}
    answer = signed_in(people.dana, browser=True).post("/partnerships", data=typed)
    assert answer.status_code == 422
    assert "Say which of the two you are." in answer.text
    assert 'value="ellen@larkspur.example"' in answer.text
    assert "You &amp; me</textarea>" in answer.text
    assert stored(engine, Partnership) == []


def test_a_new_link_closes_the_old_one(people, signed_in):
    marcus, dana = signed_in(people.marcus), signed_in(people.dana)
    sent = marcus.post("/api/partnerships", json=TO_DANA).json()
    old = sent["invitation_url"].removeprefix("http://testserver/invitations/")
    page = signed_in(people.marcus, browser=True).post(f"/partnerships/{sent['id']}/invitations").text
    new = re.search(r'invitations/([^"]+)"', page)[1]
    assert new != old
    assert dana.post(f"/api/invitations/{old}/acceptance").json()["type"] == "/problems/invitation-used"
    assert dana.post(f"/api/invitations/{new}/acceptance").status_code == 200


def test_an_invitation_can_be_taken_back(people, signed_in, engine):
    marcus = signed_in(people.marcus)
    sent = marcus.post("/api/partnerships", json=TO_DANA).json()
    assert marcus.post(f"/api/partnerships/{sent['id']}/ending", json={}).json()["erased"] is True
    assert stored(engine, Partnership) == []
    assert stored(engine, Invitation) == []
    token = sent["invitation_url"].rpartition("/")[2]
    assert signed_in(people.dana).post(f"/api/invitations/{token}/acceptance").status_code == 404


def test_nobody_invites_by_the_hundred(people, signed_in, engine):
    marcus = signed_in(people.marcus)
    answers = [marcus.post("/api/partnerships", json=TO_DANA).status_code for _ in range(31)]
    assert answers == [201] * 30 + [429]
    assert len(stored(engine, Partnership)) == 30


def test_sending_a_link_again_is_one_of_them(people, signed_in):
    marcus = signed_in(people.marcus, browser=True)
    sent = marcus.post("/api/partnerships", json=TO_DANA).json()
    page = f"/partnerships/{sent['id']}/invitations"
    answers = [marcus.post(page).status_code for _ in range(30)]
    assert 429 not in answers[:29]
    assert answers[29] == 429


class Letterbox:
    """A mail server's client that keeps what it is given, or breaks."""

    letters: ClassVar[list] = []
    broken = False

    def __init__(self, host, port, timeout):
        if self.broken:
            raise smtplib.SMTPConnectError(421, "away")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def ehlo(self):
        return None

    def has_extn(self, _name):
        return False

    def send_message(self, letter):
        self.letters.append(letter)


@pytest.fixture
def letterbox(monkeypatch):
    monkeypatch.setattr(smtplib, "SMTP", Letterbox)
    monkeypatch.setattr(settings(), "smtp_host", "mail.larkspur.example")
    monkeypatch.setattr(settings(), "base_url", "http://alongside.larkspur.example")
    monkeypatch.setattr(Letterbox, "letters", [])
    return Letterbox


def test_the_invitation_goes_by_email(people, signed_in, letterbox):
    answer = signed_in(people.marcus).post("/api/partnerships", json=TO_DANA)
    assert answer.json()["emailed"] is True
    (letter,) = letterbox.letters
    assert letter["To"] == "dana@larkspur.example"
    assert letter["Subject"] == "Marcus Bell would like to partner with you"
    assert answer.json()["invitation_url"] in letter.get_content()
    assert "> Another pair of eyes?" in letter.get_content()


def test_a_mail_server_that_is_away_blocks_nothing(people, signed_in, letterbox, monkeypatch, engine):
    monkeypatch.setattr(Letterbox, "broken", True)
    typed = {"role": "coach", "invite": "dana@larkspur.example"}
    answer = signed_in(people.marcus, browser=True).post("/partnerships", data=typed)
    assert answer.status_code == 201
    assert "The e-mail could not be sent" in answer.text
    assert len(stored(engine, Partnership)) == 1

"""You: name and zone, e-mail and password with the present password, tokens shown once."""

import re

import pytest
from sqlmodel import select

from app.accounts.models import Person, SignIn
from app.database import transaction
from tests import cast

pytestmark = pytest.mark.both_databases
NEW = "purple elephants dance slowly"


@pytest.fixture
def dana(signed_in, people):
    return signed_in(people.dana, browser=True)


def stored(engine, person):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Person).where(Person.id == person.id)).one()


def test_name_and_time_zone(dana, people, engine):
    answer = dana.post("/you/description", data={"name": " Dana  O. ", "time_zone": "Africa/Lagos"})
    assert answer.headers["location"] == "/you?done=description"
    row = stored(engine, people.dana)
    assert (row.name, row.time_zone) == ("Dana O.", "Africa/Lagos")
    assert "Your name and time zone are saved." in dana.get("/you?done=description").text


def test_a_wrong_zone_leaves_the_name_in_its_field(dana, people, engine):
    answer = dana.post("/you/description", data={"name": "Someone", "time_zone": "Mars"})
    assert answer.status_code == 422
    assert 'value="Someone"' in answer.text
    assert stored(engine, people.dana).name == "Dana Okafor"


def test_the_email_changes_with_the_password(dana, people, engine):
    dana.post("/you/email", data={"email": "Dana@new.example", "password": cast.PASSWORD})
    assert stored(engine, people.dana).email == "dana@new.example"


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("dana@new.example", "not this password", "Check the e-mail and the password"),
        ("marcus@larkspur.example", cast.PASSWORD, "Sign in with it, or use another e-mail."),
        ("dana", cast.PASSWORD, "Write a whole e-mail address"),
    ],
)
def test_the_email_stays_otherwise(dana, people, engine, email, password, says):
    answer = dana.post("/you/email", data={"email": email, "password": password})
    assert answer.status_code == 422
    assert says in answer.text
    assert password not in answer.text
    assert stored(engine, people.dana).email == "dana@larkspur.example"


def test_a_new_password_signs_out_everything_else(dana, signed_in, people, client):
    elsewhere, program = signed_in(people.dana, browser=True), signed_in(people.dana)
    dana.post("/you/password", data={"present_password": cast.PASSWORD, "new_password": NEW})
    assert elsewhere.get("/api/me").status_code == 401
    assert dana.get("/api/me").status_code == 200
    assert program.get("/api/me").status_code == 401
    old = client.post("/api/sessions", json={"email": people.dana.email, "password": cast.PASSWORD})
    new = client.post("/api/sessions", json={"email": people.dana.email, "password": NEW})
    assert (old.status_code, new.status_code) == (401, 201)


def test_a_weak_new_password_changes_nothing(dana, people, engine):
    answer = dana.post("/you/password", data={"present_password": cast.PASSWORD, "new_password": "passwordpassword"})
    assert answer.status_code == 422
    assert 'aria-describedby="new_password-wrong' in answer.text
    assert stored(engine, people.dana).password_hash == people.dana.password_hash


def test_a_token_is_shown_once_and_works_until_it_is_revoked(dana, people, client, engine):
    shown = dana.post("/you/tokens", data={"label": "My spreadsheet"}).text
    token = re.search(r'id="token" value="([^"]+)"', shown)[1]
    assert token not in dana.get("/you").text
    assert client.get("/api/me", headers={"authorization": f"Bearer {token}"}).json()["id"] == people.dana.id
    with transaction(engine, writes=False) as db:
        row = db.exec(select(SignIn).where(SignIn.kind == "program")).one()
    assert row.label == "My spreadsheet"
    dana.post(f"/you/sign-ins/{row.id}/closure")
    assert client.get("/api/me", headers={"authorization": f"Bearer {token}"}).status_code == 401

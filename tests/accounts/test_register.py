"""Registering: a person with a password that holds, told plainly what is wrong, and signed in at once."""

import pytest
from sqlmodel import select

from app.accounts.models import Person, SignIn
from app.database import transaction
from tests import cast

pytestmark = pytest.mark.both_databases
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}
GOOD = {
    "name": "Dana  Okafor",
    "email": " Dana@Larkspur.example ",
    "password": cast.PASSWORD,
    "time_zone": "Africa/Lagos",
}


def everybody(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Person)).all()


def test_a_program_registers_a_person(client, engine):
    answer = client.post("/api/people", json=GOOD)
    assert answer.status_code == 201
    (person,) = everybody(engine)
    assert answer.json() == {
        "id": person.id,
        "name": "Dana Okafor",
        "email": "dana@larkspur.example",
        "time_zone": "Africa/Lagos",
    }
    assert person.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": "  "}, "/name"),
        ({"name": "D" * 81}, "/name"),
        ({"name": "Da\0na"}, "/name"),
        ({"email": "dana"}, "/email"),
        ({"email": "da\0na@larkspur.example"}, "/email"),
        ({"password": "short"}, "/password"),
        ({"password": "passwordpassword"}, "/password"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "/password"),
        ({"password": "dana@larkspur.example"}, "/password"),
        ({"time_zone": "Mars/Olympus"}, "/time_zone"),
        ({"extra": 1}, "/extra"),
    ],
)
def test_wrong_input_points_at_its_field(client, engine, wrong, pointer):
    answer = client.post("/api/people", json=GOOD | wrong)
    assert (answer.status_code, answer.json()["pointer"]) == (422, pointer)
    assert everybody(engine) == []


def test_an_email_has_one_account(client, engine):
    client.post("/api/people", json=GOOD)
    again = client.post("/api/people", json=GOOD | {"email": "DANA@larkspur.example"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/email-taken")
    assert len(everybody(engine)) == 1


def test_the_page_registers_and_signs_in(client, engine):
    answer = client.post("/register", data=GOOD | {"next": "/invitations/abc.def"}, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/invitations/abc.def")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("alongside=")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert "Secure" not in cookie
    assert client.get("/api/me").json()["email"] == "dana@larkspur.example"
    with transaction(engine, writes=False) as db:
        (session,) = db.exec(select(SignIn)).all()
    assert session.kind == "browser"
    assert cookie.split(";")[0].removeprefix("alongside=") not in str(session)


def test_the_page_keeps_what_was_typed_but_never_the_password(client, engine):
    secret = "tooshort77"
    answer = client.post("/register", data=GOOD | {"password": secret}, headers=BROWSER)
    assert answer.status_code == 422
    assert 'value="Dana  Okafor"' in answer.text
    assert ' aria-invalid="true" autofocus aria-describedby="password-wrong password-hint">' in answer.text
    assert "Use at least 12 characters" in answer.text
    assert secret not in answer.text
    assert everybody(engine) == []


def test_the_page_says_that_an_email_is_taken(client, engine):
    client.post("/api/people", json=GOOD)
    answer = client.post("/register", data=GOOD, headers=BROWSER)
    assert answer.status_code == 422
    assert "Sign in with it, or use another e-mail." in answer.text
    assert len(everybody(engine)) == 1


def test_an_unknown_time_zone_of_a_browser_is_no_obstacle(client, engine):
    client.post("/register", data=GOOD | {"time_zone": "Mars/Olympus"}, headers=BROWSER)
    (person,) = everybody(engine)
    assert person.time_zone == "UTC"

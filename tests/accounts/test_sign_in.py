"""Signing in: a row that can be revoked, a cookie that scripts cannot read, a brake on guessing."""

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from app.accounts.models import SignIn
from app.accounts.rules import path_within
from app.database import transaction
from tests import cast

pytestmark = pytest.mark.both_databases
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}
DANA = {"email": "dana@larkspur.example", "password": cast.PASSWORD}


def sessions(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(SignIn).order_by(SignIn.created_at)).all()


def test_a_program_gets_a_token_and_gives_it_back(client, people):
    token = client.post("/api/sessions", json=DANA).json()["token"]
    with_token = {"authorization": f"Bearer {token}"}
    assert client.get("/api/me", headers=with_token).json()["id"] == people.dana.id
    assert client.delete("/api/sessions/current", headers=with_token).status_code == 204
    assert client.get("/api/me", headers=with_token).status_code == 401


def test_the_page_signs_in_and_goes_where_the_person_wanted(client, people, engine):
    answer = client.post("/sign-in", data=DANA | {"next": "/partnerships/new"}, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/partnerships/new")
    assert [(row.person_id, row.kind) for row in sessions(engine)] == [(people.dana.id, "browser")]


def test_behind_https_the_cookie_is_bound_to_this_host(app, people):
    with TestClient(app, base_url="https://testserver", follow_redirects=False) as client:
        cookie = client.post("/sign-in", data=DANA, headers=BROWSER).headers["set-cookie"]
    assert cookie.startswith("__Host-alongside=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "wrong", [{"password": "not this password"}, {"email": "nobody@larkspur.example"}, {"email": "\0"}]
)
def test_wrong_credentials_do_not_say_which(client, people, engine, wrong):
    answer = client.post("/sign-in", data=DANA | wrong, headers=BROWSER)
    assert answer.status_code == 422
    assert "Check the e-mail and the password, and try again." in answer.text
    assert cast.PASSWORD not in answer.text
    refused = client.post("/api/sessions", json=DANA | wrong)
    assert (refused.status_code, refused.json()["type"]) == (401, "/problems/wrong-credentials")
    assert sessions(engine) == []


def test_guessing_is_slowed_down(client, people):
    wrong = DANA | {"password": "not this password"}
    answers = [client.post("/api/sessions", json=wrong).status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]
    assert client.post("/api/sessions", json=DANA).headers["retry-after"].isdigit()
    assert client.post("/sign-in", data=DANA, headers=BROWSER).status_code == 429


def test_signing_in_as_somebody_else_ends_the_session_before(client, people, engine):
    client.post("/sign-in", data=DANA, headers=BROWSER)
    client.post("/sign-in", data=DANA | {"email": "marcus@larkspur.example"}, headers=BROWSER)
    first, second = sessions(engine)
    assert first.revoked_at is not None
    assert (second.person_id, second.revoked_at) == (people.marcus.id, None)


def test_a_page_asks_to_sign_in_and_comes_back(client):
    answer = client.get("/partnerships", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fpartnerships")
    assert 'name="next" value="/partnerships"' in client.get(answer.headers["location"], headers=BROWSER).text


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/a\\b", "javascript:alert(1)", "", "/a\nb", "/ü"],
)
def test_nobody_is_sent_to_another_site(elsewhere):
    assert path_within(elsewhere) == "/"


def test_a_device_that_belongs_to_somebody_else_is_not_served(signed_in, people):
    dana = signed_in(people.dana, browser=True)
    assert dana.get("/api/me", headers={"alongside-person": people.dana.id}).status_code == 200
    assert dana.get("/api/me", headers={"alongside-person": people.marcus.id}).status_code == 401

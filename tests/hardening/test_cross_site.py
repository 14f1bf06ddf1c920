"""A write that another site's page sends is refused, whatever its method and whoever is signed in."""

import pytest
from sqlmodel import select

from app.accounts.models import SignIn
from app.database import transaction

FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "nonsense"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://testserver.elsewhere.example"},
    {"origin": "http://testserver:8000"},
    {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
]
OWN = [
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"origin": "http://testserver"},
    {},
]


@pytest.fixture
def browser(signed_in, people):
    browser = signed_in(people.dana, browser=True)
    del browser.headers["sec-fetch-site"]
    return browser


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_another_sites_write_is_refused(browser, engine, headers, method):
    answer = browser.request(method, "/sessions/current/closure", headers=headers)
    assert answer.status_code == 403
    assert still_signed_in(engine)


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_ones_own_write_is_taken(browser, engine, headers):
    assert browser.post("/sessions/current/closure", headers=headers).status_code == 303
    assert not still_signed_in(engine)


def still_signed_in(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(SignIn.revoked_at)).one() is None


@pytest.mark.parametrize("path", ["/sign-in", "/register", "/demonstration", "/api/sessions", "/api/people"])
def test_before_signing_in_too(client, path):
    answer = client.post(path, headers={"sec-fetch-site": "cross-site"}, json={})
    assert answer.status_code == 403


def test_programs_get_a_problem_and_people_a_page(client):
    refused = {"sec-fetch-site": "cross-site"}
    assert client.post("/api/sessions", headers=refused).json()["type"] == "/problems/cross-site"
    page = client.post("/sign-in", headers=refused | {"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<main" in page.text


def test_reading_is_not_writing(client):
    assert client.get("/sign-in", headers={"sec-fetch-site": "cross-site"}).status_code == 200

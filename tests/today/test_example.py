"""Looking around: fills an empty database and nothing else, signs the visitor in, says how to be the other."""

import pytest
from sqlmodel import select

from app.accounts.models import Person
from app.config import settings
from app.database import transaction

pytestmark = pytest.mark.both_databases
BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


def emails(engine):
    with transaction(engine, writes=False) as db:
        return sorted(person.email for person in db.exec(select(Person)).all())


def test_the_visitor_is_dana(client, engine):
    answer = client.post("/demonstration", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert emails(engine) == ["dana@larkspur.example", "marcus@larkspur.example"]
    page = client.get("/", headers=BROWSER).text
    assert "This is the example" in page
    assert "correct horse battery staple" in page
    assert "/sign-in?email=marcus%40larkspur.example" in page
    marcus = client.get("/sign-in?email=marcus%40larkspur.example", headers=BROWSER).text
    assert 'value="marcus@larkspur.example"' in marcus


def test_a_database_with_people_is_left_alone(client, people, engine):
    before = emails(engine)
    refused = client.post("/demonstration", headers=BROWSER)
    assert refused.status_code == 409
    assert "The example can only fill an empty database." in refused.text
    assert emails(engine) == before


def test_a_server_that_does_not_offer_it_refuses_it(client, engine, monkeypatch):
    monkeypatch.setattr(settings(), "offer_example", False)
    assert "/demonstration" not in client.get("/", headers=BROWSER).text
    assert client.post("/demonstration", headers=BROWSER).status_code == 404
    assert emails(engine) == []

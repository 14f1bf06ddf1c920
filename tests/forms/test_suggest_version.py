"""A change is a new version: the ones before stay as they are, and both are needed again."""

import pytest

from tests.forms.forms import count, sweep

pytestmark = pytest.mark.both_databases


def test_a_new_version_is_proposed_beside_the_locked_one(agreed_form, people, signed_in):
    dana = signed_in(people.dana)
    answer = dana.post(f"{agreed_form.api}/versions", json={"measures": [sweep()], "what_changed": "Only the sweep"})
    assert answer.status_code == 201
    assert answer.json() == {"id": agreed_form.id, "version": 2, "status": "proposed", "agreed_by": ["teacher"]}
    first, second = dana.get(agreed_form.api).json()["versions"]
    assert (first["status"], first["measures"], first["superseded"]) == ("agreed", agreed_form.measures, True)
    assert (second["title"], second["what_changed"]) == (first["title"], "Only the sweep")


def test_visits_go_on_with_the_agreed_version_meanwhile(agreed_form, people, signed_in):
    signed_in(people.dana).post(f"{agreed_form.api}/versions", json={"measures": [sweep()]})
    (listed,) = signed_in(people.dana).get(f"{agreed_form.partners.api}/forms").json()["forms"]
    assert (listed["version"], listed["status"], listed["agreed_version"]) == (2, "proposed", 1)


def test_the_reason_stays_when_the_coach_suggests(partners, people, signed_in):
    first = {"title": "Praise", "measures": [count()], "why": "I want to know."}
    form = signed_in(people.dana).post(f"{partners.api}/forms", json=first).json()
    address = f"{partners.api}/forms/{form['id']}"
    marcus = signed_in(people.marcus)
    assert marcus.post(f"{address}/versions", json={"measures": [sweep()]}).status_code == 201
    assert marcus.post(f"{address}/versions", json={"measures": [sweep()], "why": "Mine."}).status_code == 422
    assert [v["why"] for v in marcus.get(address).json()["versions"]] == ["I want to know."] * 2


def test_there_is_no_version_of_a_form_that_is_not_there(agreed_form, people, signed_in):
    address = f"{agreed_form.partners.api}/forms/nothing/versions"
    assert signed_in(people.dana).post(address, json={"measures": [sweep()]}).status_code == 404
    said = {"measures": [sweep()]}
    assert signed_in(people.ellen).post(f"{agreed_form.api}/versions", json=said).status_code == 404

"""Agreeing: the second signature locks a version; nobody signs what has been replaced."""

import pytest

from tests.forms.forms import count, sweep

pytestmark = pytest.mark.both_databases


@pytest.fixture
def proposed(partners, people, signed_in):
    said = {"title": "Praise", "measures": [count()]}
    form = signed_in(people.marcus).post(f"{partners.api}/forms", json=said).json()
    return f"{partners.api}/forms/{form['id']}"


def test_the_second_signature_agrees(proposed, people, signed_in):
    answer = signed_in(people.dana).post(f"{proposed}/versions/1/agreement")
    assert answer.status_code == 200
    assert answer.json()["status"] == "agreed"
    (version,) = signed_in(people.marcus).get(proposed).json()["versions"]
    assert (version["agreed_by"], version["agreed_at"]) == (["coach", "teacher"], answer.json()["agreed_at"])


def test_signing_again_changes_nothing(proposed, people, signed_in):
    again = signed_in(people.marcus).post(f"{proposed}/versions/1/agreement")
    assert (again.status_code, again.json()["status"], again.json()["agreed_at"]) == (200, "proposed", None)
    dana = signed_in(people.dana)
    first = dana.post(f"{proposed}/versions/1/agreement").json()
    assert dana.post(f"{proposed}/versions/1/agreement").json() == first


def test_a_replaced_version_is_not_signed(proposed, people, signed_in):
    marcus, dana = signed_in(people.marcus), signed_in(people.dana)
    marcus.post(f"{proposed}/versions", json={"measures": [sweep()]})
    refused = dana.post(f"{proposed}/versions/1/agreement")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/version-superseded")
    assert dana.post(f"{proposed}/versions/2/agreement").json()["status"] == "agreed"


def test_what_was_agreed_stays_agreed_when_replaced(agreed_form, people, signed_in):
    signed_in(people.marcus).post(f"{agreed_form.api}/versions", json={"measures": [sweep()]})
    again = signed_in(people.dana).post(f"{agreed_form.api}/versions/1/agreement")
    assert (again.status_code, again.json()["status"]) == (200, "agreed")


@pytest.mark.parametrize("number", ["2", "0", "-1", "one", "1.0", "١", "9" * 40])
def test_a_version_that_is_not_there_is_not_found(proposed, people, signed_in, number):
    assert signed_in(people.dana).post(f"{proposed}/versions/{number}/agreement").status_code == 404


def test_an_outsider_signs_nothing(proposed, people, signed_in):
    assert signed_in(people.ellen).post(f"{proposed}/versions/1/agreement").status_code == 404
    (version,) = signed_in(people.dana).get(proposed).json()["versions"]
    assert version["agreed_by"] == ["coach"]

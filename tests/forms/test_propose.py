"""Proposing a form: its first version is proposed, and its proposer agrees by proposing."""

import pytest

from tests.forms.forms import EVERY_KIND, count

pytestmark = pytest.mark.both_databases


def propose(client, partners, **said):
    return client.post(f"{partners.api}/forms", json={"title": "Praise", "measures": [count()]} | said)


def test_whoever_proposes_agrees_by_proposing(partners, people, signed_in):
    for person, role in ((people.marcus, "coach"), (people.dana, "teacher")):
        answer = propose(signed_in(person), partners)
        assert answer.status_code == 201
        assert answer.json() | {"id": ""} == {"id": "", "version": 1, "status": "proposed", "agreed_by": [role]}


def test_every_kind_of_measure_is_read_back_as_it_was_said(partners, people, signed_in):
    form = propose(signed_in(people.marcus), partners, measures=EVERY_KIND).json()
    read = signed_in(people.dana).get(f"{partners.api}/forms/{form['id']}").json()
    assert read["versions"][0]["measures"] == EVERY_KIND
    assert (read["versions"][0]["proposed_by"], read["versions"][0]["agreed_at"]) == ("coach", None)


def test_both_find_it_in_the_list_and_an_outsider_finds_nothing(partners, people, signed_in):
    form = propose(signed_in(people.marcus), partners).json()
    listed = signed_in(people.dana).get(f"{partners.api}/forms").json()["forms"]
    assert [(f["id"], f["status"], f["agreed_version"]) for f in listed] == [(form["id"], "proposed", None)]
    ellen = signed_in(people.ellen)
    hidden = ellen.get(f"{partners.api}/forms/{form['id']}")
    nowhere = ellen.get(f"/api/partnerships/0/forms/{form['id']}")
    assert (hidden.status_code, hidden.content) == (404, nowhere.content)
    assert propose(ellen, partners).status_code == 404


def test_a_partnership_sees_its_own_forms_alone(partners, people, signed_in, engine):
    from tests.cast import add_partners

    form = propose(signed_in(people.marcus), partners).json()
    others = add_partners(engine, coach=people.marcus, teacher=people.ellen)
    assert signed_in(people.marcus).get(f"{others.api}/forms").json() == {"forms": []}
    assert signed_in(people.marcus).get(f"{others.api}/forms/{form['id']}").status_code == 404


@pytest.mark.parametrize("status", ["invited", "paused", "ended"])
def test_only_active_partners_propose(partners, people, signed_in, engine, status):
    import sqlalchemy as sa

    with engine.begin() as connection:
        connection.execute(sa.text("update partnership set status = :s"), {"s": status})
    assert propose(signed_in(people.marcus), partners).status_code == 409


def test_the_reason_is_the_teachers_to_write(partners, people, signed_in):
    refused = propose(signed_in(people.marcus), partners, why="I think Dana should praise more.")
    assert (refused.status_code, refused.json()["pointer"]) == (422, "/why")
    form = propose(signed_in(people.dana), partners, why="I want to know.").json()
    read = signed_in(people.marcus).get(f"{partners.api}/forms/{form['id']}").json()
    assert read["versions"][0]["why"] == "I want to know."

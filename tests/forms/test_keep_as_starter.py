"""An agreed form kept as a starter: offered to the two who agreed to it, and to nobody else."""

import pytest

from tests.cast import add_form, add_partners
from tests.forms.test_draft import drafts, keep, started

pytestmark = pytest.mark.both_databases


def shelf(client, partners):
    draft = started(client, partners, "transitions")
    return client.get(f"{draft}/measure").text


def test_either_keeps_it_and_both_are_offered_it(agreed_form, partners, marcus, dana):
    answer = marcus.post(f"{agreed_form.page}/versions/1/starter")
    assert answer.headers["location"] == f"{agreed_form.page}?version=1#use-again"
    for client in (marcus, dana):
        assert "No longer a starter" in client.get(agreed_form.page).text
        page = client.get(f"{partners.page}/forms/new").text
        assert page.count(f'value="{agreed_form.id}"') == 1
        assert page.index("Starters of ours") < page.index("Starter forms")
        assert f"?start={agreed_form.id}.praise" in shelf(client, partners)


def test_a_measure_started_from_it_keeps_its_key_so_that_visits_can_be_compared(agreed_form, partners, marcus, engine):
    marcus.post(f"{agreed_form.page}/versions/1/starter")
    draft = started(marcus, partners)
    start = f"{agreed_form.id}.praise"
    page = marcus.get(f"{draft}/measure?start={start}").text
    assert 'value="Specific"' in page
    assert f'name="start" value="{start}"' in page
    keep(marcus, draft, kind="count", label="Praise, reworded", start=start)
    (kept,) = drafts(engine)
    assert [m["key"] for m in kept.content["measures"]] == ["praise"]


def test_kept_twice_is_kept_once_and_let_go_is_gone(agreed_form, partners, marcus, dana):
    for _press in range(2):
        assert marcus.post(f"{agreed_form.page}/versions/1/starter").status_code == 303
    for _press in range(2):
        assert dana.post(f"{agreed_form.page}/starter/removal").status_code == 303
    page = marcus.get(f"{partners.page}/forms/new").text
    assert "Starters of ours" not in page
    assert "Forms of ours" in page
    assert "Keep as a starter" in marcus.get(agreed_form.page).text


def test_what_is_kept_stays_what_it_was_when_a_newer_version_is_agreed(
    agreed_form, partners, people, signed_in, marcus
):
    marcus.post(f"{agreed_form.page}/versions/1/starter")
    newer = {"title": "Newer", "measures": agreed_form.measures[:1]}
    signed_in(people.marcus).post(f"{agreed_form.api}/versions", json=newer)
    signed_in(people.dana).post(f"{agreed_form.api}/versions/2/agreement")
    page = marcus.get(f"{partners.page}/forms/new").text
    assert "Praise and questions" in page.partition("Starter forms")[0]
    assert "It takes the place of version 1" in marcus.get(agreed_form.page).text
    marcus.post(f"{agreed_form.page}/versions/2/starter")
    assert "Newer" in marcus.get(f"{partners.page}/forms/new").text.partition("Starter forms")[0]


def test_what_is_not_agreed_is_not_kept(partners, dana):
    form = add_form(partners, agreed_by=("coach",))
    assert dana.post(f"{form.page}/versions/1/starter").status_code == 409
    assert "Keep as a starter" not in dana.get(form.page).text
    assert dana.post(f"{form.page}/versions/2/starter").status_code == 404


def test_it_is_offered_in_no_other_partnership(agreed_form, people, marcus, engine):
    marcus.post(f"{agreed_form.page}/versions/1/starter")
    others = add_partners(engine, coach=people.marcus, teacher=people.ellen)
    page = marcus.get(f"{others.page}/forms/new").text
    assert agreed_form.id not in page
    assert "Starters of ours" not in page
    draft = started(marcus, others, agreed_form.id)
    assert [kept.content["measures"] for kept in drafts(engine)] == [[]]
    assert "Praise and questions" not in marcus.get(f"{draft}/measure?start={agreed_form.id}.praise").text


def test_an_outsider_keeps_nothing_and_an_ended_partnership_neither(agreed_form, ellen, dana, engine):
    import sqlalchemy as sa

    assert ellen.post(f"{agreed_form.page}/versions/1/starter").status_code == 404
    assert ellen.post(f"{agreed_form.page}/starter/removal").status_code == 404
    with engine.begin() as connection:
        connection.execute(sa.text("update partnership set status = 'ended'"))
    assert dana.post(f"{agreed_form.page}/versions/1/starter").status_code == 409
    assert dana.post(f"{agreed_form.page}/starter/removal").status_code == 409


def test_erasing_takes_it_along(agreed_form, marcus, people, signed_in, engine):
    import sqlalchemy as sa

    marcus.post(f"{agreed_form.page}/versions/1/starter")
    ended = signed_in(people.dana).post(f"{agreed_form.partners.api}/ending", json={"erase": True})
    assert ended.status_code in (200, 204)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select count(*) from form_starter")) == 0

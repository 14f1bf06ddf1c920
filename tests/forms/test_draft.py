"""A draft never leaves its author: kept, changed, proposed or thrown away by one person, unseen by the other."""

import re

import pytest
from sqlmodel import Session, select

from app.forms.models import Form, FormDraft, FormVersion

pytestmark = pytest.mark.both_databases


def started(client, partners, *starters):
    answer = client.post(f"{partners.page}/forms/drafts", data={"start": list(starters)})
    assert answer.status_code == 303
    return answer.headers["location"].removesuffix("/measure")


def stamp_of(client, path):
    return re.search(r'name="stamp" value="([^"]*)"', client.get(path).text)[1]


def keep(client, draft, path="measure", then="keep", **typed):
    fields = {"kind": "count", "label": "Turns", "stamp": stamp_of(client, f"{draft}/{path}"), "then": then} | typed
    return client.post(f"{draft}/{path}", data=fields)


def drafts(engine):
    with Session(engine) as db:
        return db.exec(select(FormDraft)).all()


def test_starting_makes_a_draft_of_all_that_was_ticked_and_no_form(partners, marcus, engine):
    started(marcus, partners, "praise_and_redirection", "on_task_sweep")
    (draft,) = drafts(engine)
    assert [m["key"] for m in draft.content["measures"]] == ["praise_and_redirection", "on_task"]
    with Session(engine) as db:
        assert db.exec(select(Form)).all() == []


def test_a_form_of_ours_can_be_started_from(partners, agreed_form, marcus, engine):
    started(marcus, partners, agreed_form.id)
    (draft,) = drafts(engine)
    assert (draft.content["title"], draft.content["measures"]) == ("Praise and questions", agreed_form.measures)


def test_the_other_and_an_outsider_find_nothing_of_it(partners, marcus, dana, ellen):
    draft = started(marcus, partners, "who_talks")
    assert keep(marcus, draft, label="A secret measure").status_code == 303
    for path in (draft, f"{draft}/measure", f"{draft}/measures/who_talks", draft.removesuffix("/draft")):
        assert dana.get(path).status_code == 404
        assert ellen.get(path).status_code == 404
    for path in ("/forms", f"{partners.page}/forms", f"{partners.page}/forms/new", partners.page):
        assert "secret" not in dana.get(path).text
        assert "Who talks" not in dana.get(f"{partners.page}/forms").text
    assert dana.get(f"{partners.api}/forms").json() == {"forms": []}
    assert "Who talks" in marcus.get("/forms").text


def test_a_draft_of_an_existing_form_stays_with_its_author_too(proposed, marcus, dana, engine):
    keep(dana, f"{proposed}/draft", "measures/praise", label="Dana’s wording")
    assert "Dana’s wording" in dana.get(f"{proposed}/draft").text
    for path in (proposed, f"{proposed}/draft", f"{proposed}/draft/measures/praise", f"{proposed}/changes"):
        assert "Dana’s wording" not in marcus.get(path).text
    keep(marcus, f"{proposed}/draft", "measures/praise", label="Marcus’s wording")
    assert "Marcus’s wording" not in dana.get(f"{proposed}/draft").text
    assert len(drafts(engine)) == 2


def test_an_unfinished_measure_can_be_kept_but_not_proposed(partners, marcus, engine):
    draft = started(marcus, partners)
    assert keep(marcus, draft, label="", definition="Each time …").status_code == 303
    (kept,) = drafts(engine)
    assert kept.content["measures"][0] | {"key": ""} == {
        "key": "", "kind": "count", "label": "", "definition": "Each time …", "options": []
    }  # fmt: skip
    answer = marcus.post(draft, data={"title": "Turns", "then": "propose"})
    assert answer.status_code == 422
    assert "Write something here." in answer.text


def test_proposing_leaves_nothing_of_the_draft(partners, marcus, dana, engine):
    draft = started(marcus, partners, "question_types")
    answer = marcus.post(draft, data={"title": "Questions", "then": "propose"})
    assert (answer.status_code, answer.headers["location"]) == (303, draft.removesuffix("/draft"))
    assert drafts(engine) == []
    assert "Marcus proposed this" in dana.get(draft.removesuffix("/draft")).text


def test_proposing_twice_is_proposing_once(partners, marcus, engine):
    draft = started(marcus, partners, "question_types")
    for _press in range(2):
        assert marcus.post(draft, data={"title": "Questions", "then": "propose"}).status_code == 303
    with Session(engine) as db:
        assert len(db.exec(select(FormVersion)).all()) == 1


def test_a_measure_sent_twice_is_added_once(partners, marcus, engine):
    draft = started(marcus, partners)
    fields = {"kind": "count", "label": "Turns", "stamp": stamp_of(marcus, f"{draft}/measure"), "then": "propose"}
    for _press in range(2):
        answer = marcus.post(f"{draft}/measure", data=fields)
        assert (answer.status_code, answer.headers["location"]) == (303, draft.removesuffix("/draft"))
    with Session(engine) as db:
        (version,) = db.exec(select(FormVersion)).all()
    assert version.measures == [{"key": "turns", "kind": "count", "label": "Turns"}]


def test_a_draft_changed_in_another_window_is_shown_before_it_is_overwritten(partners, marcus):
    draft = started(marcus, partners, "who_talks")
    old = stamp_of(marcus, f"{draft}/measures/who_talks")
    keep(marcus, draft, "measures/who_talks", kind="duration", label="Whose voice")
    answer = keep(marcus, draft, "measures/who_talks", kind="duration", label="Voices", stamp=old)
    assert answer.status_code == 409
    assert "Voices" in answer.text
    assert "Whose voice" in marcus.get(draft).text


def test_thrown_away_is_gone(partners, marcus, engine):
    draft = started(marcus, partners, "who_talks")
    assert marcus.post(f"{draft}/removal").status_code == 303
    assert drafts(engine) == []
    assert marcus.get(draft).status_code == 404


def test_measures_are_moved_and_removed(partners, marcus, engine):
    draft = started(marcus, partners, "who_talks", "on_task_sweep", "transitions")
    marcus.post(f"{draft}/measures/transitions/position", data={"to": "up"})
    marcus.post(f"{draft}/measures/who_talks/removal")
    (kept,) = drafts(engine)
    assert [m["key"] for m in kept.content["measures"]] == ["transitions", "on_task"]
    assert marcus.post(f"{draft}/measures/nothing/removal").status_code == 404

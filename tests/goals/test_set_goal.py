"""The goal: the teacher's alone to write, kept as a history, never overwritten."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.goals.models import Goal

pytestmark = pytest.mark.both_databases


def goals(engine):
    with transaction(engine, writes=False) as db:
        return db.exec(select(Goal).order_by(Goal.set_at)).all()


@pytest.fixture
def dana(signed_in, people):
    return signed_in(people.dana, browser=True)


def test_the_teacher_sets_and_changes_it(dana, partners, people, signed_in, engine):
    first = {"text": "Hear what I praise", "how_known": "Three lessons\r\n counted"}
    assert dana.post(f"{partners.page}/goals", data=first).headers["location"] == partners.page
    dana.post(f"{partners.page}/goals", data={"text": "Ask, then wait"})
    rows = goals(engine)
    assert [(row.text, row.how_known) for row in rows] == [
        ("Hear what I praise", "Three lessons\n counted"),
        ("Ask, then wait", ""),
    ]
    assert {row.set_by for row in rows} == {people.dana.id}
    assert signed_in(people.marcus).get(partners.api).json()["goal"] == {"text": "Ask, then wait", "how_known": ""}
    assert "Hear what I praise" in signed_in(people.marcus, browser=True).get(f"{partners.page}/goals").text


def test_the_same_again_is_no_change(dana, partners, engine):
    for _ in range(2):
        dana.post(f"{partners.page}/goals", data={"text": "Ask, then wait"})
    assert len(goals(engine)) == 1


@pytest.mark.parametrize("text", ["   ", "x" * 601, "a\0b"])
def test_wrong_words_are_said_at_the_field(dana, partners, engine, text):
    answer = dana.post(f"{partners.page}/goals", data={"text": text, "how_known": "kept in its field"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "kept in its field</textarea>" in answer.text
    assert goals(engine) == []


def test_the_coach_does_not_set_it(signed_in, people, partners, engine):
    marcus = signed_in(people.marcus, browser=True)
    assert marcus.post(f"{partners.page}/goals", data={"text": "Mine"}).status_code == 409
    assert "<textarea" not in marcus.get(f"{partners.page}/goals").text
    assert goals(engine) == []


def test_not_while_paused(dana, partners, engine):
    dana.post(f"{partners.page}/pause")
    assert dana.post(f"{partners.page}/goals", data={"text": "Later"}).status_code == 409
    assert goals(engine) == []

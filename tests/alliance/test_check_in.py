"""Three open questions, the teacher's answers first; private until shared; nothing is overwritten."""

import pytest
from sqlmodel import select

from app.alliance.models import CheckInAnswer
from app.database import transaction
from tests.cast import add_visit, lesson

pytestmark = pytest.mark.both_databases
DUE = "How is our partnership?"


@pytest.fixture
def dana(people, signed_in):
    return signed_in(people.dana, browser=True)


@pytest.fixture
def marcus(people, signed_in):
    return signed_in(people.marcus, browser=True)


@pytest.fixture
def page(partners):
    return f"{partners.page}/check-ins"


@pytest.fixture
def ended(visit):
    visit.record(*lesson())
    return visit


def answers(first, second="", share="yes", turn="0"):
    return {"turn": turn, "answer_0": first, "answer_1": second, "share": share}


def kept(engine):
    with transaction(engine, writes=False) as db:
        return [(row.text, row.shared) for row in db.exec(select(CheckInAnswer).order_by(CheckInAnswer.id)).all()]


def test_nothing_is_asked_before_there_is_a_visit_to_look_back_at(visit, dana, page, engine):
    assert DUE not in dana.get(visit.partners.page).text
    assert dana.post(page, data=answers("Mine")).status_code == 404
    assert kept(engine) == []


def test_private_words_are_read_by_their_author_alone(ended, dana, marcus, page):
    assert dana.post(page, data=answers("Mostly his", share="")).status_code == 303
    for address in (page, ended.partners.page):
        assert "Mostly his" in dana.get(address).text
        assert "Mostly his" not in marcus.get(address).text


def test_the_coach_answers_once_the_teacher_has_written_something_shared_or_not(ended, dana, marcus, page, engine):
    assert "Dana answers first" in marcus.get(ended.partners.page).text
    assert marcus.post(page, data=answers("Hers")).status_code == 409
    dana.post(page, data=answers("Both of ours", share=""))
    assert "Dana answers first" not in marcus.get(ended.partners.page).text
    assert marcus.post(page, data=answers("Hers")).status_code == 303
    assert kept(engine) == [("Both of ours", False), ("Hers", True)]
    assert "Hers" in dana.get(ended.partners.page).text


def test_what_was_shared_and_then_changed_stays_beside_the_new_words(ended, dana, marcus, page, engine):
    dana.post(page, data=answers("Mine"))
    dana.post(page, data=answers("Both of ours"))
    assert kept(engine) == [("Mine", True), ("Both of ours", True)]
    said = marcus.get(page).text
    assert "Both of ours" in said
    assert "Before: Mine" in said


def test_a_private_change_of_what_was_shared_is_not_shared(ended, dana, marcus, page):
    dana.post(page, data=answers("Mine"))
    dana.post(page, data=answers("Honestly, his", share=""))
    assert "Honestly" not in marcus.get(page).text
    assert "Mine" in marcus.get(page).text
    assert "Honestly" in dana.get(page).text


def test_shared_words_can_be_taken_back_in_sight_of_both(ended, dana, marcus, page, engine):
    dana.post(page, data=answers("Mine", "The pads"))
    dana.post(page, data=answers("", "The pads"))
    assert kept(engine) == [("Mine", True), ("The pads", True), ("", True)]
    assert "taken back" in marcus.get(page).text


def test_sending_the_same_again_adds_nothing(ended, dana, page, engine):
    for _again in range(2):
        dana.post(page, data=answers("Mine"))
    assert kept(engine) == [("Mine", True)]


@pytest.mark.parametrize("said", [{}, {"answer_0": "  "}, {"answer_0": "x" * 2001}, {"answer_0": "a\x07b"}])
def test_what_cannot_be_kept_is_said_and_stays_in_its_field(ended, dana, page, said, engine):
    again = dana.post(page, data=answers("") | said)
    assert again.status_code == 422
    assert 'role="alert"' in again.text
    assert kept(engine) == []


def test_every_third_visit_brings_the_next_and_the_earlier_ones_can_be_read(ended, dana, marcus, page):
    dana.post(page, data=answers("After the first"))
    for _more in range(2):
        add_visit(ended.form).record(*lesson())
    assert "Dana answers first" in marcus.get(page).text
    assert "After the first" in marcus.get(page).text
    assert "After the first" not in marcus.get(ended.partners.page).text
    assert dana.post(page, data=answers("After the third", turn="1")).status_code == 303
    assert dana.post(page, data=answers("Too soon", turn="2")).status_code == 404
    assert "After the third" in marcus.get(ended.partners.page).text


def test_an_ended_partnership_can_be_read_and_not_added_to(ended, dana, marcus, page):
    dana.post(page, data=answers("Mine"))
    marcus.post(f"{ended.partners.page}/ending")
    assert dana.post(page, data=answers("More")).status_code == 409
    assert "Mine" in marcus.get(page).text


def test_however_many_there_were_they_take_as_many_statements(ended, dana, page, count_queries):
    dana.get(page)
    with count_queries() as few:
        dana.get(page)
    for _more in range(8):
        add_visit(ended.form).record(*lesson())
    with count_queries() as many:
        assert dana.get(page).status_code == 200
    assert len(many) == len(few) <= 10

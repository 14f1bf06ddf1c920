"""A pair's own questions for its reflections: changed from now on; what was answered keeps the question it answers."""

import pytest
from sqlmodel import select

from app.database import transaction
from app.debrief.models import QuestionSet
from app.debrief.questions import QUESTIONS, Asked
from app.debrief.reflections import BEFORE, CHOSEN, questions_for
from tests.cast import entry

pytestmark = pytest.mark.both_databases
OWN = ["What surprised you?", "Was it 100% you?"]


def change(client, visit, *questions):
    typed = {f"question_{i}": text for i, text in enumerate(questions)}
    return client.post(f"{visit.partners.page}/questions", data=typed)


def reflect(visit, person, prompt, text, kind="reflection", n=1):
    visit.record(entry(kind, n=n, prompt=prompt, text=text), by=person, device=f"phone of {person.name}")


def asked_on(page):
    return [part.partition("</h4>")[0] for part in page.split('<h4 class="rq">')[1:]]


@pytest.mark.parametrize("who", ["dana", "marcus"])
def test_either_partner_changes_them_for_both(looked, both, who):
    assert "Change the questions" in both.dana.get(looked.page).text
    assert change(getattr(both, who), looked, OWN[0], "", OWN[1]).status_code == 303
    for client in (both.dana, both.marcus):
        page = client.get(looked.page)
        assert page.status_code == 200
        assert asked_on(page.text) == OWN
        listed = client.get(f"{looked.partners.page}/questions").text
        assert OWN[0] in listed
        assert "What everybody begins with." in listed


def test_an_answered_visit_keeps_its_questions(looked, both, people):
    reflect(looked, people.dana, QUESTIONS[0], "I noticed.")
    change(both.marcus, looked, *OWN)
    assert asked_on(both.marcus.get(looked.page).text) == list(QUESTIONS)


def test_private_words_on_an_old_question_are_still_there_for_their_writer(looked, both, people):
    reflect(looked, people.dana, QUESTIONS[2], "not shared yet", kind="draft")
    change(both.marcus, looked, *OWN)
    mine, theirs = both.dana.get(looked.page).text, both.marcus.get(looked.page).text
    assert asked_on(mine) == [*OWN, QUESTIONS[2]]
    assert "not shared yet" in mine
    assert asked_on(theirs) == OWN
    assert "not shared yet" not in theirs
    assert "Written. Dana has not shared it yet." in theirs


def test_an_answer_to_a_question_of_nobodys_set_is_shown_with_it(looked, people, read):
    reflect(looked, people.marcus, "Asked by a program?", "Yes.")
    reflect(looked, people.dana, CHOSEN[0], "Praise", n=2)
    reflect(looked, people.dana, BEFORE, "calm", kind="draft", n=3)
    found = questions_for(read(looked, people.dana), [Asked(None, None, QUESTIONS)])
    assert found == [*QUESTIONS, "Asked by a program?"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["", " ", ""], "Keep at least one question."),
        (["Same?", "Same?"], "This one is there already."),
        (["Before you look"], "This one is there already."),
        (["x" * 201], "Use at most 200 characters."),
    ],
)
def test_what_can_not_be_asked_is_said_at_its_field(looked, both, typed, said, engine):
    answer = change(both.dana, looked, *typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert all(text in answer.text for text in typed)
    with transaction(engine, writes=False) as db:
        assert db.exec(select(QuestionSet)).all() == []


def test_sets_are_added_and_the_same_again_adds_none(looked, both, engine):
    change(both.dana, looked, *OWN)
    change(both.marcus, looked, *OWN)
    change(both.marcus, looked, *QUESTIONS)
    with transaction(engine, writes=False) as db:
        rows = db.exec(select(QuestionSet).order_by(QuestionSet.set_at)).all()
        assert [row.questions for row in rows] == [OWN, list(QUESTIONS)]


def test_an_ended_partnership_changes_nothing(looked, both):
    both.dana.post(f"{looked.partners.page}/ending")
    assert change(both.dana, looked, *OWN).status_code == 409
    assert both.dana.get(f"{looked.partners.page}/questions").status_code == 200


def test_an_answer_taken_back_is_said_to_have_been_there_and_can_be_given_anew(looked, both, people):
    said = entry("reflection", n=1, prompt=QUESTIONS[0], text="Too early.")
    looked.record(said, by=people.dana, device="phone")
    assert f'data-mend="{said["id"]}"' in both.dana.get(looked.page).text
    assert f'data-mend="{said["id"]}"' not in both.marcus.get(looked.page).text
    looked.record(entry("void", n=2, target=said["id"]), by=people.dana, device="phone")
    theirs, mine = both.marcus.get(looked.page).text, both.dana.get(looked.page).text
    assert "taken back" in theirs
    assert "It said: Too early." in theirs
    assert 'id="answer-0-again"' in mine

"""Next steps: who, what, by when; what happened is added beside, never over; open ones come along."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from app.database import transaction
from app.goals.models import NextStep, StepOutcome
from app.goals.steps import add_step, steps_for
from app.partnerships.models import Partnership
from tests.cast import add_visit

pytestmark = pytest.mark.both_databases
STEP = {"who": "coach", "what": "Bring two clips.", "by_when": "2026-11-23"}
FRAGMENT = {"hx-request": "true"}


def rows(engine, table):
    with transaction(engine, writes=False) as db:
        return db.exec(select(table)).all()


def test_either_partner_writes_one_down(looked, both, people, engine):
    answer = both.dana.post(f"{looked.page}/steps", data=STEP)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{looked.page}#steps")
    (step,) = rows(engine, NextStep)
    assert (step.who, step.what, step.by_when) == ("coach", "Bring two clips.", date(2026, 11, 23))
    assert (step.visit_id, step.written_by) == (looked.id, people.dana.id)
    page = both.marcus.get(looked.page).text
    assert "Bring two clips." in page
    assert "Mon, Nov 23" in page


def test_a_fragment_for_a_page_that_stays(looked, both):
    answer = both.marcus.post(f"{looked.page}/steps", data=STEP, headers=FRAGMENT)
    assert answer.status_code == 200
    assert "Bring two clips." in answer.text
    assert "<html" not in answer.text


def test_what_happened_stands_beside_what_was_said_before(looked, both, engine):
    both.dana.post(f"{looked.page}/steps", data=STEP)
    step = rows(engine, NextStep)[0]
    for client, text in ((both.marcus, "Brought one."), (both.dana, "We watched it twice.")):
        assert client.post(f"{looked.page}/steps/{step.id}/outcomes", data={"text": text}).status_code == 303
    assert [o.text for o in rows(engine, StepOutcome)] == ["Brought one.", "We watched it twice."]
    page = both.dana.get(looked.page).text
    assert page.index("Brought one.") < page.index("We watched it twice.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"what": "  "}, "Write it in a few words."),
        ({"who": "both"}, "Choose which of you will do it."),
        ({"by_when": "soon"}, "Choose a day, or leave it open."),
        ({"what": "x" * 601}, "Use at most 600 characters."),
    ],
)
@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_a_refusal_keeps_the_words_in_their_field(looked, both, engine, change, sentence, headers):
    typed = STEP | {"what": "Ask three questions"} | change
    answer = both.dana.post(f"{looked.page}/steps", data=typed, headers=headers)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed["what"] in answer.text
    assert rows(engine, NextStep) == []


def test_a_step_of_nobody_is_not_found(looked, both):
    assert both.dana.post(f"{looked.page}/steps/nothing/outcomes", data={"text": "?"}).status_code == 404


def test_a_paused_partnership_takes_none(looked, both, engine):
    with transaction(engine) as db:
        db.exec(select(Partnership)).one().status = "paused"
    answer = both.dana.post(f"{looked.page}/steps", data=STEP)
    assert answer.status_code == 409
    assert rows(engine, NextStep) == []
    assert "Add a next step" not in both.dana.get(looked.page).text


def test_steps_come_along_to_the_next_visit_and_open_ones_further(looked, both, engine, agreed_form, people):
    both.dana.post(f"{looked.page}/steps", data=STEP)
    both.dana.post(f"{looked.page}/steps", data=STEP | {"what": "Done before"})
    done = next(s for s in rows(engine, NextStep) if s.what == "Done before")
    both.dana.post(f"{looked.page}/steps/{done.id}/outcomes", data={"text": "Did it."})
    next_week, week_after = (add_visit(agreed_form, datetime.now(UTC) + timedelta(days=d)) for d in (7, 14))
    assert shown(engine, people, next_week) == ["Bring two clips.", "Done before"]
    with transaction(engine) as db:
        add_step(
            db,
            next_week.seen_by(db, people.dana).membership,
            next_week.seen_by(db, people.dana).visit,
            "teacher",
            "A new one",
            None,
        )
    assert shown(engine, people, next_week) == ["A new one", "Bring two clips.", "Done before"]
    assert shown(engine, people, week_after) == ["Bring two clips.", "A new one"]


def test_open_ones_stand_on_the_page_of_the_next_plan(looked, both, engine, agreed_form):
    both.dana.post(f"{looked.page}/steps", data=STEP)
    both.dana.post(f"{looked.page}/steps", data=STEP | {"what": "Done before"})
    done = next(s for s in rows(engine, NextStep) if s.what == "Done before")
    both.dana.post(f"{looked.page}/steps/{done.id}/outcomes", data={"text": "Did it."})
    planned = add_visit(agreed_form, datetime.now(UTC) + timedelta(days=7))
    for client in (both.dana, both.marcus):
        page = client.get(planned.page).text
        assert "Bring two clips." in page
        assert "Done before" not in page
        assert f'href="{looked.page}#steps"' in page


def shown(engine, people, visit):
    with transaction(engine, writes=False) as db:
        return [step.what for step in steps_for(db, visit.seen_by(db, people.dana).visit, people.dana.id)]

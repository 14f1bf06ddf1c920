"""Which open questions a pair's reflections answer: three to begin with, theirs to change. Sets are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.clock import new_id, now
from app.debrief.models import QuestionSet
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.typed import one_line
from app.words import _

# The questions are what the log keeps, so they stay as they are; a page shows their translation.
QUESTIONS = ("What do you notice?", "What do you want to celebrate?", "What would you change?")
BEFORE = "Before you look"
CHOSEN = ("Celebrating", "Growing next")
NO_QUESTIONS = (BEFORE, *CHOSEN)  # prompts with a place of their own
MOST, MOST_LETTERS = 5, 200


@dataclass(frozen=True)
class Asked:
    """The questions from one moment on."""

    since: datetime | None
    by: str | None
    questions: Sequence[str]


def question_sets(db: Session, partnership_id: str) -> list[Asked]:
    """The newest first; the three that everybody begins with last."""
    rows = select(QuestionSet).where(QuestionSet.partnership_id == partnership_id)
    return told(db.exec(rows.order_by(col(QuestionSet.set_at).desc(), col(QuestionSet.id).desc())).all())


def told(rows: Sequence[QuestionSet]) -> list[Asked]:
    return [*(Asked(row.set_at, row.set_by, row.questions) for row in rows), Asked(None, None, QUESTIONS)]


def ask(db: Session, membership: Membership, typed: Sequence[str]) -> None:
    """Either partner changes the questions, from now on. What was answered keeps the question it answers."""
    membership.must_be_active()
    questions = [one_line(text, MOST_LETTERS, f"/question_{i}") for i, text in enumerate(typed[:MOST])]
    for i, question in enumerate(questions):
        if question and (question in questions[:i] or question in NO_QUESTIONS):
            raise Problem("unprocessable", _("This one is there already."), f"/question_{i}")
    wanted = [question for question in questions if question]
    if not wanted:
        raise Problem("unprocessable", _("Keep at least one question."), "/question_0")
    if wanted != list(question_sets(db, membership.id)[0].questions):
        by = membership.person.id
        row = QuestionSet(partnership_id=membership.id, id=new_id(), questions=wanted, set_by=by, set_at=now())
        db.add(row)
        db.flush()


def in_words(question: str) -> str:
    """Ours in the reader's language, the pair's own as they wrote them."""
    return _(question) if question in QUESTIONS else question

"""What the example's two say about their visits together: one change, a note at a visit, a word each, the first check-in."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from app.across_visits.models import ChangeLine, VisitNote
from app.alliance.models import CheckInAnswer
from app.alliance.rules import QUESTIONS
from app.clock import new_id
from app.partnerships.lookup import Membership
from app.visits.models import Visit

CHANGED_BEFORE, CHANGE = 42, "Three praise sentences planned for each lesson"
# who, days before the last visit, at which visit from the last one (none: about them all), words
SAID: list[tuple[str, int, int | None, str]] = [
    ("teacher", 20, -3, "A sub in the room. I still used my clipboard."),
    (
        "teacher",
        12,
        None,
        "Planning the sentences did more than trying to remember. The redirections I didn’t plan for at all.",
    ),
    (
        "coach",
        12,
        None,
        "What did you do differently after the first four, apart from the sentences? I only counted, so I don’t know.",
    ),
]
# One question each: who, words
CHECKED_IN = [
    ("teacher", "Mine, mostly. You asked, and then you waited."),
    ("teacher", "Seeing the words I said. I would not have believed the count without them."),
    ("coach", "I would like to hear your guess before we open the numbers."),
]


def say_across(db: Session, by: dict[str, Membership], last: datetime) -> None:
    visits = db.exec(select(Visit).order_by(col(Visit.planned_for))).all()
    changed = last - timedelta(days=CHANGED_BEFORE)
    line = new_id()
    teacher = by["teacher"]
    db.add(
        ChangeLine(
            partnership_id=teacher.id,
            id=line,
            line=line,
            starts_on=changed.date(),
            text=CHANGE,
            written_by=teacher.person.id,
            written_at=changed + timedelta(hours=7),
        )
    )
    for who, days, visit, text in SAID:
        note = new_id()
        db.add(
            VisitNote(
                partnership_id=teacher.id,
                id=note,
                note=note,
                visit_id=None if visit is None else visits[visit].id,
                text=text,
                author=by[who].person.id,
                written_at=last - timedelta(days=days, hours=-7),
            )
        )
    for question, (who, text) in zip(QUESTIONS, CHECKED_IN, strict=True):
        _answer(db, by[who], question, text, last)
    db.flush()


def _answer(db: Session, side: Membership, question: str, text: str, last: datetime) -> None:
    """At the check-in after the third visit; the one that is due now is for whoever looks around to answer."""
    said: dict[str, Any] = {
        "partnership_id": side.id,
        "id": new_id(),
        "turn": 1,
        "shared": True,
        "author": side.person.id,
    }
    db.add(CheckInAnswer(**said, question=question, text=text, written_at=last - timedelta(days=54, hours=-8)))

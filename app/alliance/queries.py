"""Check-ins as their two screens read them: nobody's private words but one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, or_

from app.alliance.models import CheckInAnswer
from app.alliance.rules import QUESTIONS, may_answer
from app.partnerships.lookup import Membership


@dataclass(frozen=True)
class Said:
    """One row, as far as the reader may read it."""

    turn: int
    question: str
    text: str
    shared: bool
    author: str
    written_at: datetime


@dataclass(frozen=True)
class Answer:
    """`now` is the newest that the reader may see; None: nothing, or nothing shared yet."""

    author: str
    role: str
    now: Said | None
    earlier: Sequence[Said]  # what was shared before it


@dataclass(frozen=True)
class Question:
    text: str
    answers: Sequence[Answer]  # the teacher's first
    mine: str  # one's own newest words, shared or not
    unshared: bool  # and whether they are not shared yet


@dataclass(frozen=True)
class CheckIn:
    turn: int
    questions: Sequence[Question]
    open: bool  # to be answered by the reader
    stamp: int  # counts the reader's own answers: another number once what was typed has arrived

    @property
    def shared(self) -> bool:
        return any(answer.now and answer.now.shared for question in self.questions for answer in question.answers)

    @property
    def unshared(self) -> bool:
        return any(question.unshared for question in self.questions)

    @property
    def answered(self) -> bool:
        """Whether the reader has said anything, shared or not."""
        return any(question.mine for question in self.questions)


def check_in(db: Session, membership: Membership, turn: int) -> CheckIn:
    return check_ins(db, membership, [turn])[0]


def check_ins(db: Session, membership: Membership, turns: Sequence[int]) -> list[CheckIn]:
    """In one statement, however many there are."""
    rows = _rows(db, membership, turns)
    return [_check_in(membership, turn, [row for row in rows if row.turn == turn]) for turn in turns]


def _check_in(membership: Membership, turn: int, rows: Sequence[Said]) -> CheckIn:
    teacher_did = any(row.author == membership.partnership.teacher_id for row in rows)
    is_open = may_answer(membership.role, teacher_did) and membership.partnership.status == "active"
    readable = [row for row in rows if row.shared or row.author == membership.person.id]
    own = sum(row.author == membership.person.id for row in rows)
    return CheckIn(turn, [_question(membership, text, readable) for text in _asked(readable)], is_open, own)


def _rows(db: Session, membership: Membership, turns: Sequence[int]) -> list[Said]:
    """That the other has written something is read, what it says is not: those words do not leave the database."""
    answer, me = CheckInAnswer, membership.person.id
    readable = or_(col(answer.shared).is_(True), answer.author == me)
    text = sa.case((readable, col(answer.text)), else_="")
    wanted = (
        sa.select(answer.turn, answer.question, text, answer.shared, answer.author, answer.written_at)  # type: ignore[call-overload]
        .where(answer.partnership_id == membership.id, col(answer.turn).in_(turns))
        .order_by(answer.id)
    )
    return [Said(*row) for row in db.connection().execute(wanted)]


def teacher_answered(db: Session, membership: Membership, turn: int) -> bool:
    """Whether there are words of the teacher's, shared or not; never what they say."""
    return any(row.author == membership.partnership.teacher_id for row in _rows(db, membership, [turn]))


def _asked(rows: Sequence[Said]) -> list[str]:
    """Today's questions, and whatever else was answered when others were asked."""
    return [*QUESTIONS, *dict.fromkeys(row.question for row in rows if row.question not in QUESTIONS)]


def _question(membership: Membership, text: str, rows: Sequence[Said]) -> Question:
    about = [row for row in rows if row.question == text]
    people = [(membership.partnership.teacher_id, "teacher"), (membership.partnership.coach_id, "coach")]
    own = [row for row in about if row.author == membership.person.id]
    unshared = bool(own) and not own[-1].shared and bool(own[-1].text)
    return Question(
        text, [_answer(about, who or "", role) for who, role in people], own[-1].text if own else "", unshared
    )


def _answer(about: Sequence[Said], author: str, role: str) -> Answer:
    shared = [row for row in about if row.author == author and row.shared]
    return Answer(author, role, shared[-1] if shared else None, shared[:-1])


def newest_words(db: Session, membership: Membership, turn: int) -> dict[str, Said]:
    """One's own newest answer to each question."""
    return {row.question: row for row in _rows(db, membership, [turn]) if row.author == membership.person.id}

"""Check-ins as their two screens read them: nobody's private words but one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from app.alliance.models import CheckInAnswer
from app.alliance.rules import QUESTIONS, may_answer
from app.partnerships.lookup import Membership


@dataclass(frozen=True)
class Answer:
    """`now` is the newest that the reader may see; None: nothing, or nothing shared yet."""

    author: str
    role: str
    now: CheckInAnswer | None
    earlier: Sequence[CheckInAnswer]  # what was shared before it


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
    """In two statements, however many there are."""
    rows, answered = _readable(db, membership, turns), _teachers_turns(db, membership)
    return [_check_in(membership, turn, [row for row in rows if row.turn == turn], turn in answered) for turn in turns]


def _check_in(membership: Membership, turn: int, rows: Sequence[CheckInAnswer], teacher_did: bool) -> CheckIn:
    is_open = may_answer(membership.role, teacher_did) and membership.partnership.status == "active"
    return CheckIn(turn, [_question(membership, text, rows) for text in _asked(rows)], is_open)


def _readable(db: Session, membership: Membership, turns: Sequence[int]) -> list[CheckInAnswer]:
    wanted = select(CheckInAnswer).where(
        CheckInAnswer.partnership_id == membership.id,
        col(CheckInAnswer.turn).in_(turns),
        or_(col(CheckInAnswer.shared).is_(True), CheckInAnswer.author == membership.person.id),
    )
    return list(db.exec(wanted.order_by(col(CheckInAnswer.id))).all())


def teacher_answered(db: Session, membership: Membership, turn: int) -> bool:
    """Whether there are words of the teacher's, shared or not; never what they say."""
    return turn in _teachers_turns(db, membership)


def _teachers_turns(db: Session, membership: Membership) -> set[int]:
    theirs = select(CheckInAnswer.turn).where(
        CheckInAnswer.partnership_id == membership.id,
        CheckInAnswer.author == membership.partnership.teacher_id,
    )
    return set(db.exec(theirs.distinct()).all())


def _asked(rows: Sequence[CheckInAnswer]) -> list[str]:
    """Today's questions, and whatever else was answered when others were asked."""
    return [*QUESTIONS, *dict.fromkeys(row.question for row in rows if row.question not in QUESTIONS)]


def _question(membership: Membership, text: str, rows: Sequence[CheckInAnswer]) -> Question:
    about = [row for row in rows if row.question == text]
    people = [(membership.partnership.teacher_id, "teacher"), (membership.partnership.coach_id, "coach")]
    own = [row for row in about if row.author == membership.person.id]
    unshared = bool(own) and not own[-1].shared and bool(own[-1].text)
    return Question(
        text, [_answer(about, who or "", role) for who, role in people], own[-1].text if own else "", unshared
    )


def _answer(about: Sequence[CheckInAnswer], author: str, role: str) -> Answer:
    shared = [row for row in about if row.author == author and row.shared]
    return Answer(author, role, shared[-1] if shared else None, shared[:-1])


def newest_words(db: Session, membership: Membership, turn: int) -> dict[str, CheckInAnswer]:
    """One's own newest answer to each question."""
    return {row.question: row for row in _readable(db, membership, [turn]) if row.author == membership.person.id}

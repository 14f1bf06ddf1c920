"""Answer a check-in, for oneself or shared. A changed answer is a new row beside the old one."""

from collections.abc import Mapping

from sqlmodel import Session

from app.alliance.models import CheckInAnswer
from app.alliance.queries import Said, newest_words, teacher_answered
from app.alliance.rules import QUESTIONS, may_answer
from app.clock import new_id, now
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.typed import several_lines
from app.words import _

MOST = 2000


def answer(db: Session, membership: Membership, turn: int, said: Mapping[str, str], share: bool) -> None:
    """`said` by question. What is kept private stays so; what was shared before stays shared until other words are."""
    membership.must_be_active()
    if not may_answer(membership.role, teacher_answered(db, membership, turn)):
        raise Problem("teacher-first", _("This opens once your partner has written their own answers."))
    words = {
        question: several_lines(said.get(question, ""), MOST, f"/answer_{i}") for i, question in enumerate(QUESTIONS)
    }
    before = newest_words(db, membership, turn)
    if not any(words.values()) and not before:
        raise Problem("unprocessable", _("Answer one of them, in a few words."), "/answer_0")
    for question, text in words.items():
        if _is_news(before.get(question), text, share):
            _add(db, membership, turn, question, text, share)


def _is_news(before: Said | None, text: str, share: bool) -> bool:
    if before is None:
        return bool(text)
    return before.text != text or (share and not before.shared)


def _add(db: Session, membership: Membership, turn: int, question: str, text: str, shared: bool) -> None:
    db.add(
        CheckInAnswer(
            partnership_id=membership.id,
            id=new_id(),
            turn=turn,
            question=question,
            text=text,
            shared=shared,
            author=membership.person.id,
            written_at=now(),
        )
    )
    db.flush()

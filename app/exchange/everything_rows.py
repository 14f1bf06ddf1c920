"""Which rows of a partnership one of its partners takes along: all that both share, and of private ones only their own."""

from collections.abc import Callable, Collection
from typing import Any

from sqlmodel import Session, SQLModel, select

from app.across_visits.models import ChangeLine, Hope, VisitNote
from app.alliance.models import CheckInAnswer
from app.debrief.models import QuestionSet
from app.exchange.models import Incoming
from app.forms.models import FormComment, FormDraft, FormSignature, FormStarter, FormVersion
from app.goals.models import Goal, NextStep, StepOutcome
from app.observers.models import SecondObserver
from app.partnerships.lookup import Membership
from app.partnerships.models import Access

TABLES: dict[str, tuple[type[SQLModel], str]] = {
    "goals": (Goal, "the teacher's goals, the newest holds"),
    "form_versions": (FormVersion, "each version of each data form, with its measures"),
    "form_signatures": (FormSignature, "who agreed to which version, and when"),
    "form_comments": (FormComment, "what was said about versions and measures"),
    "form_drafts": (FormDraft, "your own unproposed versions"),
    "form_starters": (FormStarter, "versions that the two keep to start other forms from"),
    "next_steps": (NextStep, "who will do what, by when"),
    "step_outcomes": (StepOutcome, "what happened with a step"),
    "question_sets": (QuestionSet, "the questions that reflections answer, the newest holds"),
    "change_lines": (ChangeLine, "dated changes that divide the charts across visits"),
    "visit_notes": (VisitNote, "notes on points of those charts"),
    "hopes": (Hope, "whether the teacher hopes for more or less of something"),
    "check_in_answers": (CheckInAnswer, "answers about the partnership: shared ones, and your own"),
    "second_observers": (SecondObserver, "second observers: proposed, agreed, answered"),
    "files_brought_in": (Incoming, "files you brought in that are not visits yet"),
    "who_looked": (Access, "each opening of anything, by whom and when"),
}
# Visits and their logs have files of their own. An invitation is a secret link. A form is its versions.
ELSEWHERE = frozenset({"visit", "entry", "invitation", "form"})
SECRETS = frozenset({"token_hash"})
PRIVATE: dict[type[SQLModel], Callable[[Any, str], bool]] = {
    FormDraft: lambda row, reader: row.author == reader,
    Incoming: lambda row, reader: row.sent_by == reader,
    CheckInAnswer: lambda row, reader: row.shared or row.author == reader,
}
ABOUT_NO_CONTENT = (Access, SecondObserver)  # that something happened, which both may always know


def rows_by_table(db: Session, reader: Membership, visits: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """`visits` are those that this reader may read; what was said about others is left out."""
    found = {name: _rows(db, table, reader, visits) for name, (table, _says) in TABLES.items()}
    steps = {step["id"] for step in found["next_steps"]}
    found["step_outcomes"] = [each for each in found["step_outcomes"] if each["step_id"] in steps]
    return found


def _rows(db: Session, table: type[SQLModel], reader: Membership, visits: Collection[str]) -> list[dict[str, Any]]:
    wanted = select(table).where(table.partnership_id == reader.id)  # type: ignore[attr-defined]
    rows = db.exec(wanted.order_by(*table.__table__.primary_key)).all()  # type: ignore[attr-defined]
    mine = PRIVATE.get(table, lambda _row, _reader: True)
    return [
        row.model_dump(mode="json", exclude=set(SECRETS))
        for row in rows
        if mine(row, reader.person.id) and _of_readable_visit(row, visits)
    ]


def _of_readable_visit(row: SQLModel, visits: Collection[str]) -> bool:
    visit_id = getattr(row, "visit_id", None)
    return visit_id is None or visit_id in visits or isinstance(row, ABOUT_NO_CONTENT)

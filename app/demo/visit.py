"""One past visit of the example: planned, recorded, looked at, talked about, with its next steps."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.clock import new_id, rfc3339
from app.demo import lesson, said
from app.demo.moments import id_at
from app.goals.models import NextStep, StepOutcome
from app.log.actions import append
from app.log.models import Entry
from app.partnerships.lookup import Membership
from app.partnerships.models import Access
from app.visits.lookup import VisitOfOurs
from app.visits.models import Visit

SYNCED = timedelta(seconds=4)
OPENED = timedelta(hours=6, minutes=5)  # the teacher opens it at 4:10 pm


def add_past_visit(
    db: Session, by: dict[str, Membership], form_id: str, story: dict[str, Any], number: int, began: datetime
) -> None:
    visit = _planned(db, by["coach"], form_id, story, began)
    log = Log(db, by, visit, Random(1000 + number))  # noqa: S311 - a story, not a secret
    notes = _record(log, story, number, began)
    looked = began + OPENED
    _discuss(log, story, notes, looked)
    _looks(db, by, visit, looked)
    _steps(db, by, visit, story, looked)


class Log:
    """Appends as a device would: its own ids and its own count, and then the time at which it arrived."""

    def __init__(self, db: Session, by: dict[str, Membership], visit: Visit, rng: Random) -> None:
        self.db, self.by, self.visit, self.rng = db, by, visit, rng
        self.sent = {"coach": 0, "teacher": 0}

    def add(self, role: str, spoken: list[tuple[datetime, dict[str, Any]]]) -> list[str]:
        entries = [self._entry(role, noted, what) for noted, what in spoken]
        account = append(self.db, VisitOfOurs(self.by[role], self.visit), f"{role}-tablet", entries)
        if account.refused:
            raise AssertionError(account.refused)
        arrived = sa.update(Entry).where(Entry.id == sa.bindparam("entry_id"))  # type: ignore[arg-type]
        self.db.connection().execute(
            arrived.values(received_at=sa.bindparam("at")),
            [
                {"entry_id": entry["id"], "at": noted + SYNCED}
                for entry, (noted, _what) in zip(entries, spoken, strict=True)
            ],
        )
        return [entry["id"] for entry in entries]

    def _entry(self, role: str, noted: datetime, what: dict[str, Any]) -> dict[str, Any]:
        self.sent[role] += 1
        return {"id": id_at(noted, self.rng), "n": self.sent[role], "noted_at": rfc3339(noted)} | what


def _planned(db: Session, coach: Membership, form_id: str, story: dict[str, Any], began: datetime) -> Visit:
    visit = Visit(
        partnership_id=coach.id,
        id=new_id(),
        form_id=form_id,
        form_version=story["form_version"],
        planned_for=began,
        minutes=45,
        class_label=story["class_label"],
        purpose=story["purpose"],
        students=24,
        segments=lesson.SEGMENTS,
        planned_by=coach.person.id,
        created_at=began - timedelta(days=2),
    )
    db.add(visit)
    db.flush()
    return visit


def _record(log: Log, story: dict[str, Any], number: int, began: datetime) -> list[str]:
    """The coach's marks. Gives back the ids of the notes."""
    told = lesson.recorded(story, number)
    ids = log.add("coach", [(began + timedelta(milliseconds=each["at_ms"]), each) for each in told])
    return [entry_id for entry_id, each in zip(ids, told, strict=True) if each["kind"] == "note"]


def _discuss(log: Log, story: dict[str, Any], notes: list[str], looked: datetime) -> None:
    for thread in said.threads(story, notes, looked):
        pinned = ""
        for role, written, what in thread:
            target = {"target": pinned} if what["kind"] == "reply" else {}
            ids = log.add(role, [(written, what | target)])
            pinned = pinned or ids[0]
    for role, written, what in said.reflections(story, looked):
        log.add(role, [(written, what)])


def _looks(db: Session, by: dict[str, Membership], visit: Visit, looked: datetime) -> None:
    for role, what, minutes in (
        ("teacher", "opened", 0),
        ("teacher", "opened_to_partner", 22),
        ("coach", "opened", 40),
    ):
        db.add(
            Access(
                partnership_id=visit.partnership_id,
                id=new_id(),
                person_id=by[role].person.id,
                visit_id=visit.id,
                what=what,
                at=looked + timedelta(minutes=minutes),
            )
        )


def _steps(db: Session, by: dict[str, Membership], visit: Visit, story: dict[str, Any], looked: datetime) -> None:
    for i, told in enumerate(story.get("step", [])):
        written = looked + timedelta(minutes=55 + i)
        step = NextStep(
            partnership_id=visit.partnership_id,
            id=new_id(),
            visit_id=visit.id,
            who=told["who"],
            what=told["what"],
            by_when=(looked + timedelta(days=told["by_days"])).date(),
            written_by=by[told["who"]].person.id,
            written_at=written,
        )
        db.add(step)
        db.flush()
        if "happened" in told:
            outcome = {"partnership_id": visit.partnership_id, "id": new_id(), "step_id": step.id}
            happened = written + timedelta(days=told["by_days"] - 1)
            db.add(StepOutcome(**outcome, text=told["happened"], written_by=step.written_by, written_at=happened))

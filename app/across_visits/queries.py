"""What the screen of all visits reads: a fixed number of statements, however many visits there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app.across_visits.models import ChangeLine, Hope, VisitNote
from app.across_visits.told import Told, newest
from app.debrief.rules import stage_of, status_of
from app.forms.history import History
from app.forms.queries import histories_of
from app.goals.steps import Step, all_steps
from app.log.queries import measured_in, statuses
from app.measurement.effective import effective
from app.partnerships.lookup import Membership
from app.partnerships.queries import LOOKED, teachers_looks
from app.visits.models import Visit
from app.visits.queries import numbered, visits_of, when
from app.visits.rules import withheld_from


@dataclass(frozen=True)
class Seen:
    """A visit that is open to the reader, with what was recorded in it."""

    visit: Visit
    number: int
    at: datetime  # on the teacher's wall clock, so that a change line falls where the teacher put it
    measures: list[dict[str, Any]]
    entries: list[dict[str, Any]]

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True)
class Across:
    """All that is open to one partner. `waiting`: ended, but the teacher has yet to look; `withheld`: whether, never how many."""

    membership: Membership
    visits: Sequence[Seen]
    waiting: Sequence[Visit]
    withheld: bool
    lines: Sequence[Told[ChangeLine]]
    notes: Sequence[Told[VisitNote]]
    hopes: dict[str, Hope]
    steps: Sequence[Step]
    forms: Sequence[History]
    numbers: dict[str, int]

    @property
    def days(self) -> list[date]:
        return [seen.day for seen in self.visits]


def across(db: Session, membership: Membership) -> Across:
    planned = visits_of(db, [membership.id])
    mine = [visit for visit in planned if _is_shared(visit, membership)]
    may = _opened(db, membership, mine)
    forms, numbers = histories_of(db, [membership.id]), numbered(planned)
    visits = _seen(db, membership, may, forms, numbers)
    return Across(
        membership,
        visits,
        _waiting(db, [visit for visit in mine if visit not in may]),
        any(visit.withheld_at is not None for visit in planned if visit.erased_at is None),
        change_lines(db, membership.id),
        _notes_at(notes(db, membership.id), visits),
        hopes(db, membership.id),
        all_steps(db, membership.id, membership.person.id),
        forms,
        numbers,
    )


def opened_visits(db: Session, membership: Membership) -> list[Visit]:
    """The visits that this partner's charts may show, without their logs."""
    return _opened(db, membership, [v for v in visits_of(db, [membership.id]) if _is_shared(v, membership)])


def _is_shared(visit: Visit, membership: Membership) -> bool:
    """What the teacher withholds only the teacher sees; what was erased nobody."""
    return visit.erased_at is None and not withheld_from(visit, membership.person.id)


def _opened(db: Session, membership: Membership, visits: list[Visit]) -> list[Visit]:
    """The teacher's own opening opens a visit to both; that the coach need not wait opens it to the coach."""
    opens = {"opened"} if membership.role == "teacher" else set(LOOKED)
    looks = teachers_looks(db, membership)
    return [visit for visit in visits if looks.get(visit.id, set()) & opens]


def _seen(
    db: Session, membership: Membership, may: list[Visit], forms: Sequence[History], numbers: dict[str, int]
) -> list[Seen]:
    """Those that have ended, in the order in which they took place."""
    logs = measured_in(db, may)
    versions = {(s.version.form_id, s.version.version): s.version for form in forms for s in form.standings}
    zone = ZoneInfo(membership.teacher.time_zone if membership.teacher else membership.person.time_zone)
    return [
        Seen(
            visit,
            numbers[visit.id],
            when(visit).astimezone(zone),
            versions[visit.form_id, visit.form_version].measures,
            logs[visit.id],
        )
        for visit in sorted(may, key=lambda each: (when(each), each.id))
        if stage_of(membership.role, _status(logs[visit.id]), True, True) == "open"
    ]


def _status(log: list[dict[str, Any]]) -> str:
    return status_of(effective(entry for entry in log if entry["kind"] in ("begin", "end", "void")))


def _waiting(db: Session, rest: list[Visit]) -> list[Visit]:
    status = statuses(db, rest)
    return [visit for visit in sorted(rest, key=when) if status[visit.id] == "ended"]


def change_lines(db: Session, partnership_id: str) -> list[Told[ChangeLine]]:
    """By their day; those that were removed too."""
    rows = db.exec(select(ChangeLine).where(ChangeLine.partnership_id == partnership_id).order_by(col(ChangeLine.id)))
    return sorted(newest(rows.all(), lambda row: row.line), key=lambda told: (told.now.starts_on, told.now.line))


def notes(db: Session, partnership_id: str) -> list[Told[VisitNote]]:
    """In the order in which they were first written."""
    rows = db.exec(select(VisitNote).where(VisitNote.partnership_id == partnership_id).order_by(col(VisitNote.id)))
    return newest(rows.all(), lambda row: row.note)


def _notes_at(all_notes: Sequence[Told[VisitNote]], visits: Sequence[Seen]) -> list[Told[VisitNote]]:
    """A note is as open as the visit it stands at."""
    here = {None, *(seen.visit.id for seen in visits)}
    return [told for told in all_notes if told.now.visit_id in here]


def hopes(db: Session, partnership_id: str) -> dict[str, Hope]:
    rows = db.exec(select(Hope).where(Hope.partnership_id == partnership_id).order_by(col(Hope.id))).all()
    said = {row.series: row for row in rows}
    return {series: row for series, row in said.items() if row.direction != "none"}

"""Two records of one lesson beside each other: whether they may be read now, and the numbers, computed from both logs."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.forms.look import with_look
from app.forms.models import FormVersion
from app.forms.queries import version_of
from app.log.queries import entries_of, statuses
from app.measurement.agreement import clock_offset_ms
from app.measurement.recording import Recording
from app.measurement.shared_time import Shared, on_one_clock, shared_by
from app.measurement.two_observers import of_shared
from app.observers.rules import offset_that_counts
from app.partnerships.lookup import Membership
from app.partnerships.queries import teacher_has_looked
from app.problems import Problem
from app.visits.lookup import Observer
from app.visits.models import Visit
from app.words import _

WINDOW_MS, TOLERANCE_MS = 10_000, 2_000
LEAST_WINDOW_MS, MOST_WINDOW_MS = 1_000, 3_600_000
MOST_TOLERANCE_MS = 60_000
MOST_WINDOWS = 4_000  # more than an hour in windows of a second
Log = list[dict[str, Any]]


@dataclass(frozen=True)
class Comparison:
    """The first record and the second one on the first one's clock, and each measure's agreement."""

    form: FormVersion
    first: Recording
    second: Recording
    authors: tuple[str, str]
    window_ms: int
    tolerance_ms: int
    offset_ms: int
    agreements: list[dict[str, Any]]

    @property
    def measures(self) -> list[dict[str, Any]]:
        return with_look(self.form.measures)

    @property
    def shared_ms(self) -> int:
        return self.first.clock.observed().within(self.second.clock.observed()).length


def must_be_comparable(db: Session, reader: Membership | Observer, first: Visit, second: Visit) -> None:
    """The same form version, both ended; a second observer's record is open once the teacher has looked."""
    if _form(first) != _form(second):
        raise Problem("different-forms")
    if set(statuses(db, [first, second]).values()) != {"ended"}:
        raise Problem("blind-until-both-ended")
    if reader.person.id != reader.partnership.teacher_id:
        for doubled in {each.beside for each in (first, second) if each.beside}:
            _must_be_open(db, reader, db.get_one(Visit, (reader.id, doubled)))


def _must_be_open(db: Session, reader: Membership | Observer, visit: Visit) -> None:
    if visit.withheld_at is not None:
        raise Problem("visit-withheld")
    if not teacher_has_looked(db, reader, visit.id):
        raise Problem("teacher-first")


def compare(db: Session, reader_id: str, first: Visit, second: Visit, window_ms: int, tolerance_ms: int) -> Comparison:
    form = version_of(db, first.partnership_id, first.form_id, first.form_version)
    a, b = entries_of(db, first, reader_id), entries_of(db, second, reader_id)
    offset_ms = _offset_ms(a, b)
    recordings = on_one_clock(a, b, offset_ms)
    shared = [shared_by(measure, *recordings, window_ms, tolerance_ms) for measure in form.measures]
    _must_be_few(shared)
    authors = _author(a), _author(b)
    return Comparison(form, *recordings, authors, window_ms, tolerance_ms, offset_ms, [of_shared(s) for s in shared])


def _form(visit: Visit) -> tuple[str, int]:
    return visit.form_id, visit.form_version


def _offset_ms(a: Log, b: Log) -> int:
    longest = max((entry.get("at_ms") or 0 for entry in (*a, *b)), default=0)
    return offset_that_counts(clock_offset_ms(a, b), longest)


def _must_be_few(shared: list[Shared]) -> None:
    if any(each.windows > MOST_WINDOWS for each in shared):
        raise Problem("unprocessable", _("That makes thousands of windows; ask for longer ones."), "/window_ms")


def _author(entries: Log) -> str:
    """Whoever began the recording."""
    return next((entry["author"] for entry in entries if entry["kind"] == "begin"), "")

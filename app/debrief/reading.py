"""A visit as one of its partners reads it: loaded once, everything else is computed from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from app.debrief.rules import Stage, stage_of, status_of
from app.debrief.threads import Thread, threads_of
from app.forms.look import with_look
from app.measurement.effective import effective
from app.measurement.recording import Recording, read
from app.measurement.segments import segments
from app.partnerships.lookup import Membership
from app.visits.models import Visit


@dataclass(frozen=True)
class Look:
    """One opening of the visit by one of the partners."""

    person_id: str
    what: str
    at: datetime


@dataclass(frozen=True)
class Reading:
    membership: Membership
    visit: Visit
    form_title: str
    form_measures: list[dict[str, Any]]
    entries: list[dict[str, Any]]
    looks: Sequence[Look]
    coach_may_look: bool

    @cached_property
    def measures(self) -> list[dict[str, Any]]:
        """With the pencil and the shapes they are drawn with."""
        return with_look(self.form_measures)

    @cached_property
    def effective(self) -> list[dict[str, Any]]:
        """What counts, in time order."""
        return effective(self.entries)

    @cached_property
    def recording(self) -> Recording:
        return read(self.entries)

    @cached_property
    def segments(self) -> list[dict[str, Any]]:
        return segments(self.entries)

    @cached_property
    def threads(self) -> list[Thread]:
        return threads_of(self.effective, self.known, self.sent)

    @cached_property
    def known(self) -> dict[str, dict[str, Any]]:
        """Every entry by id: as corrected where it counts, as it was sent where it was taken back."""
        return {entry["id"]: entry for entry in (*self.entries, *self.effective)}

    @cached_property
    def sent(self) -> dict[str, dict[str, Any]]:
        """Every entry by id as it was sent first."""
        return {entry["id"]: entry for entry in self.entries}

    @property
    def head(self) -> int:
        """The last seq this page has seen."""
        return max([self.visit.head, *(entry["seq"] for entry in self.entries[-1:])])

    @cached_property
    def status(self) -> str:
        return status_of(self.effective)

    @property
    def opened_first(self) -> Look | None:
        return next((look for look in self.looks if look.what == "opened"), None)

    @property
    def teacher_opened(self) -> bool:
        teacher = self.membership.partnership.teacher_id
        return any(look.what == "opened" and look.person_id == teacher for look in self.looks)

    @property
    def stage(self) -> Stage:
        return stage_of(self.membership.role, self.status, self.teacher_opened, self.coach_may_look)

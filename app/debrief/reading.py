"""A visit as one of its partners reads it: loaded once, everything else is computed from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from app.debrief.rules import Stage, stage_of, status_of
from app.debrief.threads import Thread, threads_of
from app.debrief.versions import Versions, versions_of
from app.forms.look import with_look
from app.measurement.effective import effective
from app.measurement.recording import Recording, read
from app.measurement.segments import segments_of
from app.measurement.summary import summary_of
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
        return segments_of(self.recording)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The numbers of each measure."""
        return summary_of(self.form_measures, self.recording, students=self.visit.students)

    @cached_property
    def everything_said(self) -> list[Thread]:
        """Every thread, also what is about the visit as a whole and what was taken back."""
        return threads_of(self.known, self.versions)

    @cached_property
    def threads(self) -> list[Thread]:
        """Those that stand somewhere in the lesson, and on measures."""
        return [thread for thread in self.everything_said if thread.stands and not self.is_about_all(thread)]

    def is_about_all(self, thread: Thread) -> bool:
        """Pinned to a span that leaves nothing of the visit out: context, such as a fire drill, and no moment of it."""
        clock = self.recording.clock
        if "span" not in thread.on or clock.until_ms <= clock.from_ms:
            return False
        return bool(thread.on["span"][0] <= clock.from_ms and thread.on["span"][1] >= clock.until_ms)

    @cached_property
    def versions(self) -> dict[str, Versions]:
        """What became of people's own words, by the id of the entry that said them first."""
        return versions_of(self.entries)

    @cached_property
    def known(self) -> dict[str, dict[str, Any]]:
        """Every entry by id: as corrected where it counts, as it was sent where it was taken back."""
        return {entry["id"]: entry for entry in (*self.entries, *self.effective)}

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

"""What a file that is brought in holds, whatever its format: a form, visits, and what comes along and what does not."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from app.measurement.vocabulary import TAPPED
from app.problems import Problem
from app.words import _

Entry = dict[str, Any]
MOST_FAULTS = 50


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a line of the file where it has lines, else words that lead there."""

    says: str
    line: int | None = None
    place: str = ""

    @property
    def where(self) -> str:
        return _("Line %(n)s") % {"n": self.line} if self.line else self.place

    def __str__(self) -> str:
        return f"{self.where}: {self.says}" if self.where else self.says


class Unreadable(Problem):
    """Nothing of the file is taken in. All that is wrong with it is said at once."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = [Fault(_sayable(each.says), each.line, _sayable(each.place)) for each in faults[:MOST_FAULTS]]
        super().__init__("import-unreadable", str(self.faults[0]) if faults else None, "/file")

    def as_json(self) -> dict[str, Any]:
        faults = [{"line": fault.line, "place": fault.place, "says": fault.says} for fault in self.faults]
        return super().as_json() | {"faults": faults}


def _sayable(text: str) -> str:
    """Half a character, as a broken file may hold, can be sent to nobody."""
    return text.encode("utf-8", "replace").decode()


@dataclass
class BroughtVisit:
    """One lesson. Its entries have `at_ms` from its begin; ids only where they came with some."""

    entries: list[Entry]
    begun_at: str | None = None  # RFC 3339; none: the file does not say
    class_label: str = ""
    purpose: str = ""
    students: int | None = None
    minutes: int | None = None
    segments: list[str] = field(default_factory=list)

    @property
    def tapped(self) -> int:
        return sum(entry["kind"] in TAPPED for entry in self.entries)

    @property
    def length_ms(self) -> int:
        at = {entry["kind"]: entry["at_ms"] for entry in self.entries if entry["kind"] in ("begin", "end")}
        return int(at.get("end", 0) - at.get("begin", 0))

    @property
    def begun(self) -> datetime | None:
        return datetime.fromisoformat(self.begun_at) if self.begun_at else None


@dataclass
class Brought:
    kind: str  # a key of KINDS
    title: str
    measures: list[dict[str, Any]]
    visits: list[BroughtVisit]
    comes: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Brought":
        visits = [BroughtVisit(**visit) for visit in said["visits"]]
        return cls(**(said | {"visits": visits}))

    @property
    def of_what(self) -> str:
        return KINDS[self.kind]


KINDS = {
    "alongside": _("A visit from Alongside"),
    "boris": _("A BORIS project"),
    "copus": _("A COPUS table"),
    "fill_plus": _("A FILL+ table"),
}


def timed(kind: str, at_ms: int, **fields: Any) -> Entry:
    return {"kind": kind, "at_ms": at_ms, **fields}


def used_options(visits: list[BroughtVisit], measure: str) -> Iterator[str]:
    """The options of a measure that occur in the visits, each once."""
    seen: dict[str, None] = {}
    for entry in (entry for visit in visits for entry in visit.entries if entry.get("measure") == measure):
        for option in entry.get("codes") or [entry["option"]] if "option" in entry else entry.get("codes") or ():
            seen.setdefault(option)
    yield from seen

"""One series per thing that is collected: its value at each visit, and where its definition became another one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.across_visits.queries import Seen
from app.across_visits.rules import Meaning, meaning_of
from app.across_visits.units import Unit, unit_of
from app.across_visits.values import Value, values_of
from app.debrief.names import name_of, shape_of
from app.forms.look import with_look
from app.measurement.summary import summarise

A_DAY_MS = 24 * 3_600_000  # bins are not looked at here


@dataclass(frozen=True)
class Collected:
    """At one visit. `form` is the form's id and version by which it was collected."""

    value: Value
    meaning: Meaning
    form: tuple[str, int]


@dataclass(frozen=True)
class Series:
    """`points` has one place for each visit; None: not collected there."""

    key: str  # measure:option
    measure: dict[str, Any]  # as the newest of these visits had it
    name: str
    pencil: str
    shape: str
    kind: str
    points: Sequence[Collected | None]

    def unit(self, totals: bool) -> Unit:
        return unit_of(self.kind, totals, self._students())

    def numbers(self, totals: bool) -> list[float | None]:
        """As they are drawn: a sweep as so many of the class, where the class was as large each time."""
        of = self._students()
        scale = of / 100 if of else 1
        values = [point.value if point else None for point in self.points]
        drawn = [None if value is None else value.total if totals else value.rate for value in values]
        return [None if each is None else each * scale for each in drawn]

    def changes(self) -> list[tuple[int, int]]:
        """(visit before, visit after) wherever the definition is another one than at the visit collected before."""
        there = [i for i, point in enumerate(self.points) if point]
        pairs = pairwise(there)
        return [(a, b) for a, b in pairs if self._meaning(a) != self._meaning(b)]

    def _meaning(self, i: int) -> Meaning | None:
        point = self.points[i]
        return point.meaning if point else None

    def _students(self) -> int | None:
        if self.kind != "sweep":
            return None
        taken = [point.value for point in self.points if point and point.value.rate is not None]
        sizes = {value.out_of for value in taken}
        return sizes.pop() if len(sizes) == 1 else None


def all_series(visits: Sequence[Seen]) -> list[Series]:
    """In the order of the newest form; what only earlier forms collected comes last."""
    found: dict[tuple[str, str, str], list[Collected | None]] = {}
    newest: dict[tuple[str, str, str], dict[str, Any]] = {}
    for i, seen in enumerate(visits):
        looks = {measure["key"]: measure for measure in with_look(seen.measures)}
        for measure, option, value in _measured(seen):
            place = (measure["kind"], measure["key"], option)
            points = found.setdefault(place, [None] * len(visits))
            points[i] = Collected(value, meaning_of(measure), (seen.visit.form_id, seen.visit.form_version))
            newest[place] = looks[measure["key"]]
    order = sorted(found, key=lambda place: _order(place, found[place], newest[place], visits))
    kinds = {measure: kind for kind, measure, _option in reversed(order)}
    return [_series(place, newest[place], found[place], kinds[place[1]]) for place in order]


def _measured(seen: Seen) -> Iterator[tuple[dict[str, Any], str, Value]]:
    summary = summarise(seen.measures, seen.entries, bin_ms=A_DAY_MS, students=seen.visit.students)
    for measure, numbers in zip(seen.measures, summary["measures"], strict=True):
        for option, value in values_of(measure, numbers):
            yield measure, option, value


def _order(
    place: tuple[str, str, str], points: Sequence[Collected | None], measure: dict[str, Any], visits: Sequence[Seen]
) -> tuple[int, int, int]:
    last = max(i for i, point in enumerate(points) if point)
    keys = [each["key"] for each in visits[last].measures]
    options = [option["key"] for option in measure.get("options") or ()]
    return -last, keys.index(place[1]), options.index(place[2]) if place[2] in options else len(options)


def _series(
    place: tuple[str, str, str], measure: dict[str, Any], points: list[Collected | None], newest_kind: str
) -> Series:
    """The same key collected in another way, as a timer before it was a counter, is a series of its own."""
    kind, key, option = place
    said = f"{key}:{option}"
    return Series(
        said if kind == newest_kind else f"{kind}.{said}",
        measure,
        name_of(measure, None if option == key else option),
        measure["look"]["pencil"],
        shape_of(measure, option),
        kind,
        points,
    )

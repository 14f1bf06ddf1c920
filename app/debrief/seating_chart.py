"""Verbal flow on a chart of numbered seats: what was marked at each, and how many of the filled seats were reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.debrief.names import Measure, own_name, shape_of
from app.debrief.tables import Table
from app.measurement.vocabulary import option_keys
from app.words import _, plural

WIDE, HIGH, FRONT = 60, 46, 20
MOST_CODES = 4  # a seat has room for so many; with more, its number of marks stands in it
MOST_COLUMNS = 12
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Seat:
    number: str
    x: int
    y: int
    marks: int
    codes: Sequence[tuple[str, int, int, int]]  # shape, count, x, y


@dataclass(frozen=True)
class CodeTotal:
    name: str
    shape: str
    count: str
    seats: str


@dataclass(frozen=True)
class SeatingChart:
    measure: str
    title: str
    pencil: str
    under: str
    notes: Sequence[str]
    width: int
    height: int
    seats: Sequence[Seat]
    codes: Sequence[CodeTotal]
    label: str
    table: Table


def seating_chart(measure: Measure, numbers: Mapping[str, Any]) -> SeatingChart:
    counted = {each["seat"]: each["counts"] for each in numbers["seats"]}
    rows, columns = _room(measure, counted)
    keys = option_keys(measure, {code for counts in counted.values() for code in counts})
    reached = _reached(numbers, rows * columns)
    return SeatingChart(
        measure=measure["key"],
        title=str(measure["label"]),
        pencil=measure["look"]["pencil"],
        under=f"{plural('1 mark', '%(n)s marks', numbers['total'])}. {reached}",
        notes=list(_notes(numbers, counted)),
        width=columns * WIDE,
        height=rows * HIGH + FRONT,
        seats=[_seat(measure, n, columns, counted.get(n, {}), keys) for n in range(1, rows * columns + 1)],
        codes=[_total(measure, key, counted) for key in keys],
        label=_("Seating chart, %(reached)s. The same data is in the table.") % {"reached": reached},
        table=_table(measure, counted, keys),
    )


def _room(measure: Measure, counted: Mapping[Any, Counts]) -> tuple[int, int]:
    """As the form has it, and more rows where a seat was marked that it does not have."""
    columns = measure.get("columns") or 6
    highest = max((seat for seat in counted if isinstance(seat, int)), default=1)
    return max(measure.get("rows") or 1, -(-highest // columns)), columns


def _reached(numbers: Mapping[str, Any], places: int) -> str:
    if numbers["filled"]:
        return _("%(reached)s of %(all)s filled seats reached") % {
            "reached": numbers["reached"],
            "all": numbers["filled"],
        }
    return _("%(reached)s of %(all)s seats reached") % {"reached": numbers["reached"], "all": places}


def _notes(numbers: Mapping[str, Any], counted: Mapping[Any, Counts]) -> Iterator[str]:
    seated = sum(sum(counts.values()) for counts in counted.values())
    if numbers["total"] > seated:
        yield plural("1 mark has no seat.", "%(n)s marks have no seat.", numbers["total"] - seated)
    if numbers["filled"] and numbers["reached"] > numbers["filled"]:
        yield _("More seats were marked than students were there.")


def _seat(measure: Measure, number: int, columns: int, counts: Counts, keys: Sequence[str]) -> Seat:
    row, column = divmod(number - 1, columns)
    x, y = column * WIDE, row * HIGH + FRONT
    room = len(keys) <= MOST_CODES and columns <= MOST_COLUMNS
    codes = [key for key in keys if counts.get(key)] if room else []
    places = [(x + 12 + i % 2 * 26, y + 24 + i // 2 * 13) for i in range(len(codes))]
    drawn = [(shape_of(measure, key), counts[key], px, py) for key, (px, py) in zip(codes, places, strict=True)]
    return Seat(str(number), x, y, sum(counts.values()), drawn)


def _total(measure: Measure, key: str, counted: Mapping[Any, Counts]) -> CodeTotal:
    found = [counts[key] for counts in counted.values() if counts.get(key)]
    seats = plural("at 1 seat", "at %(n)s seats", len(found))
    return CodeTotal(own_name(measure, key), shape_of(measure, key), str(sum(found)), seats)


def _table(measure: Measure, counted: Mapping[Any, Counts], keys: Sequence[str]) -> Table:
    head = [_("Seat"), *(own_name(measure, key) for key in keys)]
    rows = [[str(seat), *(str(counts.get(key, 0)) for key in keys)] for seat, counts in counted.items()]
    return Table(_("Marks by seat"), head, rows)

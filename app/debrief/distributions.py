"""How a count spreads over the lesson: stacked in bins of minutes, and by type in each part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.debrief.figures import MINUTE
from app.debrief.names import Measure, name_of, shape_of, short_name
from app.debrief.reading import Reading
from app.debrief.shares import minutes, percent_of_marks
from app.debrief.tables import Table
from app.measurement.counts import bins
from app.measurement.segments import counts_in_segments
from app.measurement.vocabulary import option_keys, option_of
from app.words import _, plural

MOST_BINS = 12
MOST_CHOSEN = 96
MOST_MARKS = 100
WIDTHS_MIN = (5, 10, 15, 30, 60, 120)


@dataclass(frozen=True)
class Pile:
    """The shapes of one bin on one side of the line, from the line outwards."""

    shapes: Sequence[str]
    count: int


@dataclass(frozen=True)
class Column:
    x: float  # percent, its middle
    left: float
    width: float
    label: str
    start: str
    named: bool  # where columns are narrow, every so many have their numbers under them
    above: Pile
    below: Pile | None
    ratio: str


@dataclass(frozen=True)
class Stacks:
    """Counts in bins. `below` is None where nothing is set against what stands above the line."""

    title: str
    pencil: str
    below_pencil: str
    legend: Sequence[tuple[str, str, str]]  # pencil, shape, name
    above: str
    below: str | None
    every: str
    columns: Sequence[Column]
    tallest: int
    deepest: int
    whole: str
    table: Table

    @property
    def unit(self) -> int:
        """The side of a mark in pixels: as large as the highest column and the narrowest one let it be."""
        most = max(self.tallest, 3) + (self.deepest if self.below else 0)
        high = 27 if most <= 8 else 18 if most <= 16 else 12 if most <= 28 else 7 if most <= 60 else 4
        number = len(self.columns)
        return min(high, 27 if number <= MOST_BINS else 12 if number <= 24 else 7 if number <= 48 else 4)

    @property
    def bars(self) -> bool:
        """More marks in a column than can be told apart are a bar."""
        return self.tallest + self.deepest > MOST_MARKS


@dataclass(frozen=True)
class Side:
    """Some options of some measures that are counted together."""

    name: str
    of: Sequence[tuple[Measure, str]]


@dataclass(frozen=True)
class TypeRow:
    name: str
    shape: str
    count: int
    share: str
    by_segment: Sequence[int]


@dataclass(frozen=True)
class ByType:
    title: str
    pencil: str
    under: str
    segments: Sequence[str]
    rows: Sequence[TypeRow]
    most: int


def stacks(reading: Reading, width_min: int | None = None) -> Stacks | None:
    """The first count with options, in bins; redirection, where the form counts it, is set against it below the line."""
    found = _sides(reading.measures)
    clock = reading.recording.clock
    if found is None or clock.begun_ms is None:
        return None
    above, below = found
    length = max(clock.until_ms - clock.from_ms, MINUTE)
    wide = _width(length, width_min) * MINUTE
    columns = _columns(reading, above, below, wide)
    return _drawn(above, below, columns, wide)


def _width(length: int, chosen: int | None) -> int:
    """The width that was chosen, unless it made columns too narrow to see; otherwise the narrowest that is easy to read."""
    if chosen and length / (chosen * MINUTE) <= MOST_CHOSEN:
        return chosen
    most = MOST_CHOSEN if chosen else MOST_BINS
    return next((w for w in WIDTHS_MIN if w > (chosen or 0) and length / (w * MINUTE) <= most), WIDTHS_MIN[-1])


def _sides(measures: Sequence[Measure]) -> tuple[Side, Side | None] | None:
    counts = [m for m in measures if m["kind"] == "count"]
    first = next((m for m in counts if m.get("options")), None)
    if first is None:
        return None
    options = [(first, o["key"]) for o in first["options"]]
    against = [
        (m, key)
        for m, key in [*options, *((m, m["key"]) for m in counts if not m.get("options"))]
        if _redirects(m, key)
    ]
    kept = [pair for pair in options if pair not in against]
    if not against or not kept:
        return Side(str(first["label"]), options), None
    return Side(_common_word(kept) or str(first["label"]), kept), Side(name_of(*against[0]), against)


def _redirects(measure: Measure, option: str) -> bool:
    return "redirect" in f"{option} {name_of(measure, option)}".lower()


def _common_word(options: Sequence[tuple[Measure, str]]) -> str | None:
    """ "Praise" for specific praise and general praise."""
    names = [name_of(measure, option).replace(":", "").lower().split() for measure, option in options]
    shared = [word for word in names[0] if all(word in name for name in names[1:])]
    return shared[-1].capitalize() if shared and len(names) > 1 else None


def _columns(reading: Reading, above: Side, below: Side | None, wide: int) -> list[Column]:
    up, down = _piles(reading, above, wide), _piles(reading, below, wide) if below else None
    number = max(len(up), len(down or ()))
    return [_column(i, number, wide, _at(up, i), _at(down, i) if down is not None else None) for i in range(number)]


def _piles(reading: Reading, side: Side, wide: int) -> list[Pile]:
    """Measure by measure, because each has bins of its own; the first option lies next to the line."""
    counts: dict[int, list[str]] = {}
    for measure, option in side.of:
        clock = reading.recording.clock
        for each in bins(reading.recording.of(measure, "mark"), measure, clock, wide):
            place = max((each["from_ms"] - clock.from_ms) // wide, 0)
            counts.setdefault(place, []).extend([shape_of(measure, option)] * each["counts"].get(option, 0))
    return [Pile(counts.get(i, []), len(counts.get(i, []))) for i in range(max(counts, default=-1) + 1)]


def _at(piles: Sequence[Pile], i: int) -> Pile:
    return piles[i] if i < len(piles) else Pile([], 0)


def _column(i: int, number: int, wide: int, above: Pile, below: Pile | None) -> Column:
    width = 100 / number
    step = wide // MINUTE
    label = f"{i * step}–{(i + 1) * step}"
    ratio = f"{above.count}:{below.count}" if below else str(above.count)
    x, left = round((i + 0.5) * width, 2), round(i * width, 2)
    named = i % -(-number // MOST_BINS) == 0
    return Column(x, left, round(width, 2), label, str(i * step), named, above, below, ratio)


def _drawn(above: Side, below: Side | None, columns: Sequence[Column], wide: int) -> Stacks:
    sides = [*above.of, *(below.of if below else ())]
    every = {"minutes": wide // MINUTE}
    both = {"above": above.name, "below": below.name.lower() if below else ""} | every
    title = (
        _("%(above)s to %(below)s, every %(minutes)s minutes") if below else _("%(above)s, every %(minutes)s minutes")
    )
    up, down = sum(c.above.count for c in columns), sum(c.below.count for c in columns if c.below)
    whole = {"up": up, "above": above.name.lower(), "down": down, "below": both["below"]}
    said = _("Whole lesson: %(up)s %(above)s, %(down)s %(below)s.") if below else _("Whole lesson: %(up)s.")
    return Stacks(
        title=title % both,
        pencil=above.of[0][0]["look"]["pencil"],
        below_pencil=sides[-1][0]["look"]["pencil"],
        legend=[(m["look"]["pencil"], shape_of(m, option), name_of(m, option)) for m, option in sides],
        above=above.name,
        below=below.name if below else None,
        every=_("Each %(minutes)s min") % every,
        columns=columns,
        tallest=max((c.above.count for c in columns), default=0),
        deepest=max((c.below.count for c in columns if c.below), default=0),
        whole=said % whole if up or down else _("Nothing counted."),
        table=_table(title % both, above, below, columns),
    )


def _table(title: str, above: Side, below: Side | None, columns: Sequence[Column]) -> Table:
    head = [_("Minutes"), above.name, *([below.name] if below else [])]
    rows = [
        [column.label, str(column.above.count), *([str(column.below.count)] if column.below else [])]
        for column in columns
    ]
    return Table(title, head, rows)


def by_type(reading: Reading) -> list[ByType]:
    """Every count with options by type and by part of the lesson, but for the one that is set against redirection."""
    sides = _sides(reading.measures)
    paired = sides[0].of[0][0]["key"] if sides and sides[1] else None
    counts = [m for m in reading.measures if m["kind"] == "count" and m.get("options") and m["key"] != paired]
    parts = counts_in_segments(reading.form_measures, reading.recording)
    return [_by_type(reading, measure, parts) for measure in counts]


def _by_type(reading: Reading, measure: Measure, parts: Sequence[Mapping[str, Any]]) -> ByType:
    marks = [option_of(mark, measure) for mark in reading.recording.of(measure, "mark")]
    rows = [_type_row(measure, key, marks, parts) for key in option_keys(measure, marks)]
    length = reading.recording.clock.observed(measure["key"]).length
    said = {"marks": plural("1 mark", "%(n)s marks", len(marks)), "time": minutes(length)}
    return ByType(
        title=_("%(measure)s by type") % {"measure": measure["label"]},
        pencil=measure["look"]["pencil"],
        under=_("%(marks)s in %(time)s") % said,
        segments=[part["text"] or _("Before") for part in parts],
        rows=rows,
        most=max((row.count for row in rows), default=0),
    )


def _type_row(measure: Measure, key: str, marks: Sequence[str], parts: Sequence[Mapping[str, Any]]) -> TypeRow:
    count = marks.count(key)
    share = percent_of_marks(count / len(marks), count) if marks else ""
    by_segment = [part["counts"][measure["key"]].get(key, 0) for part in parts]
    return TypeRow(short_name(measure, key), shape_of(measure, key), count, share, by_segment)

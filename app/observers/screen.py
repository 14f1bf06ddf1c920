"""What the comparison's page is given: each measure's lanes, the places where the two differ, and the agreement table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.debrief.figures import Scale, Stretch, Tick, scale_of, ticks
from app.debrief.lanes import Lane, bar, lanes_of
from app.debrief.names import Measure, own_name
from app.observers.comparison import Comparison
from app.observers.sayings import Found, Row, differ, rows_of, side
from app.words import _

MOST_PLACES = 200  # in a table; the timeline shows them all


@dataclass(frozen=True)
class Plain:
    """The plain table beside a coefficient: rows are the first observer's, columns the second's."""

    keys: Sequence[str]
    cells: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Block:
    """One thing that the two can agree on: a measure, one of its options, or which option it was."""

    title: str
    rows: Sequence[Row]
    plain: Plain | None

    @property
    def defined(self) -> list[Row]:
        return [row for row in self.rows if not row.why]

    @property
    def undefined(self) -> dict[str, list[str]]:
        """Why, and what: those that share a reason are said together."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            if row.why:
                found.setdefault(row.why, []).append(row.name)
        return found


@dataclass(frozen=True)
class Place:
    at_ms: int
    until_ms: int | None
    a: str
    b: str


@dataclass(frozen=True)
class Compared:
    measure: Measure
    says: str
    blocks: Sequence[Block]
    lanes: Sequence[Lane]
    marked: Sequence[Stretch]
    places: Sequence[Place]
    more: int
    about: str  # which part of the measure the headline is about, where it has parts
    headline: Row | None
    kappa: Row | None

    @property
    def differing(self) -> int:
        return len(self.places) + self.more


def compared(comparison: Comparison, names: tuple[str, str], two: str | None) -> dict[str, Any]:
    scale = scale_of_both(comparison)
    pairs = zip(comparison.measures, comparison.agreements, strict=True)
    measures = [_compared(comparison, measure, found, names, two, scale) for measure, found in pairs]
    return {"measures": measures, "ticks": _ticks(scale)}


def scale_of_both(comparison: Comparison) -> Scale:
    both = (comparison.first, comparison.second)
    moments = [entry["at_ms"] for recording in both for entry in recording.entries]
    clocks = [recording.clock for recording in both]
    return scale_of(min(clock.from_ms for clock in clocks), max(clock.until_ms for clock in clocks), moments)


def _ticks(scale: Scale) -> list[Tick]:
    return ticks(scale, _("%(n)s min") % {"n": scale.length // 60_000})


def _compared(
    comparison: Comparison, measure: Measure, found: Found, names: tuple[str, str], two: str | None, scale: Scale
) -> Compared:
    blocks = _blocks(measure, found, comparison.tolerance_ms)
    first = blocks[0].rows if blocks else ()
    places = [_place(measure, place) for place in found["disagreements"]]
    return Compared(
        measure=measure,
        says=differ(str(measure["label"]), len(places), two),
        blocks=blocks,
        lanes=_lanes(comparison, measure, names, scale),
        marked=_joined([_marked(scale, place) for place in found["disagreements"]]),
        places=places[:MOST_PLACES],
        more=max(len(places) - MOST_PLACES, 0),
        about=blocks[0].title if blocks and blocks[0].title != measure["label"] else "",
        headline=first[0] if first else None,
        kappa=next((row for block in blocks for row in block.rows if row.name == _("Cohen’s kappa")), None),
    )


def _place(measure: Measure, place: dict[str, Any]) -> Place:
    return Place(place["at_ms"], place["until_ms"], side(measure, place["a"]), side(measure, place["b"]))


def _marked(scale: Scale, place: dict[str, Any]) -> Stretch:
    """A moment gets some width, so that it is seen behind its mark."""
    start, stop = place["at_ms"], place["until_ms"]
    if stop is not None:
        return bar(scale, start, stop)
    return Stretch(round(max(scale.at(start) - 1, 0), 2), 2)


def _joined(marked: list[Stretch]) -> list[Stretch]:
    """Places that run into each other are one outline."""
    found: list[Stretch] = []
    for each in sorted(marked, key=lambda stretch: stretch.x):
        last = found[-1] if found else None
        if last and each.x <= last.x + last.width:
            until = max(last.x + last.width, each.x + each.width)
            found[-1] = Stretch(last.x, round(until - last.x, 2))
        else:
            found.append(each)
    return found


def _lanes(comparison: Comparison, measure: Measure, names: tuple[str, str], scale: Scale) -> list[Lane]:
    """One lane of each observer for every option, the first observer's above the second's."""
    sides = [lanes_of([measure], recording, scale) for recording in (comparison.first, comparison.second)]
    both = {lane.key: lane for lane in (*sides[1], *sides[0])}
    found: list[Lane] = []
    for key in dict.fromkeys([*(lane.key for lane in sides[0]), *(lane.key for lane in sides[1])]):
        for name, lanes in zip(names, sides, strict=True):
            own = next((lane for lane in lanes if lane.key == key), None)
            lane = own or replace(both[key], total="0", unseen=(), marks=(), others=(), bars=(), values=(), crowd="")
            heading = both[key].label if name == names[0] and measure.get("options") else ""
            found.append(replace(lane, label=name, heading=heading, first=name == names[0]))
    return found


def _blocks(measure: Measure, found: Found, tolerance_ms: int) -> list[Block]:
    kind = str(measure["kind"])
    own = Block(str(measure["label"]), rows_of(found, tolerance_ms, kind), _plain(measure, found))
    parts = [
        Block(own_name(measure, part["key"]), rows_of(part, tolerance_ms, kind), _plain(measure, part))
        for part in (*found.get("options", ()), *found.get("codes", ()))
    ]
    which = [(found.get(name), title) for name, title in WHICH.items()]
    parts += [Block(title, rows_of(part, tolerance_ms, kind), _plain(measure, part)) for part, title in which if part]
    return [block for block in (own, *parts) if block.rows]


def _plain(measure: Measure, found: Found) -> Plain | None:
    if not found.get("table"):
        return None
    keys = found.get("keys")
    return Plain([_key(measure, key) for key in keys] if keys else [_("scored"), _("blank")], found["table"])


def _key(measure: Measure, key: str) -> str:
    return CATEGORIES.get(key) or own_name(measure, key)


CATEGORIES = {"": _("none"), "seen": _("seen"), "not_seen": _("not seen"), "no_chance": _("no chance to see")}
WHICH = {
    "same_option": _("Of marks at the same moment: which one?"),
    "states": _("Which state was on as each window began?"),
    "categories": _("Which code was it?"),
}

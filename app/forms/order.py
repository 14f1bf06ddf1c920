"""The order of measures in a form: groups stay together. Plain values in, plain values out."""

from itertools import groupby
from typing import Any

Measures = list[dict[str, Any]]


def gathered(measures: Measures) -> Measures:
    """Measures of one group stand together, where the first of them is."""
    first: dict[str, int] = {}
    for place, measure in enumerate(measures):
        first.setdefault(_group(measure, place), place)
    return [m for _place, m in sorted(enumerate(measures), key=lambda each: first[_group(each[1], each[0])])]


def _group(measure: dict[str, Any], place: int) -> str:
    return measure.get("group") or f"\0{place}"


def moved(measures: Measures, key: str, by: int) -> Measures:
    """One place up (-1) or down (1) in its group; from the edge of a group the whole group moves."""
    blocks = [
        [m for _place, m in block] for _g, block in groupby(enumerate(measures), lambda each: _group(each[1], each[0]))
    ]
    at = next(i for i, block in enumerate(blocks) if any(m["key"] == key for m in block))
    inside = [m["key"] for m in blocks[at]].index(key)
    if 0 <= inside + by < len(blocks[at]):
        _swap(blocks[at], inside, inside + by)
    elif 0 <= at + by < len(blocks):
        _swap(blocks, at, at + by)
    return [m for block in blocks for m in block]


def _swap(things: list[Any], a: int, b: int) -> None:
    things[a], things[b] = things[b], things[a]

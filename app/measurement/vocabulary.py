"""The words that entries and measures use, and the small rules that every kind of measure shares."""

from collections.abc import Iterable, Mapping
from typing import Any

Entry = Mapping[str, Any]
Measure = Mapping[str, Any]

CLOCK = ("begin", "end", "pause", "resume", "unseen", "seen")
TAPPED = ("mark", "start", "stop", "cue", "response", "sweep", "interval", "check")
RECORDED = frozenset((*CLOCK, *TAPPED, "segment", "note"))
"""Kinds that lie on the visit's clock. The others (annotations, reflections ...) are said about it, not during it."""

TEXTS = frozenset(["segment", "note", "annotation", "reply", "draft", "reflection"])
"""Kinds whose own content is `text`; on the others `text` is a remark."""


def option_of(entry: Entry, measure: Measure) -> str:
    """The option an entry is about; a measure without options has one, named by the measure's key."""
    return str(entry.get("option") or measure["key"])


def option_keys(measure: Measure, used: Iterable[str] = ()) -> list[str]:
    """The measure's options in the form's order, then whatever else was used, so that nothing recorded is dropped."""
    listed = [str(option["key"]) for option in measure.get("options") or ()] or [str(measure["key"])]
    return listed + sorted(set(used) - set(listed))


def fraction(part: float, whole: float) -> float | None:
    """`part` of `whole` as a fraction of 1; None when the whole is 0."""
    return part / whole if whole else None


def whole_ms(milliseconds: float) -> int:
    """Milliseconds to the nearest integer, halves up."""
    return int(milliseconds + 0.5)

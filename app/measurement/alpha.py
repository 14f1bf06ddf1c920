"""Krippendorff's alpha: agreement of any number of observers, at any level of measurement, with gaps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorffs_alpha(ratings: Sequence[Sequence[Any]], level: Level = "nominal") -> float | None:
    """1 - Do / De. Rows are observers, columns units; None (or NaN) is a missing value.

    Nominal takes any values, ordinal any that can be put in order, interval numbers, ratio numbers from 0 up. Units
    with fewer than two values are left out. 1 is full agreement, 0 what chance would bring, below 0 worse than that.
    None where it is undefined: no unit with two values, or one value throughout. Show n and the plain table beside it.
    [Krippendorff 2011, Computing Krippendorff's Alpha-Reliability]
    """
    if level not in _DISAGREEMENTS:
        raise ValueError(f"No such level of measurement: {level}")
    units = [unit for unit in map(_present, zip(*ratings, strict=True)) if len(unit) > 1]
    if level == "ordinal":
        units = _midranks(units)
    values = [value for unit in units for value in unit]
    if not values:
        return None
    expected = _disagreement(values, values[0], level)
    return 1 - sum(_disagreement(unit, values[0], level) for unit in units) / expected if expected else None


def _present(unit: Iterable[Any]) -> list[Any]:
    return [value for value in unit if value is not None and value == value]


def _midranks(units: list[list[Any]]) -> list[list[Any]]:
    """Ordinal distances, the values ranked between two, are the distances between the values' middle ranks."""
    counts = Counter(value for unit in units for value in unit)
    ordered = sorted(counts)
    ends = accumulate(counts[value] for value in ordered)
    ranks = {value: end - counts[value] / 2 for value, end in zip(ordered, ends, strict=True)}
    return [[ranks[value] for value in unit] for unit in units]


def _disagreement(values: list[Any], origin: Any, level: Level) -> float:
    """The sum of the distances of all ordered pairs of values, by the number of values less one."""
    return _DISAGREEMENTS[level](values, origin) / (len(values) - 1)


def _nominal(values: list[Any], origin: Any) -> float:
    return len(values) ** 2 - sum(count**2 for count in Counter(values).values())


def _squares(values: list[Any], origin: Any) -> float:
    """Moving the origin keeps equal values at an exact 0, and large ones from losing their last digits."""
    moved = [value - origin for value in values]
    return 2 * (len(moved) * sum(value**2 for value in moved) - sum(moved) ** 2)


def _ratios(values: list[Any], origin: Any) -> float:
    counts = Counter(values)
    if any(value < 0 for value in counts):
        raise ValueError("The ratio level has no values below 0.")
    return sum(counts[x] * counts[y] * ((x - y) / (x + y)) ** 2 for x in counts for y in counts if x != y)


_DISAGREEMENTS = {"nominal": _nominal, "ordinal": _squares, "interval": _squares, "ratio": _ratios}

"""Agreement on things that both observers answer about the same units: sweeps, intervals, steps of a checklist."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.measurement.alpha import krippendorffs_alpha
from app.measurement.checklists import VALUES, checked
from app.measurement.interval_agreement import (
    exact_count_per_interval,
    interval_by_interval,
    mean_count_per_interval,
    scored_interval,
    unscored_interval,
)
from app.measurement.intervals import scored_intervals
from app.measurement.kappa import cohens_kappa, table_of
from app.measurement.pairing import Pairing, paired
from app.measurement.shared_time import Shared
from app.measurement.vocabulary import Entry, fraction, option_keys

NONE = ""
"""The category of an interval in which no code was seen."""


def agree_on_sweeps(shared: Shared) -> dict[str, Any]:
    """Of the sweeps that both took (within half a period of each other): equal numbers, smaller by larger, alpha."""
    a, b = (shared.inside(recording.of(shared.measure, "sweep")) for recording in shared.both)
    pairing = same_cue(shared, a, b)
    values_a = [a[i].get("value") or 0 for i, _ in pairing.pairs]
    values_b = [b[j].get("value") or 0 for _, j in pairing.pairs]
    shares = [[_share(a[i]) for i, _ in pairing.pairs], [_share(b[j]) for _, j in pairing.pairs]]
    return {
        "n": len(pairing.pairs),
        "pairs": [{"a": _sweep(a[i]), "b": _sweep(b[j])} for i, j in pairing.pairs],
        "only_a_ms": [a[i]["at_ms"] for i in pairing.only_a],
        "only_b_ms": [b[j]["at_ms"] for j in pairing.only_b],
        "exact_count_per_interval": exact_count_per_interval(values_a, values_b),
        "mean_count_per_interval": mean_count_per_interval(values_a, values_b),
        "krippendorffs_alpha": krippendorffs_alpha(shares, "ratio"),
    }


def agree_on_intervals(shared: Shared) -> dict[str, Any]:
    """Of the intervals that both scored: agreement per code, and for one code at most also a table of them all.

    Interval k of the one is taken to be interval k of the other, moved by whole intervals where their clocks differ.
    """
    a, b = (scored_intervals(shared.measure, recording) for recording in shared.both)
    both = intervals_of_both(shared, a, b)
    seen_a, seen_b = [codes for _k, codes, _ in both], [codes for _k, _, codes in both]
    keys = option_keys(shared.measure, set().union(*seen_a, *seen_b))
    return {
        "n": len(both),
        "codes": [{"key": key, **_on_code(key, seen_a, seen_b)} for key in keys],
        "categories": None if shared.measure.get("several", True) else _on_categories(keys, seen_a, seen_b),
    }


def agree_on_checklists(shared: Shared) -> dict[str, Any]:
    """Of the steps that both recorded: the share with the same value, and the table of the three values."""
    a, b = (checked(shared.measure, recording) for recording in shared.both)
    both = [key for key in option_keys(shared.measure, [*a, *b]) if key in a and key in b]
    pairs = [(a[key], b[key]) for key in both]
    table = table_of(pairs, list(VALUES))
    return {
        "n": len(both),
        "steps": [{"key": key, "a": a[key], "b": b[key]} for key in both],
        "interval_by_interval": fraction(sum(x == y for x, y in pairs), len(pairs)),
        "keys": list(VALUES),
        "table": table,
        "cohens_kappa": cohens_kappa(table),
        "krippendorffs_alpha": krippendorffs_alpha([[x for x, _ in pairs], [y for _, y in pairs]]),
    }


def intervals_of_both(
    shared: Shared, a: Mapping[int, frozenset[str]], b: Mapping[int, frozenset[str]]
) -> list[tuple[int, frozenset[str], frozenset[str]]]:
    """Each interval that both scored: its number on A's clock, A's codes, B's codes."""
    moved = _moved(b, _steps_between(shared))
    return [(k, a[k], moved[k]) for k in sorted(a.keys() & moved.keys())]


def same_cue(shared: Shared, a: Sequence[Entry], b: Sequence[Entry]) -> Pairing:
    reach = max(shared.tolerance_ms, (shared.measure.get("every_ms") or 0) / 2)
    return paired([sweep["at_ms"] for sweep in a], [sweep["at_ms"] for sweep in b], reach)


def _share(sweep: Entry) -> float | None:
    return fraction(sweep.get("value") or 0, sweep.get("out_of") or 0)


def _sweep(sweep: Entry) -> dict[str, Any]:
    return {"at_ms": sweep["at_ms"], "value": sweep.get("value"), "out_of": sweep.get("out_of")}


def _steps_between(shared: Shared) -> int:
    every_ms = shared.measure.get("every_ms")
    return round((shared.b.clock.from_ms - shared.a.clock.from_ms) / every_ms) if every_ms else 0


def _moved(scored: Mapping[int, frozenset[str]], by: int) -> dict[int, frozenset[str]]:
    return {k + by: codes for k, codes in scored.items()}


def _on_code(key: str, seen_a: Sequence[frozenset[str]], seen_b: Sequence[frozenset[str]]) -> dict[str, Any]:
    a, b = ([key in codes for codes in seen] for seen in (seen_a, seen_b))
    table = table_of(zip(a, b, strict=True), (True, False))
    return {
        "n": len(a),
        "interval_by_interval": interval_by_interval(a, b),
        "scored_interval": scored_interval(a, b),
        "unscored_interval": unscored_interval(a, b),
        "table": table,
        "cohens_kappa": cohens_kappa(table),
    }


def _on_categories(
    keys: list[str], seen_a: Sequence[frozenset[str]], seen_b: Sequence[frozenset[str]]
) -> dict[str, Any]:
    a, b = ([min(codes, default=NONE) for codes in seen] for seen in (seen_a, seen_b))
    table = table_of(zip(a, b, strict=True), [*keys, NONE])
    return {
        "keys": [*keys, NONE],
        "table": table,
        "cohens_kappa": cohens_kappa(table),
        "krippendorffs_alpha": krippendorffs_alpha([a, b]),
    }

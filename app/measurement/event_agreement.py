"""Agreement on events: marks of a count, marks at seats, cues and their latencies."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.measurement.alpha import krippendorffs_alpha
from app.measurement.interval_agreement import (
    exact_count_per_interval,
    interval_by_interval,
    mean_count_per_interval,
    scored_interval,
    total_count,
    unscored_interval,
)
from app.measurement.kappa import cohens_kappa, table_of
from app.measurement.latencies import answers
from app.measurement.pairing import agreement_of, paired
from app.measurement.seats import seat_order
from app.measurement.shared_time import Shared
from app.measurement.vocabulary import Entry, option_keys, option_of


def agree_on_counts(shared: Shared) -> dict[str, Any]:
    """Agreement on all marks whatever their option, on each option, and on the options of marks that match in time."""
    marks = _marks(shared)
    used = {option_of(mark, shared.measure) for side in marks for mark in side}
    keys = option_keys(shared.measure, used)
    alone = len(keys) == 1
    return {
        **_on_moments(shared, *marks),
        "options": [] if alone else [{"key": key, **_on_option(shared, marks, key)} for key in keys],
        "same_option": None if alone else _on_categories(shared, marks, keys),
    }


def agree_on_seats(shared: Shared) -> dict[str, Any]:
    """As for counts, and by seat: `reached` is seats reached by both of those reached by either."""
    at_a, at_b = (Counter(mark["seat"] for mark in side if mark.get("seat") is not None) for side in _marks(shared))
    seats = sorted(at_a.keys() | at_b.keys(), key=seat_order)
    a, b = ([at[seat] for seat in seats] for at in (at_a, at_b))
    return {
        **agree_on_counts(shared),
        "seats": [{"seat": seat, "a": x, "b": y} for seat, x, y in zip(seats, a, b, strict=True)],
        "mean_count_per_seat": mean_count_per_interval(a, b),
        "reached": scored_interval(a, b),
    }


def agree_on_latencies(shared: Shared) -> dict[str, Any]:
    """Agreement on cues in time, and on the latencies of cues that match and that both saw answered.

    `mean_per_occurrence` is the mean of smaller by larger latency; `pairs_ms` are the latencies themselves.
    """
    cues_a, cues_b = (
        [(at_ms, value) for at_ms, value in answers(shared.measure, recording) if shared.spans.holds(at_ms)]
        for recording in shared.both
    )
    pairing = paired([at_ms for at_ms, _ in cues_a], [at_ms for at_ms, _ in cues_b], shared.tolerance_ms)
    latencies = [(cues_a[i][1], cues_b[j][1]) for i, j in pairing.pairs]
    pairs = [(x, y) for x, y in latencies if x is not None and y is not None]
    return {
        "a": len(cues_a),
        "b": len(cues_b),
        "within_tolerance": agreement_of(pairing),
        "n": len(pairs),
        "pairs_ms": [list(pair) for pair in pairs],
        "mean_per_occurrence": mean_count_per_interval([x for x, _ in pairs], [y for _, y in pairs]),
        "krippendorffs_alpha": krippendorffs_alpha([[x for x, _ in pairs], [y for _, y in pairs]], "interval"),
    }


def _marks(shared: Shared) -> tuple[list[Entry], list[Entry]]:
    a, b = (shared.inside(recording.of(shared.measure, "mark")) for recording in shared.both)
    return a, b


def _on_moments(shared: Shared, marks_a: Sequence[Entry], marks_b: Sequence[Entry]) -> dict[str, Any]:
    moments_a, moments_b = ([mark["at_ms"] for mark in marks] for marks in (marks_a, marks_b))
    a, b = shared.per_window(moments_a), shared.per_window(moments_b)
    pairing = paired(moments_a, moments_b, shared.tolerance_ms)
    table = table_of(((x > 0, y > 0) for x, y in zip(a, b, strict=True)), (True, False))
    return {
        "a": len(marks_a),
        "b": len(marks_b),
        "total_count": total_count(len(marks_a), len(marks_b)),
        "mean_count_per_interval": mean_count_per_interval(a, b),
        "exact_count_per_interval": exact_count_per_interval(a, b),
        "interval_by_interval": interval_by_interval(a, b),
        "scored_interval": scored_interval(a, b),
        "unscored_interval": unscored_interval(a, b),
        "within_tolerance": agreement_of(pairing),
        "n": shared.windows,
        "events": pairing.size,
        "matched": len(pairing.pairs),
        "only_a_ms": [moments_a[i] for i in pairing.only_a],
        "only_b_ms": [moments_b[j] for j in pairing.only_b],
        "table": table,
        "cohens_kappa": cohens_kappa(table),
        "krippendorffs_alpha": krippendorffs_alpha([a, b], "ratio"),
    }


def _on_option(shared: Shared, marks: tuple[list[Entry], list[Entry]], key: str) -> dict[str, Any]:
    a, b = ([mark for mark in side if option_of(mark, shared.measure) == key] for side in marks)
    return _on_moments(shared, a, b)


def _on_categories(shared: Shared, marks: tuple[list[Entry], list[Entry]], keys: list[str]) -> dict[str, Any]:
    """Of the marks that match in time: which option did each observer give them?"""
    a, b = marks
    pairing = paired([mark["at_ms"] for mark in a], [mark["at_ms"] for mark in b], shared.tolerance_ms)
    pairs = [(option_of(a[i], shared.measure), option_of(b[j], shared.measure)) for i, j in pairing.pairs]
    table = table_of(pairs, keys)
    return {"n": len(pairs), "keys": keys, "table": table, "cohens_kappa": cohens_kappa(table)}

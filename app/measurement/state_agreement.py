"""Agreement on states: how long they lasted, bout by bout, and which was on at each moment."""

from collections.abc import Sequence
from typing import Any

from app.measurement.durations import bouts
from app.measurement.interval_agreement import (
    interval_by_interval,
    scored_interval,
    smaller_by_larger,
    total_count,
    unscored_interval,
)
from app.measurement.kappa import cohens_kappa, table_of
from app.measurement.pairing import overlapping
from app.measurement.recording import Recording
from app.measurement.shared_time import Shared
from app.measurement.spans import Spans
from app.measurement.vocabulary import fraction, option_keys

NONE = ""
"""The state in which none is on."""


def agree_on_durations(shared: Shared) -> dict[str, Any]:
    """Per state: duration, per-occurrence and momentary agreement; for exclusive states also one table of them all.

    Momentary samples are taken as each window begins. In the table of an exclusive measure the key "" is "none is on".
    """
    a, b = (_stretches(shared, recording) for recording in shared.both)
    keys = option_keys(shared.measure, [*a, *b])
    return {
        "options": [{"key": key, **_on_state(shared, a.get(key, Spans()), b.get(key, Spans()))} for key in keys],
        "states": _on_states(shared, a, b, keys) if shared.measure.get("exclusive") and len(keys) > 1 else None,
    }


def _stretches(shared: Shared, recording: Recording) -> dict[str, Spans]:
    """Each state's bouts on the shared time, as if all that is not shared were cut out."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for bout in bouts(shared.measure, recording):
        span = shared.spans.before(bout.from_ms), shared.spans.before(bout.to_ms)
        stretches.setdefault(bout.option, []).append(span)
    return {option: Spans(spans) for option, spans in stretches.items()}


def _on_state(shared: Shared, a: Spans, b: Spans) -> dict[str, Any]:
    on_a, on_b = _sampled(shared, a), _sampled(shared, b)
    table = table_of(zip(on_a, on_b, strict=True), (True, False))
    return {
        "a": {"total_ms": a.length, "bouts": len(a.pairs)},
        "b": {"total_ms": b.length, "bouts": len(b.pairs)},
        "n": shared.windows,
        "duration": total_count(a.length, b.length),
        "mean_per_occurrence": _mean_per_occurrence(a.pairs, b.pairs),
        "interval_by_interval": interval_by_interval(on_a, on_b),
        "scored_interval": scored_interval(on_a, on_b),
        "unscored_interval": unscored_interval(on_a, on_b),
        "table": table,
        "cohens_kappa": cohens_kappa(table),
    }


def _mean_per_occurrence(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> float | None:
    """The mean of smaller by larger length of bouts that overlap; a bout that only one observer has counts 0. (ours)"""
    pairing = overlapping(a, b)
    agreed = sum(smaller_by_larger(a[i][1] - a[i][0], b[j][1] - b[j][0]) for i, j in pairing.pairs)
    return fraction(agreed, pairing.size)


def _on_states(shared: Shared, a: dict[str, Spans], b: dict[str, Spans], keys: list[str]) -> dict[str, Any]:
    states = [*keys, NONE]
    table = table_of(zip(_which(shared, a), _which(shared, b), strict=True), states)
    return {"n": shared.windows, "keys": states, "table": table, "cohens_kappa": cohens_kappa(table)}


def _which(shared: Shared, stretches: dict[str, Spans]) -> list[str]:
    on = [NONE] * shared.windows
    for option, spans in stretches.items():
        for window, is_on in enumerate(_sampled(shared, spans)):
            on[window] = option if is_on else on[window]
    return on


def _sampled(shared: Shared, spans: Spans) -> list[bool]:
    moments = [window * shared.window_ms for window in range(shared.windows)]
    return [spans.holds(moment) for moment in moments]

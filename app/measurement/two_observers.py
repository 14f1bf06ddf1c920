"""Two observers of one lesson, blind to each other: agreement on one measure, as its kind allows."""

from collections.abc import Callable, Iterable
from typing import Any

from app.measurement.disagreements import disagreements
from app.measurement.event_agreement import agree_on_counts, agree_on_latencies, agree_on_seats
from app.measurement.shared_time import Shared, shared_time
from app.measurement.state_agreement import agree_on_durations
from app.measurement.unit_agreement import agree_on_checklists, agree_on_intervals, agree_on_sweeps
from app.measurement.vocabulary import Entry, Measure

_BY_KIND: dict[str, Callable[[Shared], dict[str, Any]]] = {
    "count": agree_on_counts,
    "duration": agree_on_durations,
    "latency": agree_on_latencies,
    "sweep": agree_on_sweeps,
    "interval": agree_on_intervals,
    "checklist": agree_on_checklists,
    "seats": agree_on_seats,
}


def for_measure(
    measure: Measure,
    entries_a: Iterable[Entry],
    entries_b: Iterable[Entry],
    window_ms: int = 10_000,
    tolerance_ms: int = 2_000,
    offset_ms: int = 0,
) -> dict[str, Any]:
    """`{key, kind, shared_ms, window_ms, tolerance_ms, windows, ..., disagreements}`, the rest by kind: see agree_on_counts and so on.

    Everything is taken over `shared_ms`, the time in which both were observing the measure, as fractions of 1 and None
    where undefined; every kappa has its table (rows A, columns B) and so its n beside it. `offset_ms` is added to B's
    times first: 0 if both clocks were begun together, else `clock_offset_ms`. It checks a definition, not an observer.
    """
    return of_shared(shared_time(measure, entries_a, entries_b, window_ms, tolerance_ms, offset_ms))


def of_shared(shared: Shared) -> dict[str, Any]:
    measure = shared.measure
    head = {
        "key": measure["key"],
        "kind": measure["kind"],
        "shared_ms": shared.spans.length,
        "window_ms": shared.window_ms,
        "tolerance_ms": shared.tolerance_ms,
        "windows": shared.windows,
    }
    return head | _BY_KIND[measure["kind"]](shared) | {"disagreements": disagreements(shared)}

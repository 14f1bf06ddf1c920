"""Where two observers' records of one lesson differ, moment by moment: places at which to look at the definition."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from app.measurement.checklists import checked
from app.measurement.durations import bouts
from app.measurement.intervals import scored_intervals
from app.measurement.latencies import answers
from app.measurement.pairing import paired
from app.measurement.recording import Recording
from app.measurement.shared_time import Shared
from app.measurement.spans import Spans
from app.measurement.unit_agreement import intervals_of_both, same_cue
from app.measurement.vocabulary import Entry, option_of

Side = dict[str, Any] | None
Place = dict[str, Any]


def disagreements(shared: Shared) -> list[Place]:
    """`{at_ms, until_ms, a, b}` in time order, on the first observer's clock; `until_ms` is None for a moment.

    `a` and `b` say what each recorded there, None for nothing: `{option, seat}`, `{options}`, `{latency_ms}`,
    `{value, out_of}`, `{codes}` or `{option, value}`, as the kind has it. Differences in time up to the tolerance are
    none, and what only one had the chance to record is none either. (ours)
    """
    return sorted(_BY_KIND[shared.measure["kind"]](shared), key=lambda place: place["at_ms"])


def _place(at_ms: int, a: Side, b: Side, until_ms: int | None = None) -> Place:
    return {"at_ms": at_ms, "until_ms": until_ms, "a": a, "b": b}


def _marks(shared: Shared) -> Iterator[Place]:
    a, b = (shared.inside(recording.of(shared.measure, "mark")) for recording in shared.both)
    pairing = paired([mark["at_ms"] for mark in a], [mark["at_ms"] for mark in b], shared.tolerance_ms)
    said_a, said_b = ([_mark(shared, mark) for mark in side] for side in (a, b))
    yield from (_place(a[i]["at_ms"], said_a[i], None) for i in pairing.only_a)
    yield from (_place(b[j]["at_ms"], None, said_b[j]) for j in pairing.only_b)
    yield from (_place(a[i]["at_ms"], said_a[i], said_b[j]) for i, j in pairing.pairs if said_a[i] != said_b[j])


def _mark(shared: Shared, mark: Entry) -> dict[str, Any]:
    seat = {"seat": mark["seat"]} if mark.get("seat") is not None else {}
    return {"option": option_of(mark, shared.measure)} | seat


def _states(shared: Shared) -> Iterator[Place]:
    """Stretches longer than the tolerance in which not the same states were on."""
    a, b = (_stretches(shared, recording) for recording in shared.both)
    edges = sorted({edge for side in (a, b) for spans in side.values() for span in spans for edge in span})
    for start, stop in shared.spans:
        cuts = [start, *edges[bisect_right(edges, start) : bisect_left(edges, stop)], stop]
        for from_ms, to_ms, on_a, on_b in _merged(cuts, a, b):
            if on_a != on_b and to_ms - from_ms > shared.tolerance_ms:
                yield _place(from_ms, {"options": on_a} if on_a else None, {"options": on_b} if on_b else None, to_ms)


def _stretches(shared: Shared, recording: Recording) -> dict[str, Spans]:
    found: dict[str, list[tuple[int, int]]] = {}
    for bout in bouts(shared.measure, recording):
        found.setdefault(bout.option, []).append((bout.from_ms, bout.to_ms))
    return {option: Spans(spans).within(shared.spans) for option, spans in found.items()}


def _merged(cuts: list[int], a: dict[str, Spans], b: dict[str, Spans]) -> list[tuple[int, int, list[str], list[str]]]:
    pieces: list[tuple[int, int, list[str], list[str]]] = []
    for from_ms, to_ms in pairwise(cuts):
        on_a, on_b = (sorted(option for option, spans in side.items() if spans.holds(from_ms)) for side in (a, b))
        if pieces and pieces[-1][2:] == (on_a, on_b):
            from_ms = pieces.pop()[0]
        pieces.append((from_ms, to_ms, on_a, on_b))
    return pieces


def _latencies(shared: Shared) -> Iterator[Place]:
    a, b = (
        [(at_ms, value) for at_ms, value in answers(shared.measure, recording) if shared.spans.holds(at_ms)]
        for recording in shared.both
    )
    pairing = paired([at_ms for at_ms, _ in a], [at_ms for at_ms, _ in b], shared.tolerance_ms)
    yield from (_place(a[i][0], {"latency_ms": a[i][1]}, None) for i in pairing.only_a)
    yield from (_place(b[j][0], None, {"latency_ms": b[j][1]}) for j in pairing.only_b)
    for i, j in pairing.pairs:
        x, y = a[i][1], b[j][1]
        if x != y and (x is None or y is None or abs(x - y) > shared.tolerance_ms):
            yield _place(a[i][0], {"latency_ms": x}, {"latency_ms": y})


def _sweeps(shared: Shared) -> Iterator[Place]:
    a, b = (shared.inside(recording.of(shared.measure, "sweep")) for recording in shared.both)
    for i, j in same_cue(shared, a, b).pairs:
        said_a, said_b = ({"value": sweep.get("value"), "out_of": sweep.get("out_of")} for sweep in (a[i], b[j]))
        if said_a != said_b:
            yield _place(a[i]["at_ms"], said_a, said_b)


def _intervals(shared: Shared) -> Iterator[Place]:
    a, b = (scored_intervals(shared.measure, recording) for recording in shared.both)
    every_ms, running = shared.measure.get("every_ms") or 0, shared.a.clock.running
    for k, codes_a, codes_b in intervals_of_both(shared, a, b):
        if codes_a != codes_b:
            until_ms = _moment(running, (k + 1) * every_ms)
            said_a, said_b = ({"codes": sorted(codes)} for codes in (codes_a, codes_b))
            yield _place(_moment(running, k * every_ms), said_a, said_b, until_ms)


def _moment(running: Spans, length: int) -> int:
    """The moment at which so much of the running time is over."""
    last = 0
    for start, stop in running:
        if length <= stop - start:
            return start + length
        length, last = length - (stop - start), stop
    return last + length


def _checks(shared: Shared) -> Iterator[Place]:
    a, b = (checked(shared.measure, recording) for recording in shared.both)
    at_ms = {option_of(check, shared.measure): check["at_ms"] for check in shared.a.of(shared.measure, "check")}
    for key in a.keys() & b.keys():
        if a[key] != b[key]:
            yield _place(at_ms[key], {"option": key, "value": a[key]}, {"option": key, "value": b[key]})


_BY_KIND: dict[str, Callable[[Shared], Iterator[Place]]] = {
    "count": _marks,
    "seats": _marks,
    "duration": _states,
    "latency": _latencies,
    "sweep": _sweeps,
    "interval": _intervals,
    "checklist": _checks,
}

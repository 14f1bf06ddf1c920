"""One lesson as its coach recorded it: what happened when, in milliseconds since it began. Pure."""

from random import Random
from typing import Any

LESSON_MS = 45 * 60_000
SWEEP_MS = 5 * 60_000
SEGMENTS = ["Warm-up", "Mini lesson", "Group work", "Share-out"]
SPLITS = [0, 390_000, 1_120_000, 2_250_000, LESSON_MS]
Said = dict[str, Any]


def recorded(visit: dict[str, Any], number: int) -> list[Said]:
    """Every entry of the recorder but its id, in the order of time."""
    rng = Random(number)  # noqa: S311 - a story, not a secret
    said = [_at(0, "begin"), *_segments(visit, rng), *_marks(visit, rng), *_talk(visit, rng), *_sweeps(visit, rng)]
    said += [_at(ms(at), "note", text=text) for at, text in visit["notes"]]
    return [*sorted(said, key=lambda entry: entry["at_ms"]), _at(LESSON_MS, "end")]


def ms(clock: str) -> int:
    """24:12 as milliseconds."""
    minutes, seconds = clock.split(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


def _at(at_ms: int, kind: str, **fields: Any) -> Said:
    return {"kind": kind, "at_ms": at_ms} | fields


def _segments(visit: dict[str, Any], rng: Random) -> list[Said]:
    given = visit.get("segments")
    if given:
        return [_at(ms(at), "segment", text=name) for name, at in given.items()]
    starts = [0, *(split + rng.randrange(-60_000, 60_000) for split in SPLITS[1:4])]
    return [_at(start, "segment", text=name) for start, name in zip(starts, SEGMENTS, strict=True)]


def _marks(visit: dict[str, Any], rng: Random) -> list[Said]:
    """Those with a time of their own, and as many in each part of the lesson as the story says."""
    return [
        _at(at_ms, "mark", measure=measure, option=option)
        for said, times in (("at", _given), ("marks", _drawn))
        for measure, options in visit.get(said, {}).items()
        for option, told in options.items()
        for at_ms in times(told, rng)
    ]


def _given(times: list[str], _rng: Random) -> list[int]:
    return [ms(at) for at in times]


def _drawn(counts: list[int], rng: Random) -> list[int]:
    """So many in each part, at times that lie apart."""
    return [
        SPLITS[part] + 8_000 + round((i + rng.uniform(0.1, 0.9)) * (SPLITS[part + 1] - SPLITS[part] - 16_000) / count)
        for part, count in enumerate(counts)
        for i in range(count)
    ]


def _talk(visit: dict[str, Any], rng: Random) -> list[Said]:
    given = visit.get("bouts")
    bouts = [(ms(a), ms(b)) for a, b in given] if given else _drawn_bouts(visit["talk"], rng)
    return [
        _at(at_ms, kind, measure="talk") for bout in bouts for kind, at_ms in zip(("start", "stop"), bout, strict=True)
    ]


def _drawn_bouts(talk: dict[str, Any], rng: Random) -> list[tuple[int, int]]:
    """So many bouts that last so long together; the longest opens the mini lesson, gaps are longest in group work."""
    count, together = talk["bouts"], int(talk["minutes"] * 60_000)
    lengths = _shared(together, [2.8 if i == 2 else rng.uniform(0.5, 1.6) for i in range(count)])
    gaps = _shared(LESSON_MS - together, [rng.uniform(0.3, 1.0) + (i > count // 2) for i in range(count + 1)])
    bouts, clock = [], 0
    for gap, length in zip(gaps, lengths, strict=False):
        bouts.append((clock + gap, clock + gap + length))
        clock += gap + length
    return bouts


def _shared(whole: int, weights: list[float]) -> list[int]:
    """The whole in parts like the weights, to full seconds."""
    return [int(whole * weight / sum(weights) / 1000) * 1000 for weight in weights]


def _sweeps(visit: dict[str, Any], rng: Random) -> list[Said]:
    return [
        _at(SWEEP_MS * i + rng.randrange(2_000, 14_000), "sweep", measure="on_task", value=value, out_of=24)
        for i, value in enumerate(visit["sweeps"], 1)
    ]

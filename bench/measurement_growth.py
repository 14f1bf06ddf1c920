"""How a visit's summary grows: 100,000 entries against 10,000, and the ratio, which must stay at most 12.

Run: .venv/bin/python bench/measurement_growth.py
Method: one log of every kind of measure, with voids and amendments, shuffled; the best of five runs each, the two sizes
taking turns, so that what else the machine does falls on both.
"""

import random
import time
from typing import Any

from app.measurement.summary import summarise

MEASURES: list[dict[str, Any]] = [
    {"key": "praise", "kind": "count", "options": [{"key": "specific"}, {"key": "general"}]},
    {"key": "who_talks", "kind": "duration", "exclusive": True, "options": [{"key": "teacher"}, {"key": "student"}]},
    {"key": "wait", "kind": "latency"},
    {"key": "on_task", "kind": "sweep", "every_ms": 60_000},
    {"key": "codes", "kind": "interval", "every_ms": 60_000, "options": [{"key": "lec"}, {"key": "pq"}]},
    {"key": "steps", "kind": "checklist", "options": [{"key": "model"}, {"key": "guide"}]},
    {"key": "seats", "kind": "seats", "options": [{"key": "asks"}]},
]
KINDS: list[dict[str, Any]] = [
    {"kind": "mark", "measure": "praise", "option": "specific"},
    {"kind": "mark", "measure": "praise", "option": "general"},
    {"kind": "start", "measure": "who_talks", "option": "teacher"},
    {"kind": "start", "measure": "who_talks", "option": "student"},
    {"kind": "stop", "measure": "who_talks", "option": "student"},
    {"kind": "cue", "measure": "wait"},
    {"kind": "response", "measure": "wait"},
    {"kind": "sweep", "measure": "on_task", "value": 20, "out_of": 24},
    {"kind": "check", "measure": "steps", "option": "model", "value": "seen"},
    {"kind": "mark", "measure": "seats", "option": "asks", "seat": 7},
    {"kind": "pause"},
    {"kind": "resume"},
    {"kind": "unseen", "measure": "praise"},
    {"kind": "seen", "measure": "praise"},
]
MOST = 12


def main() -> None:
    small, large = log(10_000), log(100_000)
    times = [(seconds(small), seconds(large)) for _ in range(5)]
    of_small, of_large = (min(column) for column in zip(*times, strict=True))
    print(f"10,000 entries: {of_small * 1000:.0f} ms; 100,000 entries: {of_large * 1000:.0f} ms")
    print(f"ratio: {of_large / of_small:.1f} (at most {MOST})")
    raise SystemExit(of_large / of_small > MOST)


def log(number: int) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [{"kind": "begin", "at_ms": 0}]
    while len(entries) < number - 1:
        n = len(entries)
        at_ms = n * 500
        match n % 20:
            case 0:
                entries.append({"kind": "void", "target": identity(n - 10)})
            case 10:
                entries.append({"kind": "amend", "target": identity(n - 5), "at_ms": at_ms - 3000})
            case 15:
                entries.append(
                    {"kind": "interval", "measure": "codes", "at_ms": at_ms, "k": n // 120, "codes": ["lec"]}
                )
            case _:
                entries.append({**KINDS[n % len(KINDS)], "at_ms": at_ms})
    entries.append({"kind": "end", "at_ms": number * 500})
    entries = [{"id": identity(n), **entry} for n, entry in enumerate(entries)]
    random.Random(2026).shuffle(entries)
    return entries


def identity(n: int) -> str:
    return f"{n:08x}-0000-7000-8000-000000000000"


def seconds(entries: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    summarise(MEASURES, entries)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

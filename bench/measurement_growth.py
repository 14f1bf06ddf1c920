"""How a visit's summary grows: one log of 100,000 entries against logs of 10,000, and the ratio: at most 12.

Run: .venv/bin/python bench/measurement_growth.py
Method: logs of every kind of measure, with voids and amendments, as a server reads them: parsed JSON, in batches of 500
that arrived in any order. Ten different small logs are summarised one after the other and their mean is taken, since one
small log summarised again and again would lie in the processor's cache, which no server's next request does. Processor
time, the median of nine rounds, the two sizes taking turns. Limits: other work on the same machine slows the large log more,
because it shares that cache. How far a machine is from 10 without any of our work shows the bare loop beside it.
"""

import json
import random
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from app.measurement.summary import summarise

Entry = dict[str, Any]
MEASURES: list[dict[str, Any]] = [
    {"key": "praise", "kind": "count", "options": [{"key": "specific"}, {"key": "general"}]},
    {"key": "who_talks", "kind": "duration", "exclusive": True, "options": [{"key": "teacher"}, {"key": "student"}]},
    {"key": "wait", "kind": "latency"},
    {"key": "on_task", "kind": "sweep", "every_ms": 60_000},
    {"key": "codes", "kind": "interval", "every_ms": 60_000, "options": [{"key": "lec"}, {"key": "pq"}]},
    {"key": "steps", "kind": "checklist", "options": [{"key": "model"}, {"key": "guide"}]},
    {"key": "seats", "kind": "seats", "options": [{"key": "asks"}]},
]
KINDS: list[Entry] = [
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
]
TURNS = ["pause", "resume", "unseen", "seen"]
MOST = 12


def main() -> None:
    small, large = [log(10_000, seed) for seed in range(10)], log(100_000, 10)
    bare = growth(look_at_each, small, large)
    of_small, of_large, ratio = growth(lambda entries: summarise(MEASURES, entries), small, large)
    print(f"10,000 entries: {of_small * 1000:.0f} ms; 100,000 entries: {of_large * 1000:.0f} ms")
    print(f"ratio: {ratio:.1f} (at most {MOST}); of a bare loop on this machine just now: {bare[2]:.1f}")


def growth(work: Callable[[list[Entry]], object], small: list[list[Entry]], large: list[Entry]) -> list[float]:
    """Seconds for a small log, for the large one, and the ratio of the two: the median of nine rounds."""
    rounds = [(sum(seconds(work, one) for one in small) / len(small), seconds(work, large)) for _ in range(9)]
    return [median(column) for column in zip(*((one, ten, ten / one) for one, ten in rounds), strict=True)]


def look_at_each(entries: list[Entry]) -> int:
    return sum(entry["kind"] == "mark" and entry["at_ms"] > 0 for entry in entries)


def log(number: int, seed: int) -> list[Entry]:
    entries: list[Entry] = [{"kind": "begin", "at_ms": 0}]
    while len(entries) < number - 1:
        n = len(entries)
        at_ms = n * 500
        match n % 20 or n % 100:
            case 0:
                entries.append({"kind": TURNS[n // 100 % len(TURNS)], "at_ms": at_ms})
            case 20 | 40 | 60 | 80:
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
    return arrived([{"id": identity(n), **entry} for n, entry in enumerate(entries)], seed)


def arrived(entries: list[Entry], seed: int) -> list[Entry]:
    batches = [entries[start : start + 500] for start in range(0, len(entries), 500)]
    random.Random(seed).shuffle(batches)
    return json.loads(json.dumps([entry for batch in batches for entry in batch]))


def identity(n: int) -> str:
    return f"{n:08x}-0000-7000-8000-000000000000"


def seconds(work: Callable[[list[Entry]], object], entries: list[Entry]) -> float:
    start = time.process_time()
    work(entries)
    return time.process_time() - start


if __name__ == "__main__":
    main()

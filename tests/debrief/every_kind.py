"""A lesson of 44 minutes recorded in every way there is, with the starter forms' own measures: the same every time."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from app.forms import starters

MINUTE, SECOND = 60_000, 1_000
CHOSEN = ("praise_and_redirection", "wait_time", "on_task_sweep", "strategy_steps", "verbal_flow", "copus", "fill_plus")
PARTS = [(0, "Warm-up"), (7, "Mini lesson"), (16, "Group work"), (38, "Share-out")]
Event = tuple[int, str, dict[str, Any]]


def measures() -> list[dict[str, Any]]:
    folder = Path(starters.__file__).parent
    return [
        measure for name in CHOSEN for measure in json.loads((folder / f"{name}.json").read_text("utf-8"))["measures"]
    ]


def story(seed: int = 7) -> list[tuple[str, int, dict[str, Any]]]:
    """`(kind, at_ms, fields)` in time order: paused 20:00 to 22:00, seats unseen 30:00 to 33:00, two cues unanswered."""
    chance = Random(seed)
    events: list[Event] = [(0, "begin", {}), (44 * MINUTE, "end", {})]
    events += [(20 * MINUTE, "pause", {}), (22 * MINUTE, "resume", {})]
    events += [(30 * MINUTE, "unseen", {"measure": "verbal_flow"}), (33 * MINUTE, "seen", {"measure": "verbal_flow"})]
    events += [(at * MINUTE + 1, "segment", {"text": text}) for at, text in PARTS]
    for some in (_praise, _waits, _sweeps, _steps, _seats, _intervals, _states, _notes):
        events += some(chance)
    return [(kind, at, fields) for at, kind, fields in sorted(events, key=lambda event: event[0])]


def _praise(chance: Random) -> Iterator[Event]:
    for option, number in (("specific_praise", 14), ("general_praise", 6), ("redirection", 3)):
        for _ in range(number):
            yield _at(chance), "mark", {"measure": "praise_and_redirection", "option": option}


def _waits(chance: Random) -> Iterator[Event]:
    for i in range(14):
        at = (i * 3 + 1) * MINUTE + chance.randrange(20) * SECOND
        yield at, "cue", {"measure": "wait_time_1"}
        if i not in (4, 9):
            yield at + 800 + 400 * i, "response", {"measure": "wait_time_1"}
    for i in range(3):
        yield (i * 10 + 4) * MINUTE, "cue", {"measure": "wait_time_2"}
        yield (i * 10 + 4) * MINUTE + 1_500 * (i + 1), "response", {"measure": "wait_time_2"}


def _sweeps(chance: Random) -> Iterator[Event]:
    for i in range(8):
        if i != 5:
            value = chance.randrange(17, 24)
            yield (i + 1) * 5 * MINUTE + 4_000, "sweep", {"measure": "on_task", "value": value, "out_of": 24}


def _steps(_chance: Random) -> Iterator[Event]:
    said = [("purpose", 8, "seen"), ("model", 12, "seen"), ("together", 15, "seen"), ("check", 35, "not_seen")]
    for option, minute, value in [*said, ("alone", 42, "no_chance")]:
        yield minute * MINUTE, "check", {"measure": "strategy_steps", "option": option, "value": value}


def _seats(chance: Random) -> Iterator[Event]:
    for _ in range(46):
        seat = chance.choice([1, 2, 2, 3, 3, 3, 8, 9, 9, 10, 14, 15, 15, 16, 20, 21, 22, 27])
        option = chance.choice(["asked", "answers", "answers", "asks"])
        yield _at(chance), "mark", {"measure": "verbal_flow", "option": option, "seat": seat}


def _intervals(chance: Random) -> Iterator[Event]:
    """21 complete intervals of two minutes in 42 minutes of running time; number 12 is missed."""
    for k in range(21):
        at = (k + 1) * 2 * MINUTE + (2 * MINUTE if k >= 10 else 0) - 2_000
        group = 6 <= k < 17
        students = ["s_l"] if not group else ["s_wg", "s_ind"] if k % 3 else ["s_wg"]
        teacher = ["i_lec", "i_rtw"] if not group else ["i_mg", "i_1o1"] if k % 2 else ["i_mg"]
        if chance.random() < 0.4:
            students, teacher = [*students, "s_anq"], [*teacher, "i_pq"]
        if k != 11:
            yield at, "interval", {"measure": "copus_students", "k": k, "codes": students}
            yield at, "interval", {"measure": "copus_instructor", "k": k, "codes": teacher}


def _states(chance: Random) -> Iterator[Event]:
    at = 5 * SECOND
    while at < 43 * MINUTE:
        state = chance.choice(["lt", "lt", "lq", "sr", "lr", "st", "sd", "ad", "fb"])
        yield at, "start", {"measure": "fill_plus", "option": state}
        at += chance.randrange(10, 150) * SECOND


def _notes(_chance: Random) -> Iterator[Event]:
    for minute, text in [
        (14, "“Show me where the unit changed.”"),
        (26, "“How do you know?”"),
        (39, "Bell rings early"),
    ]:
        yield minute * MINUTE, "note", {"text": text}


def _at(chance: Random) -> int:
    minute = chance.choice([*range(1, 20), *range(23, 30), *range(34, 44)])
    return minute * MINUTE - chance.randrange(50) * SECOND

"""COPUS as its spreadsheet has it: a row for every two minutes, a column for every code, a mark where it was seen."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.exchange.brought import Brought, BroughtVisit, Entry, Fault, Unreadable, timed
from app.exchange.clock_times import milliseconds
from app.exchange.copus_columns import Column, Head
from app.exchange.text_file import Row
from app.forms.starters import every_starter
from app.words import _, plural

SEEN = ("1", "x", "✓", "✔", "true", "yes", "y", "1.0", "*", "•", "1,0")
NOT_SEEN = ("", "0", "0.0", "false", "no", "n", "-", "–", "na", "n/a")
SUMS = ("total", "totals", "sum", "count", "percent", "%", "sum:", "total:")
RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)\s*(?:min\w*)?")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(?:min\w*)?")
MEASURES = {"s": "copus_students", "i": "copus_instructor"}
EVERY_MS = 120_000
ONE_APART = 60_000  # 1, 2, 3 ...: the rows are numbered, and an interval is COPUS's two minutes
MOST_INTERVALS = 1_000


@dataclass
class Scored:
    line: int
    label: str
    codes: dict[str, list[str]]  # by side
    comments: list[str]
    k: int = 0


def read_copus(rows: Sequence[Row], head: Head) -> Brought:
    scored, faults = _scored(rows[head.row + 1 :], rows[head.row], head)
    every_ms = _number(scored, faults) if not faults else EVERY_MS
    if not scored and not faults:
        faults.append(Fault(_("No code is marked in any row."), rows[head.row].line))
    if faults:
        raise Unreadable(*faults)
    starter = every_starter()["copus"]
    sides = {column.side for column in head.codes}
    ours = [deepcopy(m) for m in starter.measures if m["key"] in {MEASURES[side] for side in sides}]
    for measure in ours:
        measure["every_ms"] = every_ms
    visit = BroughtVisit(list(_entries(scored, every_ms)))
    return Brought("copus", starter.title, ours, [visit], *_told(scored, head, every_ms))


def _told(scored: list[Scored], head: Head, every_ms: int) -> tuple[list[str], list[str]]:
    intervals = len([each for each in scored if any(each.codes.values())])
    comes = [
        plural("%(n)s scored interval", "%(n)s scored intervals", intervals)
        + _(" of %(minutes)s minutes, with the codes seen in each.") % {"minutes": f"{every_ms / 60_000:g}"}
    ]
    if any(each.comments for each in scored):
        comes.append(_("Comments, as notes at their interval."))
    if missed := scored[-1].k + 1 - intervals:
        comes.append(plural("%(n)s row has no code at all: a missed interval.", "%(n)s rows have no code.", missed))
    return comes, [_("The column %(name)s") % {"name": name} for name in head.left_out]


def _scored(rows: Sequence[Row], head_row: Row, head: Head) -> tuple[list[Scored], list[Fault]]:
    """Every row up to the last one with a mark."""
    found: list[Scored] = []
    faults: list[Fault] = []
    for row in rows:
        label = row.cells[head.time] if head.time is not None and head.time < len(row.cells) else ""
        if label.lower() in SUMS:
            break
        codes: dict[str, list[str]] = {column.side: [] for column in head.codes}
        for column in head.codes:
            _see(row, column, head_row, codes, faults)
        if head.time is not None and not any(row.cells):
            continue
        comments = [row.cells[i] for i in head.comments if i < len(row.cells) and row.cells[i]]
        found.append(Scored(row.line, label, codes, comments))
    while found and not any(found[-1].codes.values()):
        found.pop()
    return found, faults


def _see(row: Row, column: Column, head_row: Row, codes: dict[str, list[str]], faults: list[Fault]) -> None:
    cell = row.cells[column.place].lower() if column.place < len(row.cells) else ""
    if cell in SEEN:
        codes[column.side].append(f"{column.side}_{column.code}")
    elif cell not in NOT_SEEN:
        says = _("“%(cell)s” under %(code)s is no mark. Write 1, or leave it empty.")
        faults.append(Fault(says % {"cell": cell[:20], "code": head_row.cells[column.place]}, row.line))


def _number(scored: list[Scored], faults: list[Fault]) -> int:
    """Give each row its interval, and return how long an interval is. Rows without a label follow one another."""
    if not any(each.label for each in scored):
        for k, each in enumerate(scored):
            each.k = k
        return EVERY_MS
    starts = [_start(each.label) for each in scored]
    for each, start in zip(scored, starts, strict=True):
        if start is None:
            faults.append(Fault(_("“%(label)s” is no time.") % {"label": each.label[:20]}, each.line))
    if faults:
        return EVERY_MS
    at = [start for start, _length in filter(None, starts)]
    length_ms = next((length for _start, length in filter(None, starts) if length), 0)
    apart_ms = length_ms or next((b - a for a, b in pairwise(at) if b > a), EVERY_MS)
    _place(scored, at, apart_ms, faults)
    numbered = not length_ms and apart_ms == ONE_APART
    return EVERY_MS if numbered else apart_ms


def _place(scored: list[Scored], at: list[int], every_ms: int, faults: list[Fault]) -> None:
    before = -1
    for each, start in zip(scored, at, strict=True):
        each.k, rest = divmod(start - at[0], every_ms)
        if rest or each.k <= before or each.k >= MOST_INTERVALS:
            says = _("“%(label)s” does not follow: rows are %(minutes)s minutes apart, in order.")
            minutes = {"minutes": f"{every_ms / 60_000:g}"}
            faults.append(Fault(says % ({"label": each.label[:20]} | minutes), each.line))
        before = max(before, each.k)


def _start(label: str) -> tuple[int, int] | None:
    """When a row's interval starts, and how long it is where the label says; in milliseconds. Numbers are minutes."""
    if found := RANGE.fullmatch(label.lower()):
        start, stop = (round(float(number) * 60_000) for number in found.groups())
        return (start, stop - start) if stop > start else None
    if found := NUMBER.fullmatch(label.lower()):
        return round(float(found[1]) * 60_000), 0
    at_ms = milliseconds(label)
    return (at_ms, 0) if at_ms is not None else None


def _entries(scored: list[Scored], every_ms: int) -> Iterator[Entry]:
    """A row without any mark is a missed interval; a side without one in a marked row is scored with none."""
    yield timed("begin", 0)
    for each in scored:
        at_ms = (each.k + 1) * every_ms
        for text in each.comments:
            yield timed("note", at_ms, text=text)
        for side, codes in each.codes.items() if any(each.codes.values()) else ():
            interval: dict[str, Any] = {"measure": MEASURES[side], "k": each.k, "codes": codes}
            yield timed("interval", at_ms, **interval)
    yield timed("end", (scored[-1].k + 1) * every_ms)

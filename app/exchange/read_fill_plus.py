"""FILL+ as its authors share it: a row for each moment at which another code begins; END at the end, NA where uncoded.

Columns `time` (h:mm:ss, m:ss or seconds) and `code`; also `duration` in seconds or `end`, and comments.
[Kinnear and others 2021; the layout of the public FILL+ timelines]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.exchange.brought import Brought, BroughtVisit, Entry, Fault, Unreadable, timed
from app.exchange.clock_times import milliseconds
from app.exchange.text_file import Row
from app.forms.starters import every_starter
from app.words import _

CODES = ("AD", "LT", "LQ", "LR", "SQ", "SR", "CQ", "ST", "SD", "FB")
NOTHING = ("NA", "N/A", "")
MEASURE = "fill_plus"
COLUMNS = {
    "time": ("time", "start", "start time", "start_time", "timestamp", "seconds", "time (s)", "start (s)", "begin"),
    "code": ("code", "fill+", "fill+ code", "state", "codes"),
    "duration": ("duration", "duration (s)", "length", "duration_s"),
    "end": ("end", "stop", "end time", "end_time"),
    "comments": ("comments", "comment", "note", "notes"),
}


@dataclass
class Stretch:
    line: int
    from_ms: int
    code: str  # empty where nothing was coded
    to_ms: int | None
    comment: str


def columns_in(cells: Sequence[str]) -> dict[str, int] | None:
    """Where each column is, when this is the head of a FILL+ table."""
    lower = [cell.lower() for cell in cells]
    found = {name: next((i for i, cell in enumerate(lower) if cell in words), -1) for name, words in COLUMNS.items()}
    return found if found["time"] >= 0 and found["code"] >= 0 else None


def is_fill_plus(rows: Sequence[Row]) -> bool:
    head = rows[0].cells
    bare = len(head) >= 2 and milliseconds(head[0]) is not None and head[1].upper() in (*CODES, *NOTHING)
    return columns_in(head) is not None or bare


def read_fill_plus(rows: Sequence[Row]) -> Brought:
    columns = columns_in(rows[0].cells)
    body = rows[1:] if columns else rows
    stretches, faults = _stretches(body, columns or {"time": 0, "code": 1, "duration": -1, "end": -1, "comments": -1})
    faults += list(_out_of_order(stretches))
    if faults:
        raise Unreadable(*faults)
    starter = every_starter()["fill_plus"]
    visit = BroughtVisit(list(_entries(stretches)))
    told = [_("Each stretch of a code, from its second to the next code’s.")]
    if any(stretch.comment for stretch in stretches):
        told.append(_("Comments, as notes at their moment."))
    if any(not stretch.code for stretch in stretches):
        told.append(_("What is not coded (NA) counts as not seen; shares are of the rest."))
    return Brought("fill_plus", starter.title, starter.measures, [visit], told)


def _stretches(rows: Sequence[Row], columns: dict[str, int]) -> tuple[list[Stretch], list[Fault]]:
    found: list[Stretch] = []
    faults: list[Fault] = []
    for row in rows:
        cell = {name: row.cells[i] if 0 <= i < len(row.cells) else "" for name, i in columns.items()}
        if not cell["time"] and not cell["code"]:
            continue
        at_ms, code = milliseconds(cell["time"]), cell["code"].upper()
        if at_ms is None:
            faults.append(Fault(_("“%(text)s” is no time. Write 0:03:44.") % {"text": cell["time"][:40]}, row.line))
        elif code not in (*CODES, *NOTHING, "END"):
            says = _("“%(code)s” is no FILL+ code. They are: %(codes)s, NA, END.")
            faults.append(Fault(says % {"code": cell["code"][:20], "codes": ", ".join(CODES)}, row.line))
        else:
            known = "" if code in NOTHING else code
            found.append(Stretch(row.line, at_ms, known, _stop(cell, at_ms), cell["comments"]))
    return found, faults


def _stop(cell: dict[str, str], at_ms: int) -> int | None:
    long = milliseconds(cell["duration"])
    return at_ms + long if long is not None else milliseconds(cell["end"])


def _out_of_order(stretches: list[Stretch]) -> Iterator[Fault]:
    if not stretches:
        yield Fault(_("There is no coded row in it."))
        return
    for before, after in pairwise(stretches):
        if after.from_ms < before.from_ms:
            yield Fault(_("The time goes back here. One file holds one lesson, in order."), after.line)
        elif before.code == "END":
            yield Fault(_("There is a row after END."), after.line)
        elif before.to_ms is not None and before.to_ms > after.from_ms + 1000:
            yield Fault(_("This stretch goes on past the next row’s time."), before.line)
    last = stretches[-1]
    if last.code != "END" and last.to_ms is None:
        yield Fault(_("The last row says when the lesson ended: a time, and END as its code."), last.line)


def _entries(stretches: list[Stretch]) -> Iterator[Entry]:
    last = stretches[-1]
    end_ms = last.from_ms if last.code == "END" else last.to_ms or last.from_ms
    yield timed("begin", 0)
    on, seen = "", True
    for stretch in _with_gaps(stretches, end_ms):
        at_ms = stretch.from_ms
        if on:
            yield timed("stop", at_ms, measure=MEASURE, option=on.lower())
        if seen != bool(stretch.code):
            seen = not seen
            yield timed("seen" if seen else "unseen", at_ms, measure=MEASURE)
        on = stretch.code
        if on:
            yield timed("start", at_ms, measure=MEASURE, option=on.lower())
        if stretch.comment:
            yield timed("note", at_ms, text=stretch.comment)
    yield timed("end", end_ms)


def _with_gaps(stretches: list[Stretch], end_ms: int) -> Iterator[Stretch]:
    """Every stretch of the lesson, those in which nothing was coded among them."""
    until = 0
    for stretch in stretches:
        if stretch.from_ms > until:
            yield Stretch(stretch.line, until, "", None, "")
        if stretch.code != "END":
            yield stretch
        until = end_ms if stretch.to_ms is None else stretch.to_ms

"""The head of a COPUS table: which column is which code of which side. AnQ, W and O exist on both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.exchange.brought import Fault, Unreadable
from app.exchange.text_file import Row
from app.words import _

BOTH = {"anq": "anq", "w": "w", "o": "o"}
STUDENTS = dict.fromkeys(("l", "ind", "cg", "wg", "og", "sq", "wc", "prd", "sp", "tq")) | {"t/q": "tq"}
INSTRUCTOR = dict.fromkeys(("lec", "rtw", "dv", "fup", "pq", "cq", "mg", "1o1", "adm")) | {"d/v": "dv", "ooo": "1o1"}
# As the analyzers of COPUS data write what exists on both sides.
PLAIN = {
    "sanq": ("s", "anq"),
    "sw": ("s", "w"),
    "so": ("s", "o"),
    "tanq": ("i", "anq"),
    "tw": ("i", "w"),
    "to": ("i", "o"),
    "ianq": ("i", "anq"),
    "iw": ("i", "w"),
    "io": ("i", "o"),
}
TIMES = ("", "min", "mins", "minute", "minutes", "time", "interval", "start", "start time", "time (min)", "#", "t")
LOOKED_AT = 30  # titles, instructions and group headings stand above the head
FEWEST = 5


class Column(NamedTuple):
    place: int
    side: str  # s: students, i: instructor
    code: str


@dataclass
class Head:
    row: int  # its place among the rows
    time: int | None
    codes: list[Column]
    comments: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def head_of(rows: Sequence[Row]) -> Head | None:
    """The first row that has enough of the codes; None when this is no COPUS table."""
    for number, row in enumerate(rows[:LOOKED_AT]):
        names = [_plain(cell) for cell in row.cells]
        if sum(_side(name) is not None for name in names) >= FEWEST:
            return _read(rows, number, names)
    return None


def _plain(cell: str) -> str:
    return cell.lower().strip(" .:*")


def _side(name: str) -> str | None:
    """s, i, or b for a code that both sides have; None for what is no code."""
    if name in PLAIN:
        return PLAIN[name][0]
    if name in BOTH:
        return "b"
    if name[:2] in ("s_", "i_") and name[2:] in (*BOTH, *STUDENTS, *INSTRUCTOR):
        return name[0]
    return "s" if name in STUDENTS else "i" if name in INSTRUCTOR else None


def _read(rows: Sequence[Row], number: int, names: list[str]) -> Head:
    groups = _groups(rows[:number], len(names))
    engagement = _engagement(names)
    head = Head(number, None, [])
    for index, name in enumerate(names):
        side = _side(name)
        if index in engagement or side is None:
            _other(head, index, name, rows[number].cells[index], index in engagement)
        else:
            head.codes.append(Column(index, _which(index, side, names, groups), _code(name)))
    _once_each(head, rows[number])
    return head


def _other(head: Head, index: int, name: str, cell: str, engagement: bool) -> None:
    if engagement:
        head.left_out.append(_("Engagement (%(name)s)") % {"name": cell})
    elif name.startswith(("comment", "note")):
        head.comments.append(index)
    elif head.time is None and name in TIMES and not head.codes:
        head.time = index
    elif name:
        head.left_out.append(cell[:40])


def _engagement(names: list[str]) -> set[int]:
    """Low, medium, high: three columns of which the first looks like Listening."""
    low, medium, high = ("l", "low"), ("m", "med", "medium"), ("h", "high")
    for i in range(len(names) - 2):
        if names[i] in low and names[i + 1] in medium and names[i + 2] in high:
            return {i, i + 1, i + 2}
    return set()


def _groups(above: Sequence[Row], columns: int) -> list[str]:
    """The side that a heading above the head gives each column; empty without one."""
    found = [""] * columns
    for row in above:
        starts = {i: _group(cell) for i, cell in enumerate(row.cells) if _group(cell)}
        if {"s", "i"} <= set(starts.values()):
            for start, side in sorted(starts.items()):
                found[start:] = [side] * (columns - start)
    return found


def _group(cell: str) -> str:
    lower = cell.lower()
    if len(lower) > 60:
        return ""
    return "s" if "student" in lower else "i" if "instructor" in lower or "teacher" in lower else ""


def _which(index: int, side: str, names: list[str], groups: list[str]) -> str:
    """A code of both sides belongs where the heading above says, else where the code before it does."""
    if side != "b":
        return side
    before = [_side(name) for name in reversed(names[:index])]
    after = [_side(name) for name in names[index:]]
    near = next((each for each in (*before, *after) if each in ("s", "i")), "s")
    return groups[index] or near


def _code(name: str) -> str:
    if name in PLAIN:
        return PLAIN[name][1]
    bare = name[2:] if name[:2] in ("s_", "i_") else name
    return (STUDENTS | INSTRUCTOR).get(bare) or bare


def _once_each(head: Head, row: Row) -> None:
    seen: set[tuple[str, str]] = set()
    for column in head.codes:
        if (column.side, column.code) in seen:
            says = _("The column “%(name)s” is there twice.") % {"name": row.cells[column.place][:20]}
            raise Unreadable(Fault(says, row.line))
        seen.add((column.side, column.code))

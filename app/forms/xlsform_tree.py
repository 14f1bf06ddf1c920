"""An XLSForm's survey sheet as a tree: questions inside groups and repeats, each with its row."""

import re
from dataclasses import dataclass, field

from app.forms.form_file import FileRefused
from app.forms.workbook import Cells
from app.words import _

DEEPEST = 12


@dataclass
class Node:
    """`kind` is group, repeat, or the type of a question; `choices` names a select question's list."""

    row: int
    kind: str
    choices: str
    cells: Cells
    inside: list["Node"] = field(default_factory=list)


def tree_of(rows: list[tuple[int, Cells]]) -> list[Node]:
    top = Node(1, "group", "", {})
    open_ones = [top]
    for row, cells in rows:
        said = cells.get("type", "").lower()
        bracket = re.fullmatch(r"(begin|end)[ _]+(\w+)", said)
        if bracket and bracket[1] == "end":
            _close(open_ones, row, bracket[2])
        elif bracket:
            _open(open_ones, row, bracket[2], cells)
        elif said:
            open_ones[-1].inside.append(Node(row, *_kind(said), cells))
    if len(open_ones) > 1:
        raise FileRefused(_at(open_ones[-1].row, _("this group or repeat is never ended.")))
    return top.inside


def _open(open_ones: list[Node], row: int, kind: str, cells: Cells) -> None:
    if kind not in ("group", "repeat"):
        raise FileRefused(_at(row, _("only a group or a repeat can begin.")))
    if len(open_ones) > DEEPEST:
        raise FileRefused(_at(row, _("groups are nested too deeply.")))
    node = Node(row, kind, "", cells)
    open_ones[-1].inside.append(node)
    open_ones.append(node)


def _close(open_ones: list[Node], row: int, kind: str) -> None:
    if len(open_ones) == 1 or open_ones[-1].kind != kind:
        raise FileRefused(_at(row, _("this ends something that was not begun.")))
    open_ones.pop()


def _kind(said: str) -> tuple[str, str]:
    """A question's type, and a select's list; older forms write `select one yes_no`."""
    found = re.match(r"select[ _](one|multiple)\s+(\S+)", said)
    if found:
        return f"select_{found[1]}", found[2]
    return ("integer" if said == "int" else said), ""


def _at(row: int, sentence: str) -> str:
    return _("Sheet survey, row %(n)s, column type: %(what)s") % {"n": row, "what": sentence}

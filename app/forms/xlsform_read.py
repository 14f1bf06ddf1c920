"""An XLSForm as measures: whole numbers become counters, select questions intervals and checklists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from app.forms.form_file import FileForm, FileRefused, checked
from app.forms.kinds import METHODS
from app.forms.typed_measure import key_for
from app.forms.workbook import Cells, sheets_of
from app.forms.xlsform_tree import Node, tree_of
from app.forms.xlsform_write import SEEN
from app.words import _

Measure = dict[str, Any]
TWO_MINUTES, FIVE_MINUTES = 120_000, 300_000


@dataclass
class Reading:
    """What has been made of the rows so far, and which row each part came from."""

    choices: dict[str, list[tuple[int, Cells]]]
    measures: list[Measure] = field(default_factory=list)
    rows: list[tuple[int, list[tuple[str, int]]]] = field(default_factory=list)  # the measure's, and its options'
    left_out: list[int] = field(default_factory=list)


def from_xlsform(body: bytes) -> FileForm:
    sheets = sheets_of(body, ("survey", "choices", "settings"))
    if "survey" not in sheets:
        raise FileRefused(_("There is no sheet named survey in this workbook."))
    reading = Reading(_lists(sheets.get("choices", [])))
    for node in tree_of(sheets["survey"]):
        _read(reading, node, "")
    if not reading.measures:
        raise FileRefused(_("Sheet survey: there is no integer and no select question in it."))
    _row, settings = next(iter(sheets.get("settings", [])), (0, {}))
    title = settings.get("form_title") or settings.get("form_id") or _("What we will collect")
    return checked(
        {"title": title, "measures": reading.measures}, lambda place: _place(reading, place), reading.left_out
    )


def _lists(rows: list[tuple[int, Cells]]) -> dict[str, list[tuple[int, Cells]]]:
    lists: dict[str, list[tuple[int, Cells]]] = {}
    for number, cells in rows:
        lists.setdefault((cells.get("list_name") or cells.get("list") or "").lower(), []).append((number, cells))
    return lists


def _read(reading: Reading, node: Node, group: str) -> None:
    """A question, or a group that is one measure; any other group is a heading over what is in it."""
    whole = (
        [_steps, _numbers] if node.kind == "group" else [_sweep, _interval] if node.kind == "repeat" else [_question]
    )
    if any(read(reading, node, group) for read in whole):
        return
    if not node.inside:
        reading.left_out.append(node.row)
    for each in node.inside:
        _read(reading, each, node.cells.get("label", "")[:60] or group)


def _question(reading: Reading, node: Node, group: str) -> bool:
    if node.kind == "integer":
        return _add(reading, node, group, {"kind": "count"} | _kept(node), [])
    if node.kind == "select_one" and _asks_for_seen(reading, node):
        return _add(reading, node, group, {"kind": "checklist"}, [node], of_nodes=True)
    if node.kind in ("select_one", "select_multiple"):
        return _codes(reading, node, node, group)
    return False


def _numbers(reading: Reading, node: Node, group: str) -> bool:
    if not node.inside or any(each.kind != "integer" for each in node.inside):
        return False
    return _add(reading, node, group, {"kind": "count"} | _kept(node), node.inside, of_nodes=True)


def _steps(reading: Reading, node: Node, group: str) -> bool:
    if not node.inside or not all(_asks_for_seen(reading, each) for each in node.inside):
        return False
    return _add(reading, node, group, {"kind": "checklist"}, node.inside, of_nodes=True)


def _sweep(reading: Reading, node: Node, group: str) -> bool:
    names = [each.cells.get("name") for each in node.inside if each.kind == "integer"]
    if names != ["value", "out_of"] or len(node.inside) != 2:
        return False
    return _add(reading, node, group, {"kind": "sweep", "every_ms": _every(node, FIVE_MINUTES)}, [])


def _interval(reading: Reading, node: Node, group: str) -> bool:
    if len(node.inside) != 1 or not node.inside[0].choices:
        return False
    return _codes(reading, node, node.inside[0], group)


def _codes(reading: Reading, node: Node, question: Node, group: str) -> bool:
    """A form that does not say how long an interval is starts with two minutes, seen at any time in them."""
    if question.choices not in reading.choices:
        raise FileRefused(
            _("Sheet survey, row %(n)s, column type: sheet choices has no list named %(list)s.")
            % {"n": question.row, "list": question.choices[:60]}
        )
    method = next((name for name in METHODS if f"method={name}" in node.cells.get("alongside", "").split()), "partial")
    fields = {"kind": "interval", "every_ms": _every(node, TWO_MINUTES), "method": method}
    several = {"several": question.kind == "select_multiple"}
    return _add(reading, node, group, fields | several, reading.choices[question.choices])


def _asks_for_seen(reading: Reading, node: Node) -> bool:
    names = [cells.get("name") for _row, cells in reading.choices.get(node.choices, [])]
    return node.kind == "select_one" and sorted(map(str, names)) == sorted(SEEN)


def _kept(node: Node) -> dict[str, Any]:
    """A timer that was carried out as a number of seconds comes back as a timer."""
    said = node.cells.get("alongside", "").split()
    if said[:1] != ["duration"]:
        return {}
    return {"kind": "duration"} | ({"exclusive": True} if "exclusive" in said else {})


def _every(node: Node, usual: int) -> int:
    found = re.search(r"\bevery_ms=([0-9]{1,9})\b", node.cells.get("alongside", ""))
    return int(found[1]) if found else usual


def _add(
    reading: Reading, node: Node, group: str, fields: dict[str, Any], buttons: list[Any], of_nodes: bool = False
) -> bool:
    pairs = (
        [("survey", each.row, each.cells) for each in buttons] if of_nodes else [("choices", *each) for each in buttons]
    )
    taken: set[str] = set()
    options = [_named(cells, taken, "option") for _sheet, _row, cells in pairs]
    about = {name: node.cells[name] for name in ("counts", "does_not_count") if node.cells.get(name)}
    heading = {"group": group} if group else {}
    measure = _named(node.cells, {m["key"] for m in reading.measures}, "measure") | fields | about | heading
    reading.measures.append(measure | ({"options": options} if options else {}))
    reading.rows.append((node.row, [(sheet, row) for sheet, row, _cells in pairs]))
    return True


def _named(cells: Cells, taken: set[str], fallback: str) -> dict[str, Any]:
    name = re.sub(r"^_(?=[0-9])", "", cells.get("name", ""))
    usable = re.fullmatch(r"[a-z0-9_]{1,40}", name) is not None and name not in taken
    key = name if usable else key_for(name or cells.get("label", ""), taken, fallback)
    taken.add(key)
    words = cells.get("hint") or cells.get("definition")
    return {"key": key, "label": cells.get("label", "")} | ({"definition": words} if words else {})


COLUMNS = {"definition": "hint", "key": "name", "every_ms": "alongside", "title": "form_title"}


def _place(reading: Reading, place: tuple[int | str, ...]) -> str:
    sheet, row = "survey", 0
    for name, index in _pairs(place):
        if name == "measures":
            row, options = reading.rows[index]
        elif name == "options":
            sheet, row = options[index]
    column = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    if column == "title":
        return _("Sheet settings, column form_title")
    if not row:
        return _("Sheet survey")
    names = {
        "sheet": sheet,
        "row": row,
        "column": "definition" if sheet == "choices" and column == "definition" else COLUMNS.get(column, column),
    }
    return _("Sheet %(sheet)s, row %(row)s, column %(column)s") % names


def _pairs(place: tuple[int | str, ...]) -> Iterator[tuple[str, int]]:
    for name, index in pairwise(place):
        if isinstance(name, str) and isinstance(index, int):
            yield name, index

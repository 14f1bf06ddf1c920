"""The README of a partnership's archive: what each file and each column is."""

from collections.abc import Iterable, Mapping, Sequence

from app.exchange.definitions import COLUMNS
from app.exchange.everything_rows import TABLES

SUMMARY = {
    "visit": "the visit's id",
    "date": "its day",
    "measure": "the measure's key; empty for the whole visit",
    "label": "what the measure is called",
    "kind": "count, duration, latency, sweep, interval, checklist or seats",
    "option": "the option's key, where the number is about one",
    "option_label": "what the option is called",
    "number": "which number it is",
    "value": "the number; empty where there is nothing to compute it of",
    "unit": "its unit",
}
HEAD = """Everything of one partnership that you may read.

README.txt         this
partnership.json   the two people and all that is not part of one visit (its tables are listed below)
summary.csv        the numbers of every visit, one row each
visits/*.csv       each visit's log, one row for each entry
visits/*.json      each visit with its plan, its form and its whole log; Alongside can take it in again

There are {visits} visits.{held_back}
Drafts that their writer has not shared are only in the writer's own archive.
Times are RFC 3339 with their offset, or in UTC (Z). Text files are UTF-8.
In CSV files, cells that a spreadsheet would run as a formula begin with '.
"""


def readme(tables: Iterable[str], summary: Sequence[str], visits: int, held_back: int) -> str:
    parts = (
        HEAD.format(visits=visits, held_back=f" {held_back} more are not yours to read now." if held_back else ""),
        _columns("Columns of visits/*.csv", COLUMNS),
        _columns("Columns of summary.csv", {name: SUMMARY[name] for name in summary}),
        _columns("Tables of partnership.json", {name: TABLES[name][1] for name in tables}),
    )
    return "\n".join(parts)


def _columns(title: str, columns: Mapping[str, str]) -> str:
    wide = max(map(len, columns))
    return "\n".join([title, "-" * len(title), *(f"{name:<{wide}}  {says}" for name, says in columns.items()), ""])

"""A visit as a workbook of three sheets: marks, summary, definitions. What was typed is text there, never a formula."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.exchange import csv_file, summary_rows
from app.exchange.definitions import definitions
from app.exchange.taking import Taken

# Rows go to a file of their own as they come, and no string is taken for anything else than itself.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "remove_timezone": True,
    "default_date_format": "yyyy-mm-dd hh:mm:ss",
}
DATES = ("at", "recorded_at", "received_at")
WIDE = {"visit": 38, "text": 60, "label": 24, "what it says": 80, "author": 18, "number": 26, "unit": 30, "at": 20}
IN_MEMORY = 4 * 1024 * 1024
Cell = str | int | float | datetime | None


def xlsx_of(taken: Taken) -> IO[bytes]:
    """An open file at its start; it is gone when closed."""
    zone = ZoneInfo(taken.membership.person.time_zone)
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever asked closes it
    with Workbook(file, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, "marks", csv_file.COLUMNS, _marks(taken, zone), bold)
        _sheet(book, "summary", summary_rows.COLUMNS, summary_rows.lines_of(_measures(taken), taken.summary), bold)
        _sheet(book, "definitions", ("about", "kind", "label", "what it says"), definitions(taken, zone), bold)
    file.seek(0)
    return file


def _measures(taken: Taken) -> list[dict[str, Any]]:
    return list(taken.form["measures"])


def _marks(taken: Taken, zone: ZoneInfo) -> Iterable[Sequence[Cell]]:
    for row in csv_file.rows(taken.visit["id"], taken.entries, taken.names):
        yield [_moment(row[name], zone) if name in DATES else row[name] for name in csv_file.COLUMNS]


def _moment(text: str | int | None, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(str(text)).astimezone(zone)


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], bold: Format) -> None:
    sheet = book.add_worksheet(name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, WIDE.get(column, 20 if column in DATES else 12))
    sheet.freeze_panes(1, 0)
    _row(sheet, 0, columns, bold)
    for number, row in enumerate(rows, 1):
        _row(sheet, number, row)


def _row(sheet: Worksheet, number: int, cells: Sequence[Cell], style: Format | None = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, column, cell, style)
        elif isinstance(cell, datetime):
            sheet.write_datetime(number, column, cell)
        elif cell is not None:
            sheet.write_number(number, column, cell)

"""A file's bytes as text, and a table's rows with the number of their line. Whatever is not plain text is told apart."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from app.exchange.brought import Fault, Unreadable
from app.words import _

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_IN_A_CELL = 8_000
PACKED = {
    b"PK\x03\x04": _("This is a workbook or an archive. Save the sheet as CSV, or unpack the archive, and send that."),
    b"\x1f\x8b": _("This file is compressed. Unpack it first, and send what is inside."),
    b"%PDF": _("This is a PDF. Bring in the CSV, JSON or BORIS file that it was made from."),
    b"\xd0\xcf\x11\xe0": _("This is an old workbook. Save the sheet as CSV, and send that."),
}
MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Row(NamedTuple):
    line: int
    cells: list[str]


def text_of(body: bytes) -> tuple[str, list[str]]:
    """The text, and what should be known about how it was read."""
    if len(body) > MOST_BYTES:
        raise Unreadable(Fault(_("The file is larger than %(n)s MB.") % {"n": MOST_BYTES // 1024 // 1024}))
    for start, says in PACKED.items():
        if body.startswith(start):
            raise Unreadable(Fault(says))
    encoding = next((name for mark, name in MARKED if body.startswith(mark)), "utf-8")
    told: list[str] = []
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as wrong:
        if encoding == "utf-16":
            raise Unreadable(Fault(_("This is not whole UTF-16 text. Save it as UTF-8."))) from wrong
        text, told = _windows(body)
    if "\0" in text:
        raise Unreadable(Fault(_("This is not a text file.")))
    if not text.strip():
        raise Unreadable(Fault(_("The file is empty.")))
    return text, told


def _windows(body: bytes) -> tuple[str, list[str]]:
    told = _("It is not UTF-8, so it was read as Windows-1252. Look whether accented letters are right.")
    try:
        return body.decode("cp1252"), [told]
    except UnicodeDecodeError as wrong:
        line = body[: wrong.start].count(b"\n") + 1
        raise Unreadable(Fault(_("This is neither UTF-8 nor Windows-1252 text. Save it as UTF-8."), line)) from wrong


def rows_of(text: str) -> list[Row]:
    """The rows of a table separated by commas, semicolons or tabs: whichever its first lines have most of."""
    head = text[:4000]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(_rows(text, separator))
    except csv.Error as wrong:
        raise Unreadable(Fault(_("This is no table: %(why)s.") % {"why": str(wrong)[:80]})) from wrong
    if not rows:
        raise Unreadable(Fault(_("The file is empty.")))
    return rows


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        if reader.line_num > MOST_ROWS:
            raise Unreadable(Fault(_("More than %(n)s lines are more than one lesson.") % {"n": MOST_ROWS}))
        if len(cells) > MOST_COLUMNS or any(len(cell) > MOST_IN_A_CELL for cell in cells):
            raise Unreadable(Fault(_("This line is too long for a table of codes."), reader.line_num))
        yield Row(reader.line_num, [cell.strip() for cell in cells])

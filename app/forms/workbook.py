"""The cells of somebody else's workbook as text, read within bounds: its zip, its XML and its size are not trusted."""

import io
import zipfile
from typing import Any

from app.forms.form_file import FileRefused
from app.words import _

Cells = dict[str, str]  # by column
MOST_INSIDE = 8 * 1024 * 1024  # unpacked
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 200, 2_000, 60, 2_000
MOST_ELEMENTS, MOST_STYLES = 60_000, 5_000


def sheets_of(body: bytes, wanted: tuple[str, ...]) -> dict[str, list[tuple[int, Cells]]]:
    """The wanted sheets that are there: each row that says something, with its number."""
    _check_zip(body)
    from openpyxl import load_workbook  # half a second to import, and rarely needed

    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        found = {name.strip().lower(): book[name] for name in book.sheetnames}
        return {name: _rows(name, found[name]) for name in wanted if name in found}
    except FileRefused:
        raise
    except (
        Exception
    ) as error:  # whatever a broken workbook makes the reader raise: KeyError, ParseError, ValueError ...
        raise FileRefused(_("This workbook can not be read. Save it again as .xlsx.")) from error


def _check_zip(body: bytes) -> None:
    """Each part is unpacked once, never beyond the size that the zip's own table gives for it."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
                raise FileRefused(_("There is too much in this workbook. A form needs less than 8 MB."))
            for part in parts:
                _check_part(archive.read(part))
    except FileRefused:
        raise
    except Exception as error:  # a broken zip raises BadZipFile, zlib.error, RuntimeError, NotImplementedError ...
        raise FileRefused(_("This is not an .xlsx workbook.")) from error


def _check_part(part: bytes) -> None:
    """XML that grows when it is read: entities, another encoding to hide them in, or a million tiny elements."""
    if not part.lstrip()[:3].startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return
    most = MOST_STYLES if b"styleSheet" in part else MOST_ELEMENTS
    if b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part or part.count(b"<") > most:
        raise FileRefused(_("This workbook holds more than a form needs. Copy the sheets into a new one."))


def _rows(name: str, sheet: Any) -> list[tuple[int, Cells]]:
    values = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    header = [_text(cell).lower().replace(" ", "_") for cell in next(values, ())]
    rows = [(number, _cells(header, row)) for number, row in enumerate(values, 2)]
    rows = [(number, cells) for number, cells in rows if cells]
    if rows and rows[-1][0] > MOST_ROWS:
        raise FileRefused(_("Sheet %(sheet)s has more than %(n)s rows.") % {"sheet": name, "n": MOST_ROWS})
    return rows


def _cells(header: list[str], row: tuple[Any, ...]) -> Cells:
    """By column; the first language stands for `label` and `hint` where a form has several."""
    cells: Cells = {}
    for column, value in zip(header, row, strict=False):
        text = _text(value)
        if text:
            cells.setdefault(column, text)
            cells.setdefault(column.partition("::")[0], text)
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return str(whole).replace("\r\n", "\n").replace("_x000D_", "").strip()[:MOST_CHARACTERS]

"""A visit as CSV: one row per entry, with what was taken back and what was corrected marked beside it."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from defusedcsv import csv

from app.exchange.wall_clock import moments
from app.measurement.effective import amended, effective, voided

COLUMNS = (
    "visit",
    "at",
    "minute",
    "at_ms",
    "kind",
    "measure",
    "option",
    "value",
    "out_of",
    "seat",
    "codes",
    "text",
    "author",
    "device",
    "recorded_at",
    "received_at",
    "voided",
    "amended",
)
ROWS_AT_ONCE = 500
FORMULA = tuple("=+-@|%")
# Spreadsheets may trim these, or take the wide signs for the narrow ones, before they look for a formula.
TRIMMED = "\t\r\n \u00a0\ufeff"
WIDE_FORMULA = (*FORMULA, "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_lines(visit_id: str, entries: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[str]:
    """The file's text, piece by piece. `names` are the people by id. Rows are in lesson order, then what was said."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows(visit_id, entries, names), 1):
        writer.writerow([_safe(row[column]) for column in COLUMNS])
        if number % ROWS_AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def rows(
    visit_id: str, entries: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> Iterator[dict[str, str | int | None]]:
    """Every entry, as corrected: `amended` says that a later entry changed it, `voided` that it does not count."""
    corrected = {entry["id"]: entry for entry in effective(entries)}
    shown = [corrected.get(entry["id"], entry) for entry in entries]
    gone, changed, at = voided(entries), amended(entries), moments(shown)
    shown.sort(key=lambda entry: (entry.get("at_ms") is None, entry.get("at_ms") or 0, entry["seq"]))
    for entry in shown:
        yield _row(entry, at[entry["id"]]) | {
            "visit": visit_id,
            "author": names.get(entry["author"], entry["author"]),
            "voided": _flag(entry["id"] in gone),
            "amended": _flag(entry["id"] in changed),
        }


def _row(entry: Mapping[str, Any], at: datetime) -> dict[str, str | int | None]:
    at_ms = entry.get("at_ms")
    same = {
        name: entry.get(name) for name in ("kind", "measure", "option", "value", "out_of", "seat", "text", "device")
    }
    return same | {
        "at": at.isoformat(timespec="milliseconds"),
        "minute": None if at_ms is None else at_ms // 60_000,
        "at_ms": at_ms,
        "codes": " ".join(entry["codes"]) if entry.get("codes") is not None else None,
        "recorded_at": entry["noted_at"],
        "received_at": entry["received_at"],
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _safe(cell: str | int | None) -> str | int | None:
    """defusedcsv quotes what begins like a formula; this adds what does so in a spreadsheet's own reading."""
    if isinstance(cell, str) and not cell.startswith(FORMULA) and cell.lstrip(TRIMMED).startswith(WIDE_FORMULA):
        return "'" + cell
    return cell

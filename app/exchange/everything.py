"""Everything of a partnership that one of its partners may read, as one zip file, visit by visit. Nobody else's drafts."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from defusedcsv import csv
from sqlmodel import Session

from app.accounts.models import Person
from app.clock import now, rfc3339
from app.exchange import summary_rows
from app.exchange.csv_file import csv_lines
from app.exchange.everything_readme import readme
from app.exchange.everything_rows import rows_by_table
from app.exchange.json_file import json_of
from app.exchange.taking import Taken, names_of, taken
from app.partnerships.actions import record_access
from app.partnerships.lookup import Membership, memberships
from app.partnerships.models import Partnership
from app.problems import Problem
from app.visits.lookup import visit_in
from app.visits.models import Visit
from app.visits.queries import records_beside, visits_of, when

OPERATOR = "operator"  # who looked, in the list that both partners read
SUMMARY = ("visit", "date", *summary_rows.COLUMNS)


def write_for_operator(db: Session, partnership_id: str, target: Path) -> None:
    """For those who run the server: what the two share with each other. Both can see that it was taken."""
    partnership = db.get(Partnership, partnership_id)
    if partnership is None:
        raise Problem("not-found")
    nobody = Person(id=OPERATOR, email="", name="", password_hash="", created_at=now())
    reader = replace(memberships(db, nobody, [partnership])[0], role="coach")  # what the teacher withholds stays theirs
    with target.open("xb") as file:
        write_everything(db, reader, file)
    record_access(db, reader, "took_everything")


def write_everything(db: Session, reader: Membership, file: IO[bytes]) -> None:
    """One visit at a time is in memory. What this reader is refused elsewhere is not in it."""
    visits, held_back = _readable(db, reader)
    lines: list[Sequence[Any]] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for visit in visits:
            found = taken(db, reader, visit)
            _write_visit(archive, found)
            lines += [(visit.id, f"{found.day:%Y-%m-%d}", *line) for line in _summary(found)]
        _write(archive, "summary.csv", _table(SUMMARY, lines))
        shared = rows_by_table(db, reader, {visit.id for visit in visits})
        archive.writestr("partnership.json", _text(_partnership(db, reader, shared)))
        archive.writestr("README.txt", readme(shared, SUMMARY, len(visits), held_back))


def _readable(db: Session, reader: Membership) -> tuple[list[Visit], int]:
    """The visits that this reader may read, the earliest first, and how many they may not."""
    readable: list[Visit] = []
    held_back = 0
    for visit in sorted([*visits_of(db, [reader.id]), *records_beside(db, [reader.id])], key=when):
        try:
            readable.append(visit_in(db, reader, visit.id))
        except Problem:
            held_back += 1
    return readable, held_back


def _write_visit(archive: zipfile.ZipFile, found: Taken) -> None:
    archive.writestr(f"visits/{found.name}.json", _text(json_of(found)))
    _write(archive, f"visits/{found.name}.csv", csv_lines(found.visit["id"], found.entries, found.names))


def _summary(found: Taken) -> Iterable[summary_rows.Line]:
    return summary_rows.lines_of(found.form["measures"], found.summary)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    yield out.getvalue()


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterable[str]) -> None:
    with archive.open(name, "w") as file:
        for piece in pieces:
            file.write(piece.encode())


def _partnership(db: Session, reader: Membership, shared: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    said = {"format": "alongside-partnership", "version": 1, "exported_at": rfc3339(now())}
    people = {"exported_by": reader.person.id, "people": names_of(db, reader, ())}
    return said | people | {"partnership": reader.partnership.model_dump(mode="json")} | shared


def _text(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1)

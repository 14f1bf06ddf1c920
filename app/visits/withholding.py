"""The teacher keeps a visit to themselves, shows it again, or erases it. It needs no reason and no active partnership."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, or_, select

from app.clock import now
from app.partnerships.actions import record_access
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.visits.models import Visit

# What tells who looked and who was asked stays; so does the row that keeps devices from bringing the visit back.
STAYS = ("access", "second_observer")


def withhold(db: Session, membership: Membership, visit: Visit) -> None:
    """From now on nobody but the teacher reads it. What devices still send is kept."""
    rows = _decided(db, membership, visit)
    if visit.withheld_at is None:
        for row in rows:
            row.withheld_at, row.withheld_by = now(), membership.person.id
        _tell(db, membership, rows, "withheld")


def lift(db: Session, membership: Membership, visit: Visit) -> None:
    rows = _decided(db, membership, visit)
    if visit.withheld_at is not None:
        for row in rows:
            row.withheld_at = row.withheld_by = None
        _tell(db, membership, rows, "lifted")


def erase(db: Session, membership: Membership, visit: Visit) -> None:
    """The second step, after withholding: the log goes, with all that was said and planned about it. Nothing undoes it."""
    rows = _decided(db, membership, visit)
    if visit.withheld_at is None:
        raise Problem("withhold-first")
    _delete_what_hangs_on(db, membership.id, [row.id for row in rows])
    for row in rows:
        row.erased_at, row.withheld_at, row.withheld_by, row.head = now(), None, None, 0
        row.class_label, row.purpose, row.segments, row.minutes, row.students = "", "", [], None, None
    _tell(db, membership, rows, "erased")


def _decided(db: Session, membership: Membership, visit: Visit) -> Sequence[Visit]:
    """The visit and second observers' records of it, as they are now; held, so that no writer adds to them meanwhile."""
    if membership.role != "teacher":
        raise Problem("teacher-withholds")
    both = or_(Visit.id == visit.id, Visit.beside == visit.id)
    wanted = select(Visit).where(Visit.partnership_id == membership.id, both).order_by(Visit.id)
    rows = db.exec(wanted.with_for_update().execution_options(populate_existing=True)).all()
    if visit.erased_at is not None:
        raise Problem("visit-erased")
    return rows


def _tell(db: Session, membership: Membership, rows: Sequence[Visit], what: str) -> None:
    for row in rows:
        row.asides += 1
        db.add(row)
    main = next(row for row in rows if row.beside is None)
    record_access(db, membership, what, main.id)
    db.flush()


def _delete_what_hangs_on(db: Session, partnership_id: str, visit_ids: Sequence[str]) -> None:
    """Every row about these visits, in whatever table, and what points to such a row; then nothing is left to read."""
    tables = [t for t in SQLModel.metadata.sorted_tables if {"partnership_id", "visit_id"} <= set(t.c.keys())]
    db.flush()
    for table in reversed([table for table in tables if table.name not in STAYS]):
        ours = (table.c.partnership_id == partnership_id, table.c.visit_id.in_(visit_ids))
        for child, column in _pointing_to(table):
            mine = sa.select(table.c.id).where(*ours)
            db.connection().execute(
                sa.delete(child).where(child.c.partnership_id == partnership_id, child.c[column].in_(mine))
            )
        db.connection().execute(sa.delete(table).where(*ours))
    db.expire_all()


def _pointing_to(table: sa.Table) -> list[tuple[sa.Table, str]]:
    """Tables with rows of one of this table's rows, such as what happened with a next step."""
    keys = [key for other in SQLModel.metadata.sorted_tables for key in other.foreign_keys]
    found = [key for key in keys if key.column.table is table and key.column.name == "id"]
    return [(key.parent.table, key.parent.name) for key in found if key.parent.table is not table]

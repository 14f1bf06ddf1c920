"""What partners do with a partnership: pause, resume, end, erase; and each look is listed."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from app.clock import new_id, now
from app.database import transaction
from app.partnerships.lookup import InPartnership, Membership
from app.partnerships.models import Access, Partnership
from app.partnerships.rules import may_resume
from app.problems import Problem

ONE_LOOK = timedelta(minutes=10)


def pause(db: Session, membership: Membership) -> None:
    """Either partner, at any time, with no reason asked. Pausing what is paused changes nothing."""
    row = _locked(db, membership)
    if row.status == "paused":
        return
    membership.must_be_active()
    row.status, row.paused_at, row.paused_by = "paused", now(), membership.person.id
    _keep(db, row)


def resume(db: Session, membership: Membership) -> None:
    row = _locked(db, membership)
    if row.status == "active":
        return
    if row.status != "paused":
        membership.must_be_active()
    if not may_resume(membership.role, membership.person.id, row.paused_by):
        raise Problem("paused-by-partner")
    row.status, row.paused_at, row.paused_by = "active", None, None
    _keep(db, row)


def welcome_unplanned(db: Session, membership: Membership, welcome: bool) -> None:
    """The teacher's choice alone: whether the coach may start a visit on an agreed form that nobody planned."""
    if membership.role != "teacher":
        raise Problem("teacher-chooses")
    membership.must_be_active()
    row = _locked(db, membership)
    if welcome != (row.unplanned_since is not None):
        row.unplanned_since = now() if welcome else None
        _keep(db, row)


def end(db: Session, membership: Membership) -> None:
    """Either partner, at any time. All of it can still be read and taken away by both; nothing can be added."""
    row = _locked(db, membership)
    if row.status == "invited":
        erase_everything(db, membership.id)
    elif row.status != "ended":
        row.status, row.ended_at, row.ended_by = "ended", now(), membership.person.id
        _keep(db, row)


def end_and_erase(db: Session, membership: Membership) -> None:
    """The teacher's right alone, also after the end. Nothing of the partnership remains, for either of the two."""
    row = _locked(db, membership)
    if row.status != "invited" and membership.role != "teacher":
        raise Problem("teacher-erases")
    erase_everything(db, membership.id)


def erase_everything(db: Session, partnership_id: str) -> None:
    """Every table that leads with partnership_id, those that others point to last; then the partnership."""
    db.flush()
    db.expunge_all()
    ours = [table for table in SQLModel.metadata.sorted_tables if "partnership_id" in table.c]
    # Rows that others point to are held first: nothing can be added under them while they are being deleted.
    pointed_to = {key.column.table for table in ours for key in table.foreign_keys}
    for table in [table for table in ours if table in pointed_to]:
        mine = table.c.partnership_id == partnership_id
        db.connection().execute(sa.select(table.c.partnership_id).where(mine).with_for_update()).all()
    for table in reversed(ours):
        db.connection().execute(sa.delete(table).where(table.c.partnership_id == partnership_id))
    itself = SQLModel.metadata.tables["partnership"]
    db.connection().execute(sa.delete(itself).where(itself.c.id == partnership_id))


def _locked(db: Session, membership: Membership) -> Partnership:
    """The row as it is now, held until the transaction ends: of two decisions at once the second sees the first."""
    mine = select(Partnership).where(Partnership.id == membership.id)
    row = db.exec(mine.with_for_update().execution_options(populate_existing=True)).first()
    if row is None:
        raise Problem("not-found")
    return row


def _keep(db: Session, row: Partnership) -> None:
    db.add(row)
    db.flush()


def note_access(engine: sa.Engine, membership: InPartnership, what: str, visit_id: str | None = None) -> None:
    """List an opening for both partners. The same person, visit and kind within ten minutes is one look."""
    if not _seen_lately(engine, membership, what, visit_id):
        with transaction(engine) as db:
            record_access(db, membership, what, visit_id)


def note_reading(engine: sa.Engine, membership: Membership, what: str, visit_id: str, ended: bool) -> None:
    """A program's reading. The teacher's reading of the whole, once it has ended, is their look at it as well."""
    note_access(engine, membership, what, visit_id)
    if ended and membership.role == "teacher":
        note_access(engine, membership, "opened", visit_id)


def record_access(db: Session, membership: InPartnership, what: str, visit_id: str | None = None) -> None:
    db.add(
        Access(
            partnership_id=membership.id,
            id=new_id(),
            person_id=membership.person.id,
            visit_id=visit_id,
            what=what,
            at=now(),
        )
    )


def _seen_lately(engine: sa.Engine, membership: InPartnership, what: str, visit_id: str | None) -> bool:
    with transaction(engine, writes=False) as db:
        same = (
            Access.partnership_id == membership.id,
            Access.visit_id == visit_id,
            Access.what == what,
            Access.person_id == membership.person.id,
            Access.at > now() - ONE_LOOK,
        )
        return db.exec(select(Access.id).where(*same)).first() is not None

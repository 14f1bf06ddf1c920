"""What partners do with a partnership. (Invitation, acceptance, pause and leaving follow.)"""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, select

from app.clock import new_id, now
from app.database import transaction
from app.partnerships.lookup import Membership
from app.partnerships.models import Access

ONE_LOOK = timedelta(minutes=10)


def note_access(engine: sa.Engine, membership: Membership, what: str, visit_id: str | None = None) -> None:
    """List an opening for both partners. The same person, visit and kind within ten minutes is one look."""
    if not _seen_lately(engine, membership, what, visit_id):
        with transaction(engine) as db:
            record_access(db, membership, what, visit_id)


def record_access(db: Session, membership: Membership, what: str, visit_id: str | None = None) -> None:
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


def _seen_lately(engine: sa.Engine, membership: Membership, what: str, visit_id: str | None) -> bool:
    with transaction(engine, writes=False) as db:
        same = (
            Access.partnership_id == membership.id,
            Access.visit_id == visit_id,
            Access.what == what,
            Access.person_id == membership.person.id,
            Access.at > now() - ONE_LOOK,
        )
        return db.exec(select(Access.id).where(*same)).first() is not None

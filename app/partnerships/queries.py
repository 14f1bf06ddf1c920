"""What a partnership's screens read."""

from sqlmodel import Session, col, select

from app.partnerships.lookup import Membership
from app.partnerships.models import Access


def teacher_has_looked(db: Session, membership: Membership, visit_id: str) -> bool:
    """True once the teacher has opened the visit, or said that the coach need not wait."""
    looks = select(Access.id).where(
        Access.partnership_id == membership.id,
        Access.visit_id == visit_id,
        Access.person_id == membership.partnership.teacher_id,
        col(Access.what).in_(["opened", "opened_to_partner", "summary", "exported"]),
    )
    return db.exec(looks.limit(1)).first() is not None

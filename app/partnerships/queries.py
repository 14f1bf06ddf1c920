"""What a partnership's screens read."""

from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import Person
from app.clock import rfc3339
from app.partnerships.lookup import InPartnership, Membership
from app.partnerships.models import Access, Invitation, Partnership

LOOKED = ("opened", "opened_to_partner")


def teacher_has_looked(db: Session, membership: InPartnership, visit_id: str) -> bool:
    """True once the teacher has opened the visit, or said that the coach need not wait."""
    looks = select(Access.id).where(
        Access.partnership_id == membership.id,
        Access.visit_id == visit_id,
        Access.person_id == membership.partnership.teacher_id,
        col(Access.what).in_(LOOKED),
    )
    return db.exec(looks.limit(1)).first() is not None


def opened_by_teacher(db: Session, partnership_ids: list[str]) -> set[str]:
    """The visits of these partnerships at which their teacher has looked."""
    looks = (
        select(Access.visit_id)
        .join(Partnership, Partnership.id == Access.partnership_id)  # type: ignore[arg-type]
        .where(
            col(Access.partnership_id).in_(partnership_ids),
            Access.person_id == Partnership.teacher_id,
            col(Access.what).in_(LOOKED),
        )
    )
    return {visit_id for visit_id in db.exec(looks.distinct()).all() if visit_id}


def teachers_looks(db: Session, membership: Membership) -> dict[str, set[str]]:
    """What the teacher did at each visit of a partnership: opened it, said that the coach need not wait, or both."""
    rows = select(Access.visit_id, Access.what).where(
        Access.partnership_id == membership.id,
        Access.person_id == membership.partnership.teacher_id,
        col(Access.what).in_(LOOKED),
    )
    looks: dict[str, set[str]] = {}
    for visit_id, what in db.exec(rows.distinct()).all():
        looks.setdefault(visit_id or "", set()).add(what)
    return looks


def looks_at(db: Session, partnership_id: str, most: int) -> list[Access]:
    """Who looked, the latest first."""
    rows = select(Access).where(Access.partnership_id == partnership_id)
    return list(db.exec(rows.order_by(col(Access.at).desc(), col(Access.id).desc()).limit(most)).all())


def looks_at_visit(db: Session, partnership_id: str, visit_id: str) -> list[Access]:
    """Who looked at one visit, the first one first."""
    rows = select(Access).where(Access.partnership_id == partnership_id, Access.visit_id == visit_id)
    return list(db.exec(rows.order_by(col(Access.at), col(Access.id))).all())


def declined_of(db: Session, person: Person) -> list[Invitation]:
    """This person's invitations that a colleague answered with "not now"."""
    rows = (
        select(Invitation)
        .join(Partnership, Partnership.id == Invitation.partnership_id)  # type: ignore[arg-type]
        .where(Partnership.invited_by == person.id, Partnership.status == "declined", Invitation.answer == "declined")
    )
    return list(db.exec(rows.order_by(col(Invitation.answered_at).desc()).limit(10)).all())


def as_json(membership: Membership, goal: dict[str, str] | None) -> dict[str, Any]:
    row = membership.partnership
    return {
        "id": row.id,
        "status": row.status,
        "role": membership.role,
        "coach": _side(membership.coach),
        "teacher": _side(membership.teacher),
        "goal": goal,
        "created_at": rfc3339(row.created_at),
        "accepted_at": rfc3339(row.accepted_at) if row.accepted_at else None,
        "paused_at": rfc3339(row.paused_at) if row.paused_at else None,
        "ended_at": rfc3339(row.ended_at) if row.ended_at else None,
        "unplanned_since": rfc3339(row.unplanned_since) if row.unplanned_since else None,
    }


def _side(person: Person | None) -> dict[str, str] | None:
    return {"id": person.id, "name": person.name} if person else None

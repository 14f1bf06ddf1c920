"""Which visits there are, for Today, for a partnership and for the pack."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app.clock import rfc3339
from app.visits.models import Visit


def visits_of(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """All visits of these partnerships, the latest planned first."""
    if not partnership_ids:
        return []
    rows = select(Visit).where(col(Visit.partnership_id).in_(partnership_ids))
    return list(db.exec(rows.order_by(col(Visit.planned_for).desc(), col(Visit.created_at).desc())).all())


def when(visit: Visit) -> datetime:
    """A visit nobody planned counts from the moment it came to be."""
    return visit.planned_for or visit.created_at


def numbered(visits: Iterable[Visit]) -> dict[str, int]:
    """ "Visit 8": each visit's place in its own partnership, by id. Give it all visits of the partnerships."""
    numbers: dict[str, int] = {}
    counted: dict[str, int] = {}
    for visit in sorted(visits, key=lambda each: (when(each), each.id)):
        numbers[visit.id] = counted[visit.partnership_id] = counted.get(visit.partnership_id, 0) + 1
    return numbers


def number_of(db: Session, visit: Visit) -> int:
    """The same for one visit, when only that one is at hand."""
    at = func.coalesce(Visit.planned_for, Visit.created_at)
    earlier = (at < when(visit)) | ((at == when(visit)) & (col(Visit.id) <= visit.id))
    return db.exec(select(func.count()).where(Visit.partnership_id == visit.partnership_id, earlier)).one()


def as_json(visit: Visit, status: str) -> dict[str, Any]:
    return {
        "id": visit.id,
        "partnership_id": visit.partnership_id,
        "form_id": visit.form_id,
        "form_version": visit.form_version,
        "planned_for": rfc3339(visit.planned_for) if visit.planned_for else None,
        "minutes": visit.minutes,
        "class_label": visit.class_label,
        "purpose": visit.purpose,
        "students": visit.students,
        "segments": visit.segments,
        "status": status,
        "head": visit.head,
    }

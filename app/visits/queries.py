"""Which visits there are, for Today, for a partnership and for the pack."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app.clock import rfc3339
from app.partnerships.models import Partnership
from app.visits.models import Visit


def visits_of(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """All visits of these partnerships, the latest planned first; second observers' records of them are not counted."""
    if not partnership_ids:
        return []
    rows = select(Visit).where(col(Visit.partnership_id).in_(partnership_ids), col(Visit.beside).is_(None))
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
    ours = (Visit.partnership_id == visit.partnership_id, col(Visit.beside).is_(None))
    return db.exec(select(func.count()).where(*ours, earlier)).one()


def records_beside(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """Second observers' records of these partnerships' visits, whoever may read them now."""
    rows = select(Visit).where(col(Visit.partnership_id).in_(partnership_ids), col(Visit.beside).is_not(None))
    return list(db.exec(rows.order_by(col(Visit.created_at))).all())


def records_of(db: Session, observer_id: str) -> list[tuple[Partnership, Visit]]:
    """What this person records as a second observer, with whose lesson it is."""
    rows = (
        select(Partnership, Visit)
        .join(Visit, Visit.partnership_id == Partnership.id)  # type: ignore[arg-type]
        .where(Visit.observer_id == observer_id, col(Partnership.status).in_(["active", "paused"]))
    )
    return [(partnership, visit) for partnership, visit in db.exec(rows).all()]


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

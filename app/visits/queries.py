"""Which visits there are, for Today, for a partnership and for the pack."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from app.clock import rfc3339
from app.partnerships.models import Partnership
from app.visits.models import Visit

# Second observers' records double a visit; an erased one is nothing any more; a cancelled one is none yet, or again.
LISTED = (
    col(Visit.beside).is_(None),
    col(Visit.erased_at).is_(None),
    or_(col(Visit.cancelled_at).is_(None), Visit.head > 0),
)


def visits_of(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """All visits of these partnerships that count as one, the latest planned first; withheld ones among them."""
    if not partnership_ids:
        return []
    rows = select(Visit).where(col(Visit.partnership_id).in_(partnership_ids), *LISTED)
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
    return db.exec(select(func.count()).where(Visit.partnership_id == visit.partnership_id, *LISTED, earlier)).one()


def records_beside(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """Second observers' records of these partnerships' visits, whoever may read them now."""
    ours = (col(Visit.partnership_id).in_(partnership_ids), col(Visit.erased_at).is_(None))
    rows = select(Visit).where(*ours, col(Visit.beside).is_not(None))
    return list(db.exec(rows.order_by(col(Visit.created_at))).all())


def records_of(db: Session, observer_id: str) -> list[tuple[Partnership, Visit]]:
    """What this person records as a second observer, with whose lesson it is."""
    rows = (
        select(Partnership, Visit)
        .join(Visit, Visit.partnership_id == Partnership.id)  # type: ignore[arg-type]
        .where(Visit.observer_id == observer_id, col(Partnership.status).in_(["active", "paused"]))
        .where(col(Visit.erased_at).is_(None), or_(col(Visit.cancelled_at).is_(None), Visit.head > 0))
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
        "imported": visit.imported_from is not None,
        "imported_from": visit.imported_from,
        "head": 0 if visit.withheld_at else visit.head,
        "withheld_at": rfc3339(visit.withheld_at) if visit.withheld_at else None,
        "cancelled_at": rfc3339(visit.cancelled_at) if visit.cancelled_at and not visit.head else None,
    }

"""Which visits there are, for Today, for a partnership and for the pack."""

from typing import Any

from sqlmodel import Session, col, select

from app.clock import rfc3339
from app.visits.models import Visit


def visits_of(db: Session, partnership_ids: list[str]) -> list[Visit]:
    """All visits of these partnerships, the latest planned first."""
    if not partnership_ids:
        return []
    rows = select(Visit).where(col(Visit.partnership_id).in_(partnership_ids))
    return list(db.exec(rows.order_by(col(Visit.planned_for).desc(), col(Visit.created_at).desc())).all())


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

"""All visits for programs: what was counted at each, where definitions changed, the teacher's change lines."""

from typing import Any

from fastapi import APIRouter, Request

from app.across_visits.queries import Across, across
from app.across_visits.series import Collected, Series, all_series
from app.database import Db
from app.partnerships.actions import note_access
from app.partnerships.lookup import Ours
from app.problems import Problem

router = APIRouter(prefix="/api/partnerships/{partnership_id}", tags=["debrief"])


@router.get("/across-visits", operation_id="lookAcrossVisits", summary="What was counted at each visit, side by side")
def look_across(ours: Ours, db: Db, request: Request) -> dict[str, Any]:
    """The visits that are open to whoever asks, in order; a series has one place for each, null where not collected."""
    if ours.other is None:
        raise Problem("partnership-not-active")
    read = across(db, ours)
    note_access(request.app.state.engine, ours, "summary")
    return {
        "visits": [
            {
                "id": seen.visit.id,
                "number": seen.number,
                "date": seen.day.isoformat(),
                "form_id": seen.visit.form_id,
                "form_version": seen.visit.form_version,
                "imported": seen.visit.imported_from is not None,
            }
            for seen in read.visits
        ],
        "change_lines": [
            {"id": told.now.line, "starts_on": told.now.starts_on.isoformat(), "text": told.now.text}
            for told in read.lines
            if not told.now.removed
        ],
        "series": [_series(read, each) for each in all_series(read.visits)],
    }


def _series(read: Across, series: Series) -> dict[str, Any]:
    ids = [seen.visit.id for seen in read.visits]
    return {
        "key": series.key,
        "label": series.name,
        "kind": series.kind,
        "values": [_value(point) for point in series.points],
        "redefined": [{"from": ids[before], "to": ids[after]} for before, after in series.changes()],
    }


def _value(point: Collected | None) -> dict[str, Any] | None:
    """Rates as the pages have them: per 10 minutes, percent, seconds."""
    return {"rate": point.value.rate, "total": point.value.total} if point else None

"""A visit's numbers for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from app.database import Db
from app.forms.queries import measures_of
from app.log.queries import entries_of, statuses
from app.measurement.counts import FIVE_MINUTES_MS, MOST_BINS
from app.measurement.summary import summarise
from app.partnerships.actions import note_reading
from app.problems import Problem
from app.visits.lookup import ReadableVisit
from app.words import _

router = APIRouter(prefix="/api/partnerships/{partnership_id}/visits/{visit_id}", tags=["debrief"])

BinMs = Annotated[int, Query(ge=1_000, le=24 * 3_600_000, description="Width of the bins in milliseconds")]


@router.get("/summary", operation_id="summariseVisit", summary="What was counted, computed from the log")
def read_summary(ours: ReadableVisit, db: Db, request: Request, bin_ms: BinMs = FIVE_MINUTES_MS) -> dict[str, Any]:
    visit = ours.visit
    measures = measures_of(db, visit.partnership_id, visit.form_id, visit.form_version)
    summary = summarise(measures, entries_of(db, visit, ours.membership.person.id), bin_ms, visit.students)
    if any(len(measure.get("bins", ())) >= MOST_BINS for measure in summary["measures"]):
        raise Problem("unprocessable", _("That makes thousands of bins; ask for wider ones."), "/bin_ms")
    ended = statuses(db, [visit])[visit.id] == "ended"
    note_reading(request.app.state.engine, ours.membership, "summary", visit.id, ended)
    return summary

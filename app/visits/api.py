"""Visits for programs, and the pack that a person's devices carry."""

import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from sqlmodel import Session

from app.accounts.signed_in import Me
from app.database import Db
from app.log.fields import CONTROL, UUID
from app.log.queries import statuses
from app.partnerships.lookup import Ours
from app.problems import Problem
from app.visits import actions, queries, withholding
from app.visits.lookup import KnownVisit, ReadableVisit, VisitOfOurs
from app.visits.pack import pack_for
from app.words import _

router = APIRouter(prefix="/api", tags=["visits"])


def no_control_characters(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError(_("There is an invisible control character in it; remove it."))
    return re.sub(r"[ \t]+", " ", text).strip()


def Words(most: int) -> Any:
    return Annotated[str, Field(max_length=most), AfterValidator(no_control_characters)]


class PlannedVisit(BaseModel):
    model_config = ConfigDict(extra="forbid")
    form_id: str = Field(max_length=36)
    form_version: int = Field(ge=1, le=10_000, strict=True)
    planned_for: AwareDatetime | None = None
    minutes: int | None = Field(default=None, ge=1, le=600, strict=True)
    class_label: Words(120) | None = None  # type: ignore[valid-type]
    purpose: Words(600) | None = None  # type: ignore[valid-type]
    students: int | None = Field(default=None, ge=0, le=500, strict=True)
    segments: list[Words(60)] | None = Field(default=None, max_length=20)  # type: ignore[valid-type]
    unplanned: bool = Field(default=False, strict=True)

    def plan(self) -> actions.Plan:
        planned_for: datetime | None = self.planned_for
        kind = actions.Unplanned if self.unplanned else actions.Plan
        return kind(
            form_id=self.form_id,
            form_version=self.form_version,
            planned_for=planned_for,
            minutes=self.minutes,
            class_label=self.class_label or "",
            purpose=self.purpose or "",
            students=self.students,
            segments=[name for name in self.segments or [] if name],
        )


@router.put("/partnerships/{partnership_id}/visits/{visit_id}", operation_id="planVisit", summary="Plan a visit")
def plan_visit(visit_id: str, ours: Ours, planned: PlannedVisit, db: Db, response: Response) -> dict[str, Any]:
    if not UUID.fullmatch(visit_id):
        raise Problem("unprocessable", _("A visit's id is a UUID (version 7) in lower case."), "/visit_id")
    visit, new = actions.plan_visit(db, ours, visit_id, planned.plan())
    response.status_code = 201 if new else 200
    return queries.as_json(visit, statuses(db, [visit])[visit.id])


VISIT = "/partnerships/{partnership_id}/visits/{visit_id}"


@router.post(f"{VISIT}/withholding", operation_id="withholdVisit", summary="Keep a visit from the coach")
def withhold_visit(ours: KnownVisit, db: Db) -> dict[str, Any]:
    """The teacher alone. The coach and the coach's programs read nothing of it until the withholding is lifted."""
    withholding.withhold(db, ours.membership, ours.visit)
    return _told(db, ours)


@router.delete(f"{VISIT}/withholding", operation_id="showVisitAgain", summary="Let the coach read it again")
def show_visit_again(ours: KnownVisit, db: Db) -> dict[str, Any]:
    withholding.lift(db, ours.membership, ours.visit)
    return _told(db, ours)


@router.post(f"{VISIT}/erasure", operation_id="eraseVisit", summary="Erase a withheld visit for good", status_code=204)
def erase_visit(ours: KnownVisit, db: Db) -> None:
    """The teacher alone. Its address then answers 410 to both partners, also to devices that still send to it."""
    withholding.erase(db, ours.membership, ours.visit)


@router.post(f"{VISIT}/cancellation", operation_id="cancelVisit", summary="Cancel a visit without entries")
def cancel_visit(ours: KnownVisit, db: Db) -> dict[str, Any]:
    actions.cancel(db, ours.membership, ours.visit)
    return _told(db, ours)


@router.delete(f"{VISIT}/cancellation", operation_id="planVisitAgain", summary="Plan a cancelled visit again")
def plan_visit_again(ours: KnownVisit, db: Db) -> dict[str, Any]:
    actions.plan_again(db, ours.membership, ours.visit)
    return _told(db, ours)


def _told(db: Session, ours: VisitOfOurs) -> dict[str, Any]:
    return queries.as_json(ours.visit, statuses(db, [ours.visit])[ours.visit.id])


@router.get("/partnerships/{partnership_id}/visits", operation_id="listVisits", summary="The partnership's visits")
def list_visits(ours: Ours, db: Db) -> dict[str, Any]:
    visits = queries.visits_of(db, [ours.id])
    status = statuses(db, visits)
    return {"visits": [queries.as_json(visit, status[visit.id]) for visit in visits]}


@router.get("/partnerships/{partnership_id}/visits/{visit_id}", operation_id="readVisit", summary="One visit")
def read_visit(ours: ReadableVisit, db: Db) -> dict[str, Any]:
    return queries.as_json(ours.visit, statuses(db, [ours.visit])[ours.visit.id])


@router.get("/pack", operation_id="readPack", summary="All that a person's devices need offline")
def read_pack(me: Me, db: Db) -> dict[str, Any]:
    return pack_for(db, me)

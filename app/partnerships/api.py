"""Partnerships for programs: invite, answer, pause, resume, end."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app.accounts.signed_in import Me
from app.database import Db
from app.goals.queries import goals_of
from app.partnerships import actions, invitations, mail, queries
from app.partnerships.addresses import invitation_url
from app.partnerships.lookup import Membership, Ours, partnerships_of

router = APIRouter(prefix="/api", tags=["partnerships"])


class NewPartnership(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: Literal["coach", "teacher"] = Field(alias="as")
    invite: str = Field(max_length=400)
    message: str | None = Field(default=None, max_length=2000)


class Ending(BaseModel):
    model_config = ConfigDict(extra="forbid")
    erase: bool = Field(default=False, strict=True)


class Unplanned(BaseModel):
    model_config = ConfigDict(extra="forbid")
    welcome: bool = Field(strict=True)


@router.post(
    "/partnerships", status_code=201, operation_id="inviteColleague", summary="Invite a colleague to a partnership"
)
def invite(me: Me, new: NewPartnership, request: Request, db: Db) -> dict[str, Any]:
    sent = invitations.invite(db, me, new.role, new.invite, new.message or "")
    db.commit()  # the mail server may be slow, and nobody waits for this transaction meanwhile
    url = invitation_url(request, sent.token)
    emailed = mail.send_invitation(sent.invitation.email, me.name, sent.invitation.message, url)
    row = sent.partnership
    return {"id": row.id, "status": row.status, "invitation_url": url, "emailed": emailed}


@router.post("/invitations/{token}/acceptance", operation_id="acceptInvitation", summary="Accept an invitation")
def accept(token: str, me: Me, db: Db) -> dict[str, Any]:
    return queries.as_json(invitations.accept(db, token, me), None)


@router.post(
    "/invitations/{token}/refusal", status_code=204, operation_id="declineInvitation", summary="Decline an invitation"
)
def decline(token: str, me: Me, db: Db) -> Response:
    invitations.decline(db, token, me)
    return Response(status_code=204)


@router.get("/partnerships", operation_id="listPartnerships", summary="The person's partnerships")
def list_partnerships(me: Me, db: Db) -> dict[str, Any]:
    ours = partnerships_of(db, me)
    goals = goals_of(db, [each.id for each in ours])
    return {"partnerships": [queries.as_json(each, goals.get(each.id)) for each in ours]}


@router.get("/partnerships/{partnership_id}", operation_id="readPartnership", summary="One partnership")
def read_partnership(ours: Ours, db: Db) -> dict[str, Any]:
    return _now(db, ours)


@router.post("/partnerships/{partnership_id}/pause", operation_id="pausePartnership", summary="Pause; either may")
def pause(ours: Ours, db: Db) -> dict[str, Any]:
    actions.pause(db, ours)
    return _now(db, ours)


@router.post(
    "/partnerships/{partnership_id}/resumption",
    operation_id="resumePartnership",
    summary="Resume: whoever paused may, and the teacher always",
)
def resume(ours: Ours, db: Db) -> dict[str, Any]:
    actions.resume(db, ours)
    return _now(db, ours)


@router.post(
    "/partnerships/{partnership_id}/ending",
    operation_id="endPartnership",
    summary="End; the teacher may erase everything as well",
)
def end(ours: Ours, db: Db, ending: Annotated[Ending, Body()]) -> dict[str, Any]:
    if ending.erase:
        actions.end_and_erase(db, ours)
    else:
        actions.end(db, ours)
    return {"id": ours.id, "status": "ended", "erased": ending.erase or ours.partnership.status == "invited"}


@router.put(
    "/partnerships/{partnership_id}/unplanned-visits",
    operation_id="welcomeUnplannedVisits",
    summary="Whether the coach may start visits that nobody planned; the teacher chooses",
)
def welcome_unplanned(ours: Ours, db: Db, choice: Annotated[Unplanned, Body()]) -> dict[str, Any]:
    actions.welcome_unplanned(db, ours, choice.welcome)
    return _now(db, ours)


def _now(db: Session, ours: Membership) -> dict[str, Any]:
    return queries.as_json(ours, goals_of(db, [ours.id]).get(ours.id))

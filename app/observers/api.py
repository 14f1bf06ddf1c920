"""Second observers for programs: propose, agree, answer, stop."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from app.accounts.signed_in import Me
from app.database import Db
from app.observers import actions, invitations, mail, queries
from app.observers.actions import Link
from app.observers.lookup import Arrangement, OurObserver
from app.observers.mail import observer_url
from app.observers.queries import Named
from app.partnerships.lookup import Membership
from app.visits.lookup import OurVisit

router = APIRouter(prefix="/api", tags=["observers"])
VISIT = "/partnerships/{partnership_id}/visits/{visit_id}"
ONE = "/partnerships/{partnership_id}/observers/{observer_id}"


class NewObserver(BaseModel):
    model_config = ConfigDict(extra="forbid")
    invite: str = Field(max_length=400)


@router.post(f"{VISIT}/observers", status_code=201, operation_id="proposeObserver", summary="Propose a second observer")
def propose(ours: OurVisit, new: NewObserver, db: Db) -> dict[str, Any]:
    row = actions.propose(db, ours.membership, ours.visit, new.invite)
    return queries.as_json(Named(row, ""), ours.membership)


@router.get(f"{VISIT}/observers", operation_id="listObservers", summary="Who was asked to observe this visit as well")
def list_observers(ours: OurVisit, db: Db) -> dict[str, Any]:
    found = queries.of_visit(db, ours.membership.id, ours.visit.id)
    return {"observers": [queries.as_json(each, ours.membership) for each in found]}


@router.get(ONE, operation_id="readObserver", summary="One arrangement with a second observer")
def read_observer(arranged: OurObserver) -> dict[str, Any]:
    return _told(arranged)


@router.post(
    f"{ONE}/agreement", operation_id="agreeToObserver", summary="The other partner agrees; the link comes back"
)
def agree(arranged: OurObserver, request: Request, db: Db) -> dict[str, Any]:
    return _handed_over(request, db, arranged, actions.agree(db, arranged))


@router.post(f"{ONE}/invitations", status_code=201, operation_id="inviteObserverAgain", summary="A new link")
def invite_again(arranged: OurObserver, request: Request, db: Db) -> dict[str, Any]:
    return _handed_over(request, db, arranged, actions.invite_again(db, arranged))


@router.delete(ONE, status_code=204, operation_id="stopObserver", summary="Stop; any of the three may, at any time")
def stop(arranged: OurObserver, db: Db) -> Response:
    actions.stop(db, arranged)
    return Response(status_code=204)


@router.post(
    "/observer-invitations/{token}/acceptance", operation_id="acceptObserving", summary="Accept to observe a lesson"
)
def accept(token: str, me: Me, db: Db) -> dict[str, Any]:
    return queries.as_json(Named(invitations.accept(db, token, me), me.name))


@router.post(
    "/observer-invitations/{token}/refusal", status_code=204, operation_id="declineObserving", summary="Decline"
)
def decline(token: str, me: Me, db: Db) -> Response:
    invitations.decline(db, token, me)
    return Response(status_code=204)


def _handed_over(request: Request, db: Session, arranged: Arrangement, link: Link | None) -> dict[str, Any]:
    if link is None:
        return _told(arranged) | {"invitation_url": None, "emailed": False}
    db.commit()  # the mail server may be slow, and nobody waits for this transaction meanwhile
    url = observer_url(request, link.token)
    return _told(arranged) | {"invitation_url": url, "emailed": link.by_mail and mail.send(arranged, url)}


def _told(arranged: Arrangement) -> dict[str, Any]:
    named = Named(arranged.row, arranged.observer.name if arranged.observer else "")
    return queries.as_json(named, arranged.side if isinstance(arranged.side, Membership) else None)

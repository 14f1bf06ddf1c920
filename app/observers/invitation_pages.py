"""The invited person reads what observing means here, and answers."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.accounts.signed_in import MaybeMe, Me
from app.database import Db
from app.observers import invitations
from app.rendering import page

router = APIRouter(prefix="/observer-invitations/{token}", include_in_schema=False)


@router.get("")
def read_invitation(token: str, request: Request, me: MaybeMe, db: Db) -> Response:
    offer = invitations.offer_for(db, token, me)
    invitations.must_be_open(offer)
    own = me is not None and me.id in (offer.coach.id, offer.teacher.id)
    return page(request, "observers/invitation.html", {"offer": offer, "token": token, "own": own, "nav": "today"})


@router.post("/acceptance")
def accept(token: str, me: Me, db: Db) -> Response:
    row = invitations.accept(db, token, me)
    return RedirectResponse(f"/partnerships/{row.partnership_id}/observers/{row.id}", 303)


@router.post("/refusal")
def decline(token: str, request: Request, me: Me, db: Db) -> Response:
    offer = invitations.decline(db, token, me)
    return page(request, "observers/declined.html", {"offer": offer, "nav": "today"})

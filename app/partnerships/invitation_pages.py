"""The pages around an invitation: write it, hand over its link, read it, answer it."""

from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.accounts.models import Person
from app.accounts.signed_in import MaybeMe, Me
from app.database import Db
from app.partnerships import invitations, mail
from app.partnerships.addresses import invitation_url, qr_code
from app.partnerships.invitations import Sent
from app.partnerships.lookup import Ours, Role
from app.problems import Problem
from app.rendering import page
from app.words import _

router = APIRouter(include_in_schema=False)


class NewInvitation(BaseModel):
    role: str = ""
    invite: str = ""
    message: str = ""


@router.get("/partnerships/new")
def invitation_form(request: Request, me: Me) -> Response:
    return _form(request, NewInvitation())


@router.post("/partnerships")
def invite(request: Request, me: Me, db: Db, typed: Annotated[NewInvitation, Form()]) -> Response:
    try:
        if typed.role not in ("coach", "teacher"):
            raise Problem("unprocessable", _("Say which of the two you are."), "/role")
        sent = invitations.invite(db, me, cast(Role, typed.role), typed.invite, typed.message)
    except Problem as problem:
        db.rollback()
        return _form(request, typed, problem)
    return _hand_over(request, db, me, sent)


@router.post("/partnerships/{partnership_id}/invitations")
def invite_again(request: Request, ours: Ours, db: Db) -> Response:
    return _hand_over(request, db, ours.person, invitations.invite_again(db, ours))


def _form(request: Request, typed: NewInvitation, problem: Problem | None = None) -> Response:
    context = {"nav": "partnerships", "typed": typed, "problem": problem, "by_mail": mail.configured()}
    return page(request, "partnerships/new.html", context, 422 if problem else 200)


def _hand_over(request: Request, db: Session, me: Person, sent: Sent) -> Response:
    """The link is on this one page and nowhere else, so this answers without a redirect."""
    db.commit()  # the mail server may be slow, and nobody waits for this transaction meanwhile
    url = invitation_url(request, sent.token)
    emailed = mail.send_invitation(sent.invitation.email, me.name, sent.invitation.message, url)
    context = {
        "nav": "partnerships",
        "sent": sent,
        "url": url,
        "qr": qr_code(url, _("The link as a QR code")),
        "emailed": emailed,
        "by_mail": mail.configured(),
    }
    return page(request, "partnerships/invited.html", context, 201)


@router.get("/invitations/{token}")
def read_invitation(token: str, request: Request, me: MaybeMe, db: Db) -> Response:
    offer = invitations.offer_for(db, token, me)
    invitations.must_be_open(offer)
    return page(request, "partnerships/invitation.html", {"offer": offer, "token": token, "nav": "partnerships"})


@router.post("/invitations/{token}/acceptance")
def accept(token: str, me: Me, db: Db) -> Response:
    membership = invitations.accept(db, token, me)
    return RedirectResponse(f"/partnerships/{membership.id}", 303)


@router.post("/invitations/{token}/refusal")
def decline(token: str, request: Request, me: Me, db: Db) -> Response:
    offer = invitations.decline(db, token, me)
    return page(request, "partnerships/declined.html", {"offer": offer, "nav": "partnerships"})

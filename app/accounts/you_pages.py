"""You: name, e-mail, password, where you are signed in, tokens for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.accounts import actions
from app.accounts.models import Person
from app.accounts.pages import again
from app.accounts.rules import browser_named, time_zones
from app.accounts.signed_in import Me, address_of
from app.database import Db
from app.problems import Problem
from app.rendering import page
from app.typed import one_line
from app.words import _

router = APIRouter(prefix="/you", include_in_schema=False)


class Oneself(BaseModel):
    name: str = ""
    time_zone: str = ""


class NewEmail(BaseModel):
    email: str = ""
    password: str = ""


class NewPassword(BaseModel):
    present_password: str = ""
    new_password: str = ""


@router.get("")
def you(request: Request, me: Me, db: Db, done: str = "") -> Response:
    return _you(request, db, me, done=done)


@router.post("/description")
def describe(request: Request, me: Me, db: Db, typed: Annotated[Oneself, Form()]) -> Response:
    try:
        actions.describe_oneself(db, me, typed.name, typed.time_zone)
    except Problem as problem:
        return _again(request, db, me, problem, typed)
    return _back("description")


@router.post("/email")
def change_email(request: Request, me: Me, db: Db, typed: Annotated[NewEmail, Form()]) -> Response:
    try:
        actions.person_with(db, me.email, typed.password, address_of(request))
        actions.move_to_email(db, me, typed.email)
    except Problem as problem:
        return _again(request, db, me, problem, NewEmail(email=typed.email))
    return _back("email")


@router.post("/password")
def change_password(request: Request, me: Me, db: Db, typed: Annotated[NewPassword, Form()]) -> Response:
    try:
        actions.person_with(db, me.email, typed.present_password, address_of(request), "/present_password")
        actions.choose_password(db, me, typed.new_password, keep=request.state.sign_in.id)
    except Problem as problem:
        return _again(request, db, me, problem, NewPassword())
    return _back("password")


@router.post("/tokens")
def create_token(request: Request, me: Me, db: Db, label: Annotated[str, Form()] = "") -> Response:
    """The secret is on this one page and nowhere else, so this answers without a redirect."""
    try:
        label = one_line(label, 60, "/label")
    except Problem as problem:
        return _again(request, db, me, problem, None)
    secret, _expires = actions.sign_in(db, me.id, "program", label or _("A program"))
    db.flush()
    return _you(request, db, me, token=secret)


@router.post("/sign-ins/{sign_in_id}/closure")
def close_sign_in(sign_in_id: str, me: Me, db: Db) -> Response:
    actions.revoke_of(db, me, sign_in_id)
    return _back("sign-in")


def _back(done: str) -> Response:
    return RedirectResponse(f"/you?done={done}", 303)


def _again(request: Request, db: Session, me: Person, problem: Problem, typed: BaseModel | None) -> Response:
    db.rollback()
    return _you(request, db, me, problem=problem, typed=typed)


def _you(request: Request, db: Session, me: Person, **more: Any) -> Response:
    problem = more.get("problem")
    rows = actions.sign_ins_of(db, me)
    known: dict[str, Any] = {
        "nav": "you",
        "this_sign_in": request.state.sign_in,
        "browsers": [row for row in rows if row.kind == "browser"],
        "programs": [row for row in rows if row.kind == "program"],
        "browser_named": browser_named,
        "time_zones": [(name, name.replace("_", " ")) for name in time_zones()],
        "problem": None,
        "typed": None,
        "token": None,
        "done": "",
    }
    return page(request, "accounts/you.html", known | more, again(problem))

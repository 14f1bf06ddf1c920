"""Coming in and going out: the pages to register, to sign in and to sign out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.accounts import actions
from app.accounts.models import Person
from app.accounts.rules import known_time_zone, path_within
from app.accounts.signed_in import MaybeMe, address_of, by_https, cookie_name
from app.config import settings
from app.database import Db
from app.problems import Problem
from app.rendering import page

router = APIRouter(include_in_schema=False)


class NewAccount(BaseModel):
    name: str = ""
    email: str = ""
    password: str = ""
    time_zone: str = "UTC"
    next: str = "/"


class Credentials(BaseModel):
    email: str = ""
    password: str = ""
    next: str = "/"


@router.get("/register")
def register_page(request: Request, me: MaybeMe, next: str = "/") -> Response:
    return _register_form(request, NewAccount(next=path_within(next)))


@router.post("/register")
def register(request: Request, db: Db, new: Annotated[NewAccount, Form()]) -> Response:
    zone = new.time_zone if known_time_zone(new.time_zone) else "UTC"
    try:
        person = actions.register(db, new.name, new.email, new.password, zone)
    except Problem as problem:
        db.rollback()
        return _register_form(request, new, problem)
    return come_in(request, db, person, new.next)


def _register_form(request: Request, typed: NewAccount, problem: Problem | None = None) -> Response:
    typed.next = path_within(typed.next)
    return page(request, "accounts/register.html", {"typed": typed, "problem": problem}, again(problem))


@router.get("/sign-in")
def sign_in_page(request: Request, me: MaybeMe, next: str = "/", email: str = "") -> Response:
    return _sign_in_form(request, Credentials(email=email[:254], next=path_within(next)))


@router.post("/sign-in")
def sign_in(request: Request, db: Db, given: Annotated[Credentials, Form()]) -> Response:
    try:
        person = actions.person_with(db, given.email, given.password, address_of(request))
    except Problem as problem:
        db.rollback()
        return _sign_in_form(request, given, problem)
    return come_in(request, db, person, given.next)


def _sign_in_form(request: Request, typed: Credentials, problem: Problem | None = None) -> Response:
    typed.next = path_within(typed.next)
    return page(request, "accounts/sign_in.html", {"typed": typed, "problem": problem}, again(problem))


def again(problem: Problem | None) -> int:
    """The status of a form that is shown once more because of a problem."""
    return 200 if problem is None else problem.status if problem.status == 429 else 422


def come_in(request: Request, db: Session, person: Person, where: str = "/") -> Response:
    """A session for this browser. Whoever was signed in here before no longer is."""
    before = request.cookies.get(cookie_name(request))
    if before:
        actions.give_back(db, before)
    secret, _expires = actions.sign_in(db, person.id, "browser", request.headers.get("user-agent", ""))
    answer = RedirectResponse(path_within(where), 303)
    answer.set_cookie(
        cookie_name(request),
        secret,
        max_age=settings().session_days * 24 * 3600,
        secure=by_https(request),
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/sessions/current/closure")
def sign_out(request: Request, db: Db) -> Response:
    """Also for a session that has ended already: the cookie goes in any case."""
    secret = request.cookies.get(cookie_name(request))
    if secret:
        actions.give_back(db, secret)
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(cookie_name(request), secure=by_https(request), httponly=True, samesite="lax")
    return answer

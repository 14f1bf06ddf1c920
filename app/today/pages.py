"""The first page: the welcome for whoever is signed out, Today for everybody else; and the example."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session, func, select

from app import demo
from app.accounts.models import Person
from app.accounts.pages import come_in
from app.accounts.signed_in import MaybeMe
from app.config import settings
from app.database import Db
from app.problems import Problem
from app.rendering import page
from app.today.queries import today_of

router = APIRouter(include_in_schema=False)
TEACHER, COACH = "dana@larkspur.example", "marcus@larkspur.example"


@router.get("/")
def first_page(request: Request, me: MaybeMe, db: Db) -> Response:
    if me is None:
        return page(request, "accounts/welcome.html", {"offer_example": settings().offer_example and _nobody_yet(db)})
    today = today_of(db, me)
    example = me.email in (TEACHER, COACH) and settings().offer_example
    other = COACH if me.email == TEACHER else TEACHER
    context = {"day": today, "nav": "today", "my_role": today.role, "example": example, "other": other}
    return page(request, "today/today.html", context | {"password": demo.PASSWORD})


@router.post("/demonstration")
def look_around(request: Request, db: Db) -> Response:
    """Fills the empty database and signs the visitor in as the example's teacher."""
    if not settings().offer_example:
        raise Problem("not-found")
    demo.fill_with_example(db)
    dana = db.exec(select(Person).where(Person.email == TEACHER)).one()
    return come_in(request, db, dana)


def _nobody_yet(db: Session) -> bool:
    return db.exec(select(func.count()).select_from(Person)).one() == 0

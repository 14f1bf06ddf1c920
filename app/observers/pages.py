"""The pages of a second observer: ask for one, agree, hand over the link, what all three see, and the comparison."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.database import Db
from app.debrief.names import Measure
from app.forms.look import with_look
from app.forms.queries import version_of
from app.observers import actions, mail, queries, screen
from app.observers.actions import Link
from app.observers.comparison import TOLERANCE_MS, WINDOW_MS, compare, must_be_comparable
from app.observers.lookup import Arrangement, OurObserver
from app.observers.mail import observer_url
from app.observers.rules import NotANumber, milliseconds
from app.partnerships.actions import note_access
from app.partnerships.addresses import qr_code
from app.partnerships.lookup import Membership
from app.partnerships.mail import configured
from app.problems import Problem
from app.rendering import first_name, page
from app.visits.lookup import OurVisit
from app.visits.queries import number_of
from app.visits.rules import is_cancelled
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}", include_in_schema=False)
WAITING = ("blind-until-both-ended", "teacher-first", "visit-withheld", "different-forms")


@router.get("/visits/{visit_id}/observers")
def about(request: Request, ours: OurVisit, db: Db) -> Response:
    return _about(request, db, ours)


@router.post("/visits/{visit_id}/observers")
def propose(request: Request, ours: OurVisit, db: Db, invite: Annotated[str, Form()] = "") -> Response:
    try:
        row = actions.propose(db, ours.membership, ours.visit, invite)
    except Problem as problem:
        db.rollback()
        return _about(request, db, ours, invite, problem)
    return RedirectResponse(f"/partnerships/{ours.membership.id}/observers/{row.id}", 303)


@router.get("/observers/{observer_id}")
def show(request: Request, arranged: OurObserver, db: Db, window: str = "", tolerance: str = "") -> Response:
    """Before both have ended: what is agreed and who sees what. After that: the comparison."""
    context = _names(db, arranged)
    try:
        compared = _compared(request, db, arranged, window, tolerance)
    except Problem as problem:
        if problem.slug not in WAITING:
            raise
        return page(request, "observers/arrangement.html", context | _arrangement(db, arranged, problem))
    if compared is None:
        return page(request, "observers/arrangement.html", context | _arrangement(db, arranged))
    return page(request, "observers/comparison.html", context | compared, 422 if compared["problem"] else 200)


@router.post("/observers/{observer_id}/agreement")
def agree(request: Request, arranged: OurObserver, db: Db) -> Response:
    return _hand_over(request, db, arranged, actions.agree(db, arranged))


@router.post("/observers/{observer_id}/invitations")
def invite_again(request: Request, arranged: OurObserver, db: Db) -> Response:
    return _hand_over(request, db, arranged, actions.invite_again(db, arranged))


@router.post("/observers/{observer_id}/ending")
def stop(arranged: OurObserver, db: Db) -> Response:
    actions.stop(db, arranged)
    ours = f"/partnerships/{arranged.partnership.id}/visits/{arranged.visit.id}/observers"
    return RedirectResponse("/" if arranged.role == "observer" else ours, 303)


def _about(request: Request, db: Session, ours: OurVisit, typed: str = "", problem: Problem | None = None) -> Response:
    found = queries.of_visit(db, ours.membership.id, ours.visit.id)
    context = {
        "ours": ours.membership,
        "visit": ours.visit,
        "number": number_of(db, ours.visit),
        "nav": "partnerships",
        "asked": found,
        "free": not any(each.standing in ("proposed", "agreed", "observing") for each in found),
        "typed": typed,
        "problem": problem,
    }
    return page(request, "observers/about.html", context, problem.status if problem else 200)


def _hand_over(request: Request, db: Session, arranged: Arrangement, link: Link | None) -> Response:
    """The link is on this one page and nowhere else, so this answers without a redirect."""
    here = f"/partnerships/{arranged.partnership.id}/observers/{arranged.id}"
    if link is None:
        return RedirectResponse(here, 303)
    db.commit()  # the mail server may be slow, and nobody waits for this transaction meanwhile
    url = observer_url(request, link.token)
    context = {
        "url": url,
        "qr": qr_code(url, _("The link as a QR code")),
        "emailed": link.by_mail and mail.send(arranged, url),
        "by_mail": configured(),
        "mailed_today": not link.by_mail,
    }
    return page(request, "observers/invited.html", _names(db, arranged) | context, 201)


def _names(db: Session, arranged: Arrangement) -> dict[str, Any]:
    """What every page of an arrangement knows; to the observer nothing of the partnership but its two names."""
    partners = arranged.side if isinstance(arranged.side, Membership) else None
    return {
        "arranged": arranged,
        "here": f"/partnerships/{arranged.partnership.id}/observers/{arranged.id}",
        "teacher": first_name(arranged.teacher.name),
        "coach": first_name(arranged.coach.name),
        "observer": first_name(arranged.called),
        "number": number_of(db, arranged.visit) if partners else None,
        "nav": "partnerships" if partners else "today",
        "my_role": partners.role if partners else "",
    }


def _arrangement(db: Session, arranged: Arrangement, problem: Problem | None = None) -> dict[str, Any]:
    visit = arranged.record or arranged.visit
    form = version_of(db, visit.partnership_id, visit.form_id, visit.form_version)
    measures: Sequence[Measure] = with_look(form.measures)
    status = queries.statuses_of(db, arranged)
    off = is_cancelled(arranged.visit) or arranged.visit.withheld_at is not None
    return {"form": form, "measures": measures, "status": status, "waiting": problem, "off": off}


def _compared(
    request: Request, db: Session, arranged: Arrangement, window: str, tolerance: str
) -> dict[str, Any] | None:
    """None while nobody has accepted; a refusal while it is not open to this reader."""
    if arranged.record is None:
        return None
    must_be_comparable(db, arranged.side, arranged.visit, arranged.record)
    asked, problem = _asked(window, tolerance)
    comparison = compare(db, arranged.person.id, arranged.visit, arranged.record, *asked)
    note_access(request.app.state.engine, arranged.side, "compared", arranged.record.id)
    names = first_name(arranged.coach.name), first_name(arranged.called)
    two = _("%(a)s and %(b)s") % {"a": names[0], "b": names[1]} if arranged.role == "teacher" else None
    typed = {"window": window, "tolerance": tolerance}
    return screen.compared(comparison, names, two) | {
        "comparison": comparison,
        "names": names,
        "problem": problem,
        "typed": typed if problem else {},
    }


def _asked(window: str, tolerance: str) -> tuple[tuple[int, int], Problem | None]:
    """What was typed, in milliseconds; what can't be used is said at its field, and the usual is shown."""
    try:
        window_ms = milliseconds(window, WINDOW_MS, 1, 3600)
    except NotANumber:
        said = _("Write a number of seconds from 1 to 3600.")
        return (WINDOW_MS, TOLERANCE_MS), Problem("unprocessable", said, "/window")
    try:
        return (window_ms, milliseconds(tolerance, TOLERANCE_MS, 0, 60)), None
    except NotANumber:
        said = _("Write a number of seconds from 0 to 60.")
        return (WINDOW_MS, TOLERANCE_MS), Problem("unprocessable", said, "/tolerance")

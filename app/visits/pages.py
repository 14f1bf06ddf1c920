"""Plan a visit, or change its plan: day and time in the person's own zone, an agreed form, what it is for."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel
from sqlmodel import Session

from app.clock import new_id
from app.database import Db
from app.forms.history import History
from app.forms.queries import histories_of
from app.log.fields import UUID
from app.log.queries import statuses
from app.partnerships.lookup import Membership, Ours
from app.problems import Problem
from app.rendering import page
from app.typed import one_line, several_lines, whole_number
from app.visits.actions import Plan, plan_again, plan_visit
from app.visits.lookup import KnownVisit
from app.visits.models import Visit
from app.visits.queries import visits_of, when
from app.words import _

router = APIRouter(prefix="/partnerships/{partnership_id}/visits", include_in_schema=False)


class TypedPlan(BaseModel):
    visit_id: str = ""
    form: str = ""  # a form's id and a version: "<id>:3"
    form_id: str = ""  # where a problem with it is pointed at
    day: str = ""
    time: str = ""
    minutes: str = ""
    class_label: str = ""
    students: str = ""
    purpose: str = ""
    segments: str = ""


@router.get("/new")
def new_plan(request: Request, ours: Ours, db: Db) -> Response:
    ours.must_be_active()
    last = max(visits_of(db, [ours.id]), key=when, default=None)
    agreed = _agreed(db, ours)
    typed = TypedPlan(visit_id=new_id(), form=_value(agreed[0]) if agreed else "")
    if last:
        typed = typed.model_copy(update=_habits(last))
    return _plan_page(request, ours, agreed, typed, _stamp(db, ours, None))


@router.post("")
def plan(request: Request, ours: Ours, db: Db, typed: Annotated[TypedPlan, Form()]) -> Response:
    if not UUID.fullmatch(typed.visit_id):
        raise Problem("unprocessable")
    return _keep(request, db, ours, typed.visit_id, typed)


@router.get("/{visit_id}/plan")
def present_plan(request: Request, ours: KnownVisit, db: Db) -> Response:
    membership, visit = ours.membership, ours.visit
    if statuses(db, [visit])[visit.id] == "ended":
        return RedirectResponse(f"/partnerships/{membership.id}/visits/{visit.id}", 303)
    stamp = _stamp(db, membership, visit)
    return _plan_page(request, membership, _agreed(db, membership), _typed(visit, membership), stamp, visit=visit)


@router.post("/{visit_id}/plan")
def change_plan(request: Request, ours: KnownVisit, db: Db, typed: Annotated[TypedPlan, Form()]) -> Response:
    return _keep(request, db, ours.membership, ours.visit.id, typed, ours.visit)


def _keep(
    request: Request, db: Session, ours: Membership, visit_id: str, typed: TypedPlan, visit: Visit | None = None
) -> Response:
    try:
        planned, _new = plan_visit(db, ours, visit_id, _read(typed, ZoneInfo(ours.person.time_zone)))
    except Problem as problem:
        if problem.pointer is None:
            raise
        return _plan_page(request, ours, _agreed(db, ours), typed, _stamp(db, ours, visit), problem, visit)
    plan_again(db, ours, planned)
    return RedirectResponse("/", 303)


def _read(typed: TypedPlan, zone: ZoneInfo) -> Plan:
    form_id, _colon, version = typed.form.partition(":")
    if not UUID.fullmatch(form_id) or not (version.isascii() and version.isdigit() and len(version) <= 6):
        raise Problem("unprocessable", _("Choose the form to collect with."), "/form")
    names = several_lines(typed.segments.replace(",", "\n"), 1300, "/segments").split("\n")
    segments = [one_line(name, 60, "/segments") for name in names if name.strip()]
    if len(segments) > 20:
        raise Problem("unprocessable", _("At most 20 parts fit here."), "/segments")
    return Plan(
        form_id=form_id,
        form_version=int(version),
        planned_for=_moment(typed, zone),
        minutes=whole_number(typed.minutes, 1, 600, "/minutes"),
        class_label=one_line(typed.class_label, 120, "/class_label"),
        purpose=several_lines(typed.purpose, 600, "/purpose"),
        students=whole_number(typed.students, 0, 500, "/students"),
        segments=segments,
    )


def _moment(typed: TypedPlan, zone: ZoneInfo) -> datetime:
    try:
        day = date.fromisoformat(typed.day)
    except ValueError as wrong:
        raise Problem("unprocessable", _("Choose the day of the visit."), "/day") from wrong
    try:
        at = time.fromisoformat(typed.time)
        return datetime.combine(day, at.replace(tzinfo=None), zone).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise Problem("unprocessable", _("Choose the time at which it begins."), "/time") from wrong


def _typed(visit: Visit, ours: Membership) -> TypedPlan:
    begins = visit.planned_for.astimezone(ZoneInfo(ours.person.time_zone)) if visit.planned_for else None
    return TypedPlan(
        visit_id=visit.id,
        form=f"{visit.form_id}:{visit.form_version}",
        day=f"{begins:%Y-%m-%d}" if begins else "",
        time=f"{begins:%H:%M}" if begins else "",
        purpose=visit.purpose,
        **_habits(visit),
    )


def _habits(visit: Visit) -> dict[str, str]:
    """What one visit usually has in common with the next."""
    return {
        "minutes": str(visit.minutes or ""),
        "class_label": visit.class_label,
        "students": "" if visit.students is None else str(visit.students),
        "segments": "\n".join(visit.segments),
    }


def _agreed(db: Session, ours: Membership) -> list[History]:
    return [form for form in histories_of(db, [ours.id]) if form.agreed]


def _value(form: History) -> str:
    version = form.agreed.version if form.agreed else form.newest.version
    return f"{version.form_id}:{version.version}"


def _plan_page(
    request: Request,
    ours: Membership,
    agreed: list[History],
    typed: TypedPlan,
    stamp: str,
    problem: Problem | None = None,
    visit: Visit | None = None,
) -> Response:
    context: dict[str, Any] = {
        "ours": ours,
        "nav": "partnerships",
        "forms": _choices(agreed, typed.form),
        "typed": typed,
        "stamp": stamp,
        "problem": _at_a_field(problem),
        "visit": visit,
    }
    return page(
        request, "visits/plan.html", context, (problem.status if problem.status == 409 else 422) if problem else 200
    )


def _stamp(db: Session, ours: Membership, visit: Visit | None) -> str:
    """What the fields were filled from: what somebody typed and did not send is put back only on top of the same."""
    if visit is None:
        return str(len(visits_of(db, [ours.id])))
    return sha256(_typed(visit, ours).model_dump_json().encode()).hexdigest()[:12]


def _choices(agreed: list[History], chosen: str) -> list[tuple[str, str]]:
    """Each form in its newest agreed version, and whichever version the visit has."""
    choices = {}
    for form in agreed:
        for standing in form.standings:
            value = f"{standing.version.form_id}:{standing.version.version}"
            if standing is form.agreed or (standing.agreed and value == chosen):
                name = _("%(title)s, version %(n)s") % {"title": standing.version.title, "n": standing.version.version}
                choices[value] = name
    return list(choices.items())


def _at_a_field(problem: Problem | None) -> Problem | None:
    """The form's id and version are one field on this page; the moment is two."""
    if problem and problem.pointer in ("/form_id", "/form_version"):
        problem.pointer = "/form"
    if problem and problem.pointer == "/planned_for":
        problem.pointer = "/day"
    return problem

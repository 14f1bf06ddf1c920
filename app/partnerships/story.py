"""What a partnership's page tells: the goal, the cycle so far, the forms, who looked. One read each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.alliance.queries import check_in
from app.alliance.rules import turn_of
from app.forms.queries import histories_of
from app.goals.models import Goal
from app.goals.queries import goal_history
from app.log.queries import statuses
from app.observers.queries import Named, of_partnerships
from app.partnerships.lookup import Membership
from app.partnerships.models import Access
from app.partnerships.queries import looks_at
from app.visits.actions import may_start_unplanned
from app.visits.models import Visit
from app.visits.queries import numbered, visits_of, when
from app.words import _

FEW_LOOKS = 8


@dataclass(frozen=True)
class Stop:
    """One point of the cycle: a goal set, or a visit with its number and status."""

    at: datetime
    goal: Goal | None = None
    visit: Visit | None = None
    number: int = 0
    status: str = ""


@dataclass(frozen=True)
class Look:
    who: str  # a person's id
    name: str
    role: str  # none for a second observer
    says: str
    at: datetime


def of(db: Session, ours: Membership) -> dict[str, Any]:
    goals = goal_history(db, ours.id)
    visits = visits_of(db, [ours.id])
    numbers, status = numbered(visits), statuses(db, visits)
    turn = turn_of(list(status.values()).count("ended"))
    stops = [Stop(visit=v, at=when(v), number=numbers[v.id], status=status[v.id]) for v in visits]
    stops += [Stop(goal=goal, at=goal.set_at) for goal in goals]
    observers = of_partnerships(db, [ours.id])
    return {
        "observers": [each for each in observers if each.standing in ("proposed", "agreed", "observing")],
        "numbers": numbers,
        "goal": goals[0] if goals else None,
        "stops": sorted(stops, key=lambda stop: stop.at),
        "forms": histories_of(db, [ours.id]),
        "may_start_unplanned": may_start_unplanned(ours),
        "check_in": None if turn is None else check_in(db, ours, turn),
        "looks": [_look(ours, row, numbers, observers) for row in looks_at(db, ours.id, FEW_LOOKS)],
    }


def looks(db: Session, ours: Membership, most: int) -> list[Look]:
    numbers = numbered(visits_of(db, [ours.id]))
    observers = of_partnerships(db, [ours.id])
    return [_look(ours, row, numbers, observers) for row in looks_at(db, ours.id, most)]


def _look(ours: Membership, row: Access, numbers: dict[str, int], observers: list[Named]) -> Look:
    by_coach = row.person_id == ours.partnership.coach_id
    what = SAYS["read" if row.what == "opened" and by_coach else row.what]
    visit = _visit(row, numbers, {each.row.companion_id: each.row.visit_id for each in observers})
    partner = ours.coach if row.person_id == ours.partnership.teacher_id else ours.teacher
    name = partner.name.split(" ")[0] if partner else ""
    theirs = {each.row.person_id: each.name for each in observers}
    ours_too = row.person_id in (ours.partnership.coach_id, ours.partnership.teacher_id)
    who = (
        (ours.name_of(row.person_id), ours.role_of(row.person_id)) if ours_too else (theirs.get(row.person_id, ""), "")
    )
    return Look(row.person_id, *who, what % {"visit": visit, "partner": name}, row.at)


def _visit(row: Access, numbers: dict[str, int], doubled: dict[str | None, str]) -> str:
    """Visit 3; or that it was a second observer's record of it."""
    number = numbers.get(doubled.get(row.visit_id) or row.visit_id or "")
    unknown = _("a visit") if row.visit_id else _("all visits together")
    visit = _("Visit %(number)s") % {"number": number} if number else unknown
    beside = row.what != "compared" and row.visit_id in doubled
    return _("the second observer’s record of %(visit)s") % {"visit": visit} if beside else visit


SAYS = {
    "opened": _("opened %(visit)s"),
    "read": _("read %(visit)s"),
    "opened_to_partner": _("opened %(visit)s to %(partner)s"),
    "summary": _("read the numbers of %(visit)s"),
    "entries": _("read the marks of %(visit)s"),
    "exported": _("took %(visit)s away as a file"),
    "took_everything": _("took everything away as a file"),
    "withheld": _("withholds %(visit)s"),
    "lifted": _("shows %(visit)s to %(partner)s again"),
    "erased": _("erased a visit"),
    "cancelled": _("cancelled a planned visit"),
    "planned_again": _("planned %(visit)s again"),
    "compared": _("compared both records of %(visit)s"),
}

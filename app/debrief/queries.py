"""What the debrief's screens read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, func, select

from app.debrief.reading import Look, Reading
from app.debrief.reflections import Side, sides
from app.forms.queries import version_of
from app.goals.queries import goals_of
from app.goals.steps import Step, steps_for
from app.log.queries import drafted, entries_of
from app.partnerships.queries import LOOKED, looks_at_visit
from app.visits.lookup import VisitOfOurs
from app.visits.models import Visit
from app.visits.queries import LISTED


@dataclass(frozen=True)
class Debrief:
    """The whole page: the visit as read, and what stands around it."""

    reading: Reading
    number: int
    goal: dict[str, str] | None
    sides: Sequence[Side]
    steps: Sequence[Step]


def read_visit(db: Session, ours: VisitOfOurs) -> Reading:
    """The log as this partner may read it, its form, and who looked."""
    membership, visit = ours.membership, ours.visit
    form = version_of(db, visit.partnership_id, visit.form_id, visit.form_version)
    looks = [Look(look.person_id, look.what, look.at) for look in looks_at_visit(db, membership.id, visit.id)]
    teacher = membership.partnership.teacher_id
    may_look = any(look.what in LOOKED and look.person_id == teacher for look in looks)
    entries = entries_of(db, visit, membership.person.id)
    return Reading(membership, visit, form.title, form.measures, entries, looks, may_look)


def debrief_of(db: Session, reading: Reading) -> Debrief:
    visit = reading.visit
    return Debrief(
        reading=reading,
        number=number_of(db, visit),
        goal=goals_of(db, [visit.partnership_id]).get(visit.partnership_id),
        sides=sides_of(db, reading),
        steps=steps_for(db, visit, reading.membership.person.id),
    )


def sides_of(db: Session, reading: Reading) -> list[Side]:
    other = reading.membership.other
    return sides(reading, drafted(db, reading.visit, other.id) if other else set())


def number_of(db: Session, visit: Visit) -> int:
    """The visit's place among this partnership's, by the time it was planned for."""
    when = func.coalesce(Visit.planned_for, Visit.created_at)
    mine = visit.planned_for or visit.created_at
    earlier = select(func.count()).where(Visit.partnership_id == visit.partnership_id, *LISTED, when <= mine)
    return db.exec(earlier).one()

"""What the debrief's screens read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from app.debrief.models import QuestionSet
from app.debrief.questions import Asked, question_sets, told
from app.debrief.reading import Look, Reading
from app.debrief.reflections import Side, questions_for, sides
from app.forms.queries import version_of
from app.goals.queries import goals_of
from app.goals.steps import Step, steps_for
from app.log.queries import drafted, entries_of
from app.observers.queries import name_of_observer
from app.partnerships.models import Partnership
from app.partnerships.queries import LOOKED, looks_at_visit
from app.visits.lookup import VisitOfOurs
from app.visits.models import Visit
from app.visits.queries import LISTED


@dataclass(frozen=True)
class Debrief:
    """The whole page: the visit as read, and what stands around it."""

    reading: Reading
    number: int
    observer: str  # whoever records the same lesson as a second observer
    goal: dict[str, str] | None
    questions: Sequence[str]
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
    number, observer, sets = _around(db, visit)
    questions, both = sides_of(db, reading, sets)
    return Debrief(
        reading=reading,
        number=number,
        observer=observer,
        goal=goals_of(db, [visit.partnership_id]).get(visit.partnership_id),
        questions=questions,
        sides=both,
        steps=steps_for(db, visit, reading.membership.person.id),
    )


def sides_of(db: Session, reading: Reading, sets: Sequence[Asked] | None = None) -> tuple[list[str], list[Side]]:
    """The questions of this visit's reflections, and both partners' answers."""
    other = reading.membership.other
    questions = questions_for(reading, sets or question_sets(db, reading.membership.id))
    return questions, sides(reading, drafted(db, reading.visit, other.id) if other else set(), questions)


def _around(db: Session, visit: Visit) -> tuple[int, str, list[Asked]]:
    """The visit's place among this partnership's, by time; its second observer; what the pair asks. One statement."""
    when = func.coalesce(Visit.planned_for, Visit.created_at)
    mine = visit.planned_for or visit.created_at
    earlier = select(func.count()).where(Visit.partnership_id == visit.partnership_id, *LISTED, when <= mine)
    theirs = col(QuestionSet.partnership_id) == col(Partnership.id)
    rows = db.exec(
        select(earlier.scalar_subquery(), name_of_observer(visit).scalar_subquery(), QuestionSet)
        .select_from(Partnership)
        .join(QuestionSet, theirs, isouter=True)
        .where(Partnership.id == visit.partnership_id)
        .order_by(col(QuestionSet.set_at).desc(), col(QuestionSet.id).desc())
    ).all()
    number, observer, _row = rows[0]
    return number, observer or "", told([row for _number, _observer, row in rows if row is not None])

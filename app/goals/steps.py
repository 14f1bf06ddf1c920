"""Next steps: who will do what, by when; and later, what happened. Rows are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from app.clock import new_id, now
from app.goals.models import NextStep, StepOutcome
from app.partnerships.lookup import Membership, Role
from app.problems import Problem
from app.visits.actions import tell_open_pages
from app.visits.models import Visit
from app.visits.rules import withheld_from


@dataclass(frozen=True)
class Happened:
    text: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class Step:
    """`happened` lists what was said about it so far, the newest last."""

    id: str
    visit_id: str | None
    who: str
    what: str
    by_when: date | None
    written_by: str
    written_at: datetime
    happened: Sequence[Happened]


def add_step(db: Session, membership: Membership, visit: Visit, who: Role, what: str, by_when: date | None) -> NextStep:
    """Either partner may write down what one of the two will do."""
    membership.must_be_active()
    step = NextStep(
        partnership_id=membership.id,
        id=new_id(),
        visit_id=visit.id,
        who=who,
        what=what,
        by_when=by_when,
        written_by=membership.person.id,
        written_at=now(),
    )
    db.add(step)
    tell_open_pages(db, membership.id, [visit.id])
    return step


def say_what_happened(db: Session, membership: Membership, visit: Visit, step_id: str, text: str) -> StepOutcome:
    """Said on the page of `visit`, about its step or one that came along. Stands beside what was said before."""
    membership.must_be_active()
    step = db.get(NextStep, (membership.id, step_id))
    about = db.get(Visit, (membership.id, step.visit_id)) if step and step.visit_id else None
    if step is None or (about and withheld_from(about, membership.person.id)):
        raise Problem("not-found")
    outcome = StepOutcome(
        partnership_id=membership.id,
        id=new_id(),
        step_id=step_id,
        text=text,
        written_by=membership.person.id,
        written_at=now(),
    )
    db.add(outcome)
    tell_open_pages(db, membership.id, [each for each in {visit.id, step.visit_id} if each])
    return outcome


def steps_for(db: Session, visit: Visit, reader_id: str) -> list[Step]:
    """This visit's steps, those of the visit before it, and any older ones that were still open then; one query."""
    steps = all_steps(db, visit.partnership_id, reader_id)
    own = [step for step in steps if step.visit_id == visit.id]
    took_place = visit.planned_for or visit.created_at
    before = [step for step in steps if step.written_at < took_place and step.visit_id != visit.id]
    last = before[-1].visit_id if before else None
    return own + [step for step in before if step.visit_id == last or _open_at(step, took_place)]


def all_steps(db: Session, partnership_id: str, reader_id: str = "") -> list[Step]:
    """Every step of a partnership with what happened, the oldest first, but those of visits withheld from the reader."""
    withheld = select(Visit.id).where(
        Visit.partnership_id == partnership_id, col(Visit.withheld_by).is_not(None), Visit.withheld_by != reader_id
    )
    same = sa.tuple_(col(StepOutcome.partnership_id), col(StepOutcome.step_id)) == sa.tuple_(
        col(NextStep.partnership_id), col(NextStep.id)
    )
    rows = db.exec(
        select(NextStep, StepOutcome)
        .join(StepOutcome, same, isouter=True)
        .where(NextStep.partnership_id == partnership_id)
        .where(sa.or_(col(NextStep.visit_id).is_(None), col(NextStep.visit_id).not_in(withheld)))
        .order_by(col(NextStep.id), col(StepOutcome.id))
    ).all()
    outcomes: dict[str, list[StepOutcome]] = {}
    for step, outcome in rows:
        outcomes.setdefault(step.id, []).extend([outcome] if outcome else [])
    return list({step.id: _step(step, outcomes[step.id]) for step, _outcome in rows}.values())


def _step(row: NextStep, outcomes: Sequence[StepOutcome]) -> Step:
    happened = [Happened(o.text, o.written_by, o.written_at) for o in outcomes]
    return Step(row.id, row.visit_id, row.who, row.what, row.by_when, row.written_by, row.written_at, happened)


def _open_at(step: Step, at: datetime) -> bool:
    return all(happened.written_at >= at for happened in step.happened)

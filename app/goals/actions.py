"""The teacher sets the goal, in the teacher's own words. A changed goal is a new row; the older ones stay."""

from sqlmodel import Session

from app.clock import new_id, now
from app.goals.models import Goal
from app.goals.queries import goal_of
from app.partnerships.lookup import Membership
from app.problems import Problem
from app.typed import several_lines
from app.words import _


def set_goal(db: Session, membership: Membership, text: str, how_known: str = "") -> None:
    if membership.role != "teacher":
        raise Problem("teachers-goal")
    membership.must_be_active()
    text, how_known = several_lines(text, 600, "/text"), several_lines(how_known, 600, "/how_known")
    if not text:
        raise Problem("unprocessable", _("Write what you want to work on, in your own words."), "/text")
    before = goal_of(db, membership.id)
    if before is not None and (before.text, before.how_known) == (text, how_known):
        return
    db.add(
        Goal(
            partnership_id=membership.id,
            id=new_id(),
            text=text,
            how_known=how_known,
            set_by=membership.person.id,
            set_at=now(),
        )
    )

"""Goals and next steps as screens read them."""

from sqlmodel import Session, col, func, select

from app.goals.models import Goal, NextStep


def goals_of(db: Session, partnership_ids: list[str]) -> dict[str, dict[str, str]]:
    """The newest goal of each partnership."""
    if not partnership_ids:
        return {}
    rows = db.exec(select(Goal).where(col(Goal.partnership_id).in_(partnership_ids)).order_by(Goal.set_at)).all()  # type: ignore[arg-type]
    return {goal.partnership_id: {"text": goal.text, "how_known": goal.how_known} for goal in rows}


def goal_history(db: Session, partnership_id: str) -> list[Goal]:
    """The newest first."""
    rows = select(Goal).where(Goal.partnership_id == partnership_id)
    return list(db.exec(rows.order_by(col(Goal.set_at).desc(), col(Goal.id).desc())).all())


def goal_of(db: Session, partnership_id: str) -> Goal | None:
    return next(iter(goal_history(db, partnership_id)), None)


def steps_counted(db: Session, partnership_ids: list[str]) -> dict[str, int]:
    """How many next steps each visit of these partnerships has."""
    rows = select(NextStep.visit_id, func.count()).where(col(NextStep.partnership_id).in_(partnership_ids))
    return {visit_id: n for visit_id, n in db.exec(rows.group_by(col(NextStep.visit_id))).all() if visit_id}

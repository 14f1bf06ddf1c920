"""Goals and next steps as screens read them."""

from sqlmodel import Session, col, select

from app.goals.models import Goal


def goals_of(db: Session, partnership_ids: list[str]) -> dict[str, dict[str, str]]:
    """The newest goal of each partnership."""
    if not partnership_ids:
        return {}
    rows = db.exec(select(Goal).where(col(Goal.partnership_id).in_(partnership_ids)).order_by(Goal.set_at)).all()  # type: ignore[arg-type]
    return {goal.partnership_id: {"text": goal.text, "how_known": goal.how_known} for goal in rows}

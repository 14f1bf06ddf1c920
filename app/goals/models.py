"""The teacher's goal, next steps, and what happened. Rows are added, never changed."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Goal(SQLModel, table=True):
    """The newest row is the goal; older ones are its history."""

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    text: str = Field(max_length=600)
    how_known: str = Field(default="", max_length=600)
    set_by: str = Field(max_length=36)
    set_at: datetime


class NextStep(SQLModel, table=True):
    __tablename__ = "next_step"

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    visit_id: str | None = Field(default=None, max_length=36)
    who: str = Field(max_length=10)
    what: str = Field(max_length=600)
    by_when: date | None = None
    written_by: str = Field(max_length=36)
    written_at: datetime

    __table_args__ = (
        sa.CheckConstraint("who in ('coach', 'teacher')", name="next_step_who"),
        sa.Index("next_step_of_visit", "partnership_id", "visit_id"),
    )


class StepOutcome(SQLModel, table=True):
    """What happened with a next step; the newest row is shown, the others stay beside it."""

    __tablename__ = "step_outcome"

    partnership_id: str = Field(primary_key=True, max_length=36)
    id: str = Field(primary_key=True, max_length=36)
    step_id: str = Field(max_length=36)
    text: str = Field(max_length=600)
    written_by: str = Field(max_length=36)
    written_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "step_id"], ["next_step.partnership_id", "next_step.id"]),
        sa.Index("outcome_of_step", "partnership_id", "step_id"),
    )

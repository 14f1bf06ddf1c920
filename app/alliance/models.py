"""What each partner answers about the partnership itself. Rows are added, never changed."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class CheckInAnswer(SQLModel, table=True):
    """One answer to one open question. The newest row holds; until a shared one, only its author ever receives it."""

    __tablename__ = "check_in_answer"

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    turn: int  # the first check-in is 0; every third visit brings the next
    question: str = Field(max_length=200)
    text: str = Field(max_length=2000)
    shared: bool
    author: str = Field(max_length=36)
    written_at: datetime

    __table_args__ = (
        sa.CheckConstraint("turn >= 0", name="check_in_turn"),
        sa.Index("check_in_of_turn", "partnership_id", "turn"),
    )

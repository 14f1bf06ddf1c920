"""Which questions a pair's reflections answer."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, SQLModel


class QuestionSet(SQLModel, table=True):
    """The newest row holds from its moment on; older ones stay, for the visits that were answered by then."""

    __tablename__ = "question_set"

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    questions: list[Any] = Field(sa_type=JSON)
    set_by: str = Field(max_length=36)
    set_at: datetime

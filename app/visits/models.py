"""A visit: what was planned. What happened in it is its log."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import JSON, Field, SQLModel


class Visit(SQLModel, table=True):
    partnership_id: str = Field(primary_key=True, max_length=36)
    id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(max_length=36)
    form_version: int
    planned_for: datetime | None = None
    minutes: int | None = None
    class_label: str = Field(default="", max_length=120)
    purpose: str = Field(default="", max_length=600)
    students: int | None = None
    segments: list[Any] = Field(default_factory=list, sa_type=JSON)
    planned_by: str = Field(max_length=36)
    created_at: datetime
    beside: str | None = Field(default=None, max_length=36)  # a second observer's record of this other visit's lesson
    observer_id: str | None = Field(
        default=None, max_length=36, index=True
    )  # the second observer, while they may record
    withheld_at: datetime | None = None
    withheld_by: str | None = Field(
        default=None, max_length=36
    )  # the teacher, who alone can read it until it is lifted
    erased_at: datetime | None = None  # its log is gone; the row stays, so that no device brings it back
    cancelled_at: datetime | None = None  # means nothing once something was recorded all the same
    cancelled_by: str | None = Field(default=None, max_length=36)
    imported_from: str | None = Field(default=None, max_length=20)  # what its file was: it was not recorded here
    # Counts what changes on its pages without being an entry, such as next steps: open pages are told.
    asides: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    head: int = 0  # the last seq given out in this visit's log; taking it is also the lock that orders writers

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "form_version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.CheckConstraint("minutes is null or minutes between 1 and 600", name="visit_minutes"),
        sa.CheckConstraint("students is null or students between 0 and 500", name="visit_students"),
        sa.Index("visits_by_time", "partnership_id", "planned_for"),
    )

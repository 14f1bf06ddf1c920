"""What is said about the visits together: change lines, notes, hopes. Rows are added, never changed."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class ChangeLine(SQLModel, table=True):
    """ "From this day on I tried ...". Rows with the same `line` are one change; the newest holds, `removed` ends it."""

    __tablename__ = "change_line"

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    line: str = Field(max_length=36)  # the id of its first row
    starts_on: date
    text: str = Field(max_length=120)
    removed: bool = False
    written_by: str = Field(max_length=36)
    written_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "line"], ["change_line.partnership_id", "change_line.id"]),
    )


class VisitNote(SQLModel, table=True):
    """Words of one partner at one visit's point, or about all of them. The newest row of a `note` holds."""

    __tablename__ = "visit_note"

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    note: str = Field(max_length=36)  # the id of its first row
    visit_id: str | None = Field(default=None, max_length=36)  # none: about the visits together
    text: str = Field(max_length=600)
    taken_back: bool = False
    author: str = Field(max_length=36)
    written_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "note"], ["visit_note.partnership_id", "visit_note.id"]),
        sa.ForeignKeyConstraint(["partnership_id", "visit_id"], ["visit.partnership_id", "visit.id"]),
        sa.Index("visit_note_at", "partnership_id", "visit_id"),
    )


class Hope(SQLModel, table=True):
    """Whether the teacher hopes for more or for less of something. The newest row holds; none is ever assumed."""

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    series: str = Field(max_length=81)  # measure:option
    direction: str = Field(max_length=4)  # none: it was taken back
    said_by: str = Field(max_length=36)
    said_at: datetime

    __table_args__ = (sa.CheckConstraint("direction in ('more', 'less', 'none')", name="hope_direction"),)

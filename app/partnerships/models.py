"""A partnership, its invitation, and who looked."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

STATUSES = ("invited", "declined", "active", "paused", "ended")


class Partnership(SQLModel, table=True):
    id: str = Field(primary_key=True, max_length=36)
    coach_id: str | None = Field(default=None, max_length=36, index=True)
    teacher_id: str | None = Field(default=None, max_length=36, index=True)
    status: str = Field(default="invited", max_length=10)
    invited_by: str = Field(max_length=36)
    created_at: datetime
    accepted_at: datetime | None = None
    paused_at: datetime | None = None
    paused_by: str | None = Field(default=None, max_length=36)
    ended_at: datetime | None = None
    ended_by: str | None = Field(default=None, max_length=36)
    unplanned_since: datetime | None = None  # the teacher's yes to visits that nobody planned

    __table_args__ = (
        sa.CheckConstraint("status in ('invited', 'declined', 'active', 'paused', 'ended')", name="partnership_status"),
        sa.CheckConstraint("coach_id is null or teacher_id is null or coach_id <> teacher_id", name="partnership_two"),
        sa.CheckConstraint(
            "status in ('invited', 'declined') or (coach_id is not null and teacher_id is not null)",
            name="partnership_both_accepted",
        ),
    )


class Invitation(SQLModel, table=True):
    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    token_hash: str = Field(max_length=64)
    email: str = Field(default="", max_length=254)
    message: str = Field(default="", max_length=600)
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None = None
    answer: str | None = Field(default=None, max_length=10)  # accepted, declined, replaced

    __table_args__ = (sa.Index("invitation_to", "email"),)


class Access(SQLModel, table=True):
    """One opening of a partnership's data by one person. Both partners can read the list; nobody can edit it."""

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    person_id: str = Field(max_length=36)
    visit_id: str | None = Field(default=None, max_length=36)
    what: str = Field(max_length=20)
    at: datetime

    __table_args__ = (
        sa.CheckConstraint(
            "what in ('opened', 'opened_to_partner', 'summary', 'entries', 'exported', 'took_everything', "
            "'withheld', 'lifted', 'erased', 'cancelled', 'planned_again', 'compared')",
            name="access_what",
        ),
        sa.Index("access_of_visit", "partnership_id", "visit_id", "what"),
    )

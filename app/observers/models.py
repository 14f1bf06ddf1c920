"""A second observer of one visit: who proposed and agreed, what the invited person answered, and their own record."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class SecondObserver(SQLModel, table=True):
    __tablename__ = "second_observer"

    partnership_id: str = Field(primary_key=True, max_length=36)
    id: str = Field(primary_key=True, max_length=36)
    visit_id: str = Field(max_length=36)
    email: str = Field(max_length=254)
    proposed_by: str = Field(max_length=36)  # whoever proposes agrees by proposing
    proposed_at: datetime
    agreed_by: str | None = Field(default=None, max_length=36)  # the other partner
    agreed_at: datetime | None = None
    token_hash: str | None = Field(default=None, max_length=64)  # of the newest link, once both have agreed
    expires_at: datetime | None = None
    answered_at: datetime | None = None
    person_id: str | None = Field(default=None, max_length=36, index=True)  # who accepted
    companion_id: str | None = Field(default=None, max_length=36)  # the visit that holds their record
    ended_at: datetime | None = None  # declined, taken back or stopped
    ended_by: str | None = Field(default=None, max_length=36)

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "visit_id"], ["visit.partnership_id", "visit.id"]),
        sa.ForeignKeyConstraint(["partnership_id", "companion_id"], ["visit.partnership_id", "visit.id"]),
        sa.Index("second_observer_of_visit", "partnership_id", "visit_id"),
        sa.Index("second_observer_to", "email"),
        sa.CheckConstraint("answered_at is null or agreed_at is not null", name="second_observer_both_agreed"),
        sa.CheckConstraint("companion_id is null or person_id is not null", name="second_observer_has_a_person"),
    )

"""People and their sign-ins."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.clock import now


class Person(SQLModel, table=True):
    id: str = Field(primary_key=True, max_length=36)
    email: str = Field(max_length=254, unique=True)  # lower case
    name: str = Field(max_length=80)
    password_hash: str = Field(max_length=255)
    time_zone: str = Field(default="UTC", max_length=64)
    created_at: datetime
    email_since: datetime = Field(default_factory=now)


class SignIn(SQLModel, table=True):
    """A browser's session or a program's token: a row, so that it can be revoked."""

    __tablename__ = "sign_in"

    id: str = Field(primary_key=True, max_length=36)
    person_id: str = Field(max_length=36, index=True, foreign_key="person.id")
    token_hash: str = Field(max_length=64, unique=True)  # SHA-256 of the secret; the secret itself is never stored
    kind: str = Field(max_length=10)
    label: str = Field(default="", max_length=200)  # the browser or program, so that a person recognises it
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime
    revoked_at: datetime | None = None

    __table_args__ = (sa.CheckConstraint("kind in ('browser', 'program')", name="sign_in_kind"),)

"""Data forms: versions with their measures, signatures, comments, unfinished drafts."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import JSON, Field, SQLModel


class Form(SQLModel, table=True):
    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    created_by: str = Field(max_length=36)
    created_at: datetime


class FormVersion(SQLModel, table=True):
    """One proposal. Its words never change: a change is the next version. Locked once both have signed."""

    __tablename__ = "form_version"

    partnership_id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(primary_key=True, max_length=36)
    version: int = Field(primary_key=True)
    title: str = Field(max_length=120)
    why: str = Field(default="", max_length=600)
    measures: list[dict[str, Any]] = Field(sa_type=JSON)
    what_changed: str = Field(default="", max_length=200)
    proposed_by: str = Field(max_length=36)
    proposed_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "form_id"], ["form.partnership_id", "form.id"]),
        sa.CheckConstraint("version >= 1", name="form_version_counts_from_one"),
    )


class FormSignature(SQLModel, table=True):
    """One partner's agreement to one version. Two of them lock it."""

    __tablename__ = "form_signature"

    partnership_id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(primary_key=True, max_length=36)
    version: int = Field(primary_key=True)
    role: str = Field(primary_key=True, max_length=10)
    person_id: str = Field(max_length=36)
    signed_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.CheckConstraint("role in ('coach', 'teacher')", name="form_signature_role"),
    )


class FormComment(SQLModel, table=True):
    __tablename__ = "form_comment"

    partnership_id: str = Field(primary_key=True, max_length=36)
    id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(max_length=36)
    version: int
    measure: str | None = Field(default=None, max_length=40)  # a measure's key; none: the whole form
    author: str = Field(max_length=36)
    text: str = Field(max_length=2000)
    written_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(["partnership_id", "form_id"], ["form.partnership_id", "form.id"]),
        sa.Index("comment_of_form", "partnership_id", "form_id"),
    )


class FormStarter(SQLModel, table=True):
    """An agreed version that the two keep to start other forms from, one of each form at most."""

    __tablename__ = "form_starter"

    partnership_id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(primary_key=True, max_length=36)
    version: int
    kept_by: str = Field(max_length=36)
    kept_at: datetime

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
    )


class FormDraft(SQLModel, table=True):
    """A person's unproposed version of a form, one at most: only its author ever receives it.

    The form itself may not exist yet; its id is waiting in the draft.
    """

    __tablename__ = "form_draft"

    partnership_id: str = Field(primary_key=True, max_length=36)
    form_id: str = Field(primary_key=True, max_length=36)
    author: str = Field(primary_key=True, max_length=36)
    content: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime

    __table_args__ = (sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),)

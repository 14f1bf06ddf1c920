"""Files that were brought in and are not visits yet: looked at first, and waiting until both agreed to their form."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import JSON, Field, SQLModel


class Incoming(SQLModel, table=True):
    """One file as it was understood. Only its sender receives it; it goes once its visits are there, or it is dropped."""

    partnership_id: str = Field(primary_key=True, max_length=36, foreign_key="partnership.id")
    id: str = Field(primary_key=True, max_length=36)
    sent_by: str = Field(max_length=36)
    sent_at: datetime
    file_name: str = Field(max_length=200)
    content: dict[str, Any] = Field(sa_type=JSON)
    # Confirmed, with a form that both have yet to agree to: no mark is recorded until then.
    form_id: str | None = Field(default=None, max_length=36)
    form_version: int | None = None

    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "form_version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
    )

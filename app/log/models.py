"""The log: one row per entry, never changed, never removed but with its whole partnership."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Entry(SQLModel, table=True):
    partnership_id: str = Field(primary_key=True, max_length=36)
    id: str = Field(primary_key=True, max_length=36)  # made on the device
    visit_id: str = Field(max_length=36)
    seq: int  # gapless per visit, in the order of commit
    author: str = Field(max_length=36)
    device: str = Field(max_length=64)
    n: int
    kind: str = Field(max_length=16)
    at_ms: int | None = Field(default=None, sa_type=sa.BigInteger)
    private: bool  # a draft, or a correction of one: only its author ever receives it
    body: str = Field(sa_type=sa.Text)  # the entry as it was sent, as compact JSON with sorted keys
    fingerprint: str = Field(max_length=64)  # SHA-256 over visit, author, device and body
    received_at: datetime

    __table_args__ = (
        sa.UniqueConstraint("partnership_id", "visit_id", "seq", name="one_entry_per_seq"),
        sa.ForeignKeyConstraint(["partnership_id", "visit_id"], ["visit.partnership_id", "visit.id"]),
        sa.Index("entries_by_kind", "partnership_id", "visit_id", "kind"),
        sa.CheckConstraint("seq >= 1", name="entry_seq_counts_from_one"),
    )


class Installation(SQLModel, table=True):
    """One row. `epoch` changes when the server was restored from a backup: devices then send again all they hold."""

    id: int = Field(default=1, primary_key=True)
    epoch: str = Field(max_length=36)

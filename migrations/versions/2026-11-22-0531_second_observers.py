"""second observers"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "second_observers"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: SQLite would otherwise copy the table, under the entries that point to it.
    op.add_column("visit", sa.Column("beside", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True))
    op.add_column("visit", sa.Column("observer_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True))
    op.create_index("ix_visit_observer_id", "visit", ["observer_id"], unique=False)
    op.create_table(
        "second_observer",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("visit_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("proposed_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("proposed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("agreed_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("agreed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("companion_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.CheckConstraint("answered_at is null or agreed_at is not null", name="second_observer_both_agreed"),
        sa.CheckConstraint("companion_id is null or person_id is not null", name="second_observer_has_a_person"),
        sa.ForeignKeyConstraint(["partnership_id", "visit_id"], ["visit.partnership_id", "visit.id"]),
        sa.ForeignKeyConstraint(["partnership_id", "companion_id"], ["visit.partnership_id", "visit.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_index("ix_second_observer_person_id", "second_observer", ["person_id"], unique=False)
    op.create_index("second_observer_of_visit", "second_observer", ["partnership_id", "visit_id"], unique=False)
    op.create_index("second_observer_to", "second_observer", ["email"], unique=False)


def downgrade() -> None:
    op.drop_table("second_observer")
    op.drop_index("ix_visit_observer_id", table_name="visit")
    op.drop_column("visit", "observer_id")
    op.drop_column("visit", "beside")

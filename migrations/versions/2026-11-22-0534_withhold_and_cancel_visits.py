"""withhold and cancel visits"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "withhold_visits"
down_revision = "second_observers"
branch_labels = None
depends_on = None

LOOKS = "'opened', 'opened_to_partner', 'summary', 'entries', 'exported', 'took_everything'"
DEEDS = "'withheld', 'lifted', 'erased', 'cancelled', 'planned_again'"


def upgrade() -> None:
    # Added in place: SQLite would otherwise copy the table, under the entries that point to it.
    for moment in ("withheld_at", "erased_at", "cancelled_at"):
        op.add_column("visit", sa.Column(moment, sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    for person in ("withheld_by", "cancelled_by"):
        op.add_column("visit", sa.Column(person, sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True))
    op.add_column("visit", sa.Column("asides", sa.Integer(), server_default="0", nullable=False))
    _listed(f"what in ({LOOKS}, {DEEDS})")
    op.create_table(
        "question_set",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("set_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )


def downgrade() -> None:
    op.drop_table("question_set")
    op.execute(f"delete from access where what in ({DEEDS})")  # noqa: S608 - constants
    _listed(f"what in ({LOOKS})")
    for column in ("asides", "cancelled_by", "withheld_by", "cancelled_at", "erased_at", "withheld_at"):
        op.drop_column("visit", column)


def _listed(what: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        # SQLite changes a check by copying the table. Alembic does not carry checks over, so there is none to drop.
        with op.batch_alter_table("access", recreate="always") as access:
            access.create_check_constraint("access_what", what)
        return
    op.drop_constraint("access_what", "access", type_="check")
    op.create_check_constraint("access_what", "access", what)

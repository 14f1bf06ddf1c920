"""change lines, notes, hopes and check-ins"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "across_visits"
down_revision = "withhold_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change_line",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partnership_id", "line"], ["change_line.partnership_id", "change_line.id"]),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_table(
        "check_in_answer",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("question", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("turn >= 0", name="check_in_turn"),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_index("check_in_of_turn", "check_in_answer", ["partnership_id", "turn"], unique=False)
    op.create_table(
        "hope",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("series", sqlmodel.sql.sqltypes.AutoString(length=81), nullable=False),
        sa.Column("direction", sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
        sa.Column("said_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("said_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("direction in ('more', 'less', 'none')", name="hope_direction"),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_table(
        "visit_note",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("visit_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["partnership_id", "note"], ["visit_note.partnership_id", "visit_note.id"]),
        sa.ForeignKeyConstraint(["partnership_id", "visit_id"], ["visit.partnership_id", "visit.id"]),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_index("visit_note_at", "visit_note", ["partnership_id", "visit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("visit_note")
    op.drop_table("hope")
    op.drop_table("check_in_answer")
    op.drop_table("change_line")

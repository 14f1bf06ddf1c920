"""bring visits in"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "bring_visits_in"
down_revision = "across_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit", sa.Column("imported_from", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True))
    op.create_table(
        "incoming",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("sent_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"]),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "form_version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )


def downgrade() -> None:
    op.drop_table("incoming")
    op.drop_column("visit", "imported_from")

"""keep forms as starters"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "keep_forms_as_starters"
down_revision = "welcome_unplanned_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_starter",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "form_id"),
    )


def downgrade() -> None:
    op.drop_table("form_starter")

"""welcome unplanned visits"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "welcome_unplanned_visits"
down_revision = "list_comparisons"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("partnership", sa.Column("unplanned_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("partnership") as partnership:
        partnership.drop_column("unplanned_since")

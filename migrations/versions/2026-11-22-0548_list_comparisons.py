"""list comparisons"""

from alembic import op

revision = "list_comparisons"
down_revision = "bring_visits_in"
branch_labels = None
depends_on = None

LOOKS = (
    "'opened', 'opened_to_partner', 'summary', 'entries', 'exported', 'took_everything', "
    "'withheld', 'lifted', 'erased', 'cancelled', 'planned_again'"
)


def upgrade() -> None:
    _listed(f"what in ({LOOKS}, 'compared')")


def downgrade() -> None:
    op.execute("delete from access where what = 'compared'")
    _listed(f"what in ({LOOKS})")


def _listed(what: str) -> None:
    if op.get_context().dialect.name == "sqlite":
        # SQLite changes a check by copying the table. Alembic does not carry checks over, so there is none to drop.
        with op.batch_alter_table("access", recreate="always") as access:
            access.create_check_constraint("access_what", what)
        return
    op.drop_constraint("access_what", "access", type_="check")
    op.create_check_constraint("access_what", "access", what)

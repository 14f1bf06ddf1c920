"""create tables"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "partnership",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("coach_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("teacher_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("invited_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("accepted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("paused_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("paused_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.CheckConstraint(
            "status in ('invited', 'declined') or (coach_id is not null and teacher_id is not null)",
            name="partnership_both_accepted",
        ),
        sa.CheckConstraint("status in ('invited', 'declined', 'active', 'paused', 'ended')", name="partnership_status"),
        sa.CheckConstraint("coach_id is null or teacher_id is null or coach_id <> teacher_id", name="partnership_two"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partnership_coach_id"), ["coach_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_partnership_teacher_id"), ["teacher_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(length=255), nullable=False),
        sa.Column("time_zone", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("email_since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "access",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("visit_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "what in ('opened', 'opened_to_partner', 'summary', 'entries', 'exported', 'took_everything')",
            name="access_what",
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.create_index("access_of_visit", ["partnership_id", "visit_id", "what"], unique=False)

    op.create_table(
        "form",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_table(
        "form_draft",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "form_id", "author"),
    )
    op.create_table(
        "goal",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("how_known", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("set_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("set_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    op.create_table(
        "invitation",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=254), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("invitation_to", ["email"], unique=False)

    op.create_table(
        "next_step",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("visit_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=True),
        sa.Column("who", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=True),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("who in ('coach', 'teacher')", name="next_step_who"),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("next_step", schema=None) as batch_op:
        batch_op.create_index("next_step_of_visit", ["partnership_id", "visit_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint("kind in ('browser', 'program')", name="sign_in_kind"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "form_comment",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("measure", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=True),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id"],
            ["form.partnership_id", "form.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("form_comment", schema=None) as batch_op:
        batch_op.create_index("comment_of_form", ["partnership_id", "form_id"], unique=False)

    op.create_table(
        "form_version",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("what_changed", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("proposed_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("proposed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name="form_version_counts_from_one"),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id"],
            ["form.partnership_id", "form.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "form_id", "version"),
    )
    op.create_table(
        "step_outcome",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("step_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("written_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id", "step_id"],
            ["next_step.partnership_id", "next_step.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("step_outcome", schema=None) as batch_op:
        batch_op.create_index("outcome_of_step", ["partnership_id", "step_id"], unique=False)

    op.create_table(
        "form_signature",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("signed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("role in ('coach', 'teacher')", name="form_signature_role"),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "form_id", "version", "role"),
    )
    op.create_table(
        "visit",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("planned_for", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("class_label", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(length=600), nullable=False),
        sa.Column("students", sa.Integer(), nullable=True),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("planned_by", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes is null or minutes between 1 and 600", name="visit_minutes"),
        sa.CheckConstraint("students is null or students between 0 and 500", name="visit_students"),
        sa.ForeignKeyConstraint(
            ["partnership_id", "form_id", "form_version"],
            ["form_version.partnership_id", "form_version.form_id", "form_version.version"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("visits_by_time", ["partnership_id", "planned_for"], unique=False)

    op.create_table(
        "entry",
        sa.Column("partnership_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("visit_id", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=36), nullable=False),
        sa.Column("device", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("fingerprint", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint("seq >= 1", name="entry_seq_counts_from_one"),
        sa.ForeignKeyConstraint(
            ["partnership_id", "visit_id"],
            ["visit.partnership_id", "visit.id"],
        ),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
        sa.UniqueConstraint("partnership_id", "visit_id", "seq", name="one_entry_per_seq"),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("entries_by_kind", ["partnership_id", "visit_id", "kind"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("entries_by_kind")

    op.drop_table("entry")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("visits_by_time")

    op.drop_table("visit")
    op.drop_table("form_signature")
    with op.batch_alter_table("step_outcome", schema=None) as batch_op:
        batch_op.drop_index("outcome_of_step")

    op.drop_table("step_outcome")
    op.drop_table("form_version")
    with op.batch_alter_table("form_comment", schema=None) as batch_op:
        batch_op.drop_index("comment_of_form")

    op.drop_table("form_comment")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_person_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("next_step", schema=None) as batch_op:
        batch_op.drop_index("next_step_of_visit")

    op.drop_table("next_step")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("invitation_to")

    op.drop_table("invitation")
    op.drop_table("goal")
    op.drop_table("form_draft")
    op.drop_table("form")
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.drop_index("access_of_visit")

    op.drop_table("access")
    op.drop_table("person")
    with op.batch_alter_table("partnership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partnership_teacher_id"))
        batch_op.drop_index(batch_op.f("ix_partnership_coach_id"))

    op.drop_table("partnership")
    op.drop_table("installation")

"""Lists that can be searched and sorted, desk users of given communities, credit by hand."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_record_newest": ("record", ["period", "number"]),
    "ix_record_state": ("record", ["state", "period", "number"]),
    "ix_record_community": ("record", ["community", "period", "number"]),
    "ix_record_scheme": ("record", ["scheme", "period", "number"]),
    "ix_contribution_time": ("contribution", ["time", "source", "fact_kind", "fact_id"]),
    "ix_contribution_community": ("contribution", ["community", "time", "source", "fact_kind", "fact_id"]),
    "ix_fact_time": ("fact", ["time", "source", "kind", "id"]),
    "ix_message_state": ("message", ["state", "id"]),
    "ix_message_kind": ("message", ["kind", "id"]),
    "ix_account_identifier": ("account", ["identifier", "name", "key"]),
    "ix_account_name": ("account", ["name", "key"]),
    "ix_audit_subject": ("audit", ["subject", "id"]),
    "ix_audit_actor": ("audit", ["actor", "id"]),
    "ix_audit_action": ("audit", ["action", "id"]),
}
REPLACED = {
    "ix_record_state": ("record", ["state", "period"]),
    "ix_contribution_time": ("contribution", ["time"]),
    "ix_account_identifier": ("account", ["identifier"]),
    "ix_audit_subject": ("audit", ["subject"]),
}


def upgrade() -> None:
    _instead(REPLACED, INDEXES)
    op.add_column("desk_user", sa.Column("communities", sa.JSON(), nullable=True))
    op.add_column("desk_user", sa.Column("disabled_at", WHOLE, nullable=True))
    op.add_column(
        "desk_user", sa.Column("elsewhere", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("desk_user", sa.Column("sessions", WHOLE, server_default="0", nullable=False))

    op.add_column("account", sa.Column("matched_by", WORDS, server_default="", nullable=False))
    op.create_table(
        "manual_credit",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("account", WORDS, nullable=False),
        sa.Column("community", WORDS, nullable=False),
        sa.Column("day", WORDS, nullable=False),
        sa.Column("scheme", WORDS, nullable=False),
        sa.Column("amount", WHOLE, nullable=False),
        sa.Column("reason", WORDS, nullable=False),
        sa.Column("proposed_by", WORDS, nullable=False),
        sa.Column("proposed_at", WHOLE, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("decided_by", WORDS, nullable=False),
        sa.Column("decided_at", WHOLE, nullable=True),
        sa.Column("decided_why", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manual_credit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_manual_credit_account", "manual_credit", ["account", "state"])
    op.create_index("ix_manual_credit_state", "manual_credit", ["state", "id"])
    op.create_index("ix_manual_credit_community", "manual_credit", ["community", "id"])


def downgrade() -> None:
    op.drop_table("manual_credit")
    with op.batch_alter_table("account") as accounts:
        accounts.drop_column("matched_by")
    with op.batch_alter_table("desk_user") as table:
        table.drop_column("sessions")
        table.drop_column("elsewhere")
        table.drop_column("disabled_at")
        table.drop_column("communities")
    _instead(INDEXES, REPLACED)


def _instead(old: dict[str, tuple[str, list[str]]], new: dict[str, tuple[str, list[str]]]) -> None:
    for name, (table, _) in old.items():
        op.drop_index(name, table)
    for name, (table, columns) in new.items():
        op.create_index(name, table, columns)

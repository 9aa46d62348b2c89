"""Lists that can be searched and sorted, desk users of given communities."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE

revision = "0009"
down_revision = "0005"
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


def downgrade() -> None:
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

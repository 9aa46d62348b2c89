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
}


def upgrade() -> None:
    op.drop_index("ix_record_state", "record")
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    op.add_column("desk_user", sa.Column("communities", sa.JSON(), nullable=True))
    op.add_column("desk_user", sa.Column("disabled_at", WHOLE, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("desk_user") as table:
        table.drop_column("disabled_at")
        table.drop_column("communities")
    for name, (table_name, _) in INDEXES.items():
        op.drop_index(name, table_name)
    op.create_index("ix_record_state", "record", ["state", "period"])

"""taken: which events triage has had, where no cursor can tell."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox_event", sa.Column("taken", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_inbox_event_new", "inbox_event", ["id"], postgresql_where=sa.text("NOT taken"))


def downgrade() -> None:
    op.drop_column("inbox_event", "taken")

"""Targets that take nothing for now; what was sent to whom lately; posts of which a copy may appear."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target_state",
        sa.Column("target", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("since", WHOLE, nullable=True),
        sa.Column("probe_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_target_state")),
    )
    op.create_index("ix_message_taken", "message", ["target", "taken_at"])
    with op.batch_alter_table("own_post") as table:
        table.add_column(sa.Column("doubted_since", WHOLE, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("own_post") as table:
        table.drop_column("doubted_since")
    op.drop_index("ix_message_taken", "message")
    op.drop_table("target_state")

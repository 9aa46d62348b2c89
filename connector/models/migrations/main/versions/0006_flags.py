"""Flags: what the mapping's guards ask approvers to look at."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "flag",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("fact_kind", WORDS, nullable=False),
        sa.Column("fact_id", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("record", WORDS, nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("by", WORDS, nullable=True),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("decided_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("source", "fact_kind", "fact_id", "kind", name=op.f("pk_flag")),
    )
    op.create_index("ix_flag_record", "flag", ["record", "at", "source", "fact_kind", "fact_id", "kind"])
    op.create_index("ix_flag_state", "flag", ["state", "at"])
    op.add_column("record", sa.Column("flagged", WORDS, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("record", "flagged")
    op.drop_table("flag")

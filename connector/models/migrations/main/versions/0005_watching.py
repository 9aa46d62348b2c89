"""Reconciles with what they repaired, alarms, and how far back a source is read."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sweep_run",
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("tier", WHOLE, nullable=False),
        sa.Column("began_at", WHOLE, nullable=False),
        sa.Column("ended_at", WHOLE, nullable=True),
        sa.Column("repaired", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sweep_run")),
    )
    op.create_index("ix_sweep_run_source", "sweep_run", ["source", "began_at"])
    op.create_table(
        "alarm",
        sa.Column("key", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("since", WHOLE, nullable=False),
        sa.Column("told_at", WHOLE, nullable=True),
        sa.Column("cleared_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_alarm")),
    )
    op.add_column("source_state", sa.Column("horizon", WHOLE, nullable=True))


def downgrade() -> None:
    op.drop_column("source_state", "horizon")
    op.drop_table("alarm")
    op.drop_table("sweep_run")

"""Indexes for what pages ask, and which event told of which object."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NEW = {"ix_record_waiting": ("record", ["state", "community", "period", "number"])}
BEFORE = {
    "ix_missing_held": ("missing", ["held"]),
    "ix_fact_container": ("fact", ["source", "container", "kind"]),
    "ix_hr_row_number": ("hr_row", ["target", "number"]),
}
AFTER = {
    "ix_missing_held": ("missing", ["held", "source", "kind", "id"]),
    "ix_fact_container": ("fact", ["source", "container", "kind", "time"]),
    "ix_hr_row_number": ("hr_row", ["number", "target"]),
}


def upgrade() -> None:
    _instead(BEFORE, AFTER | NEW)
    op.create_table(
        "heard",
        sa.Column("event", WHOLE, autoincrement=False, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("thing", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_heard")),
    )
    op.create_index("ix_heard_thing", "heard", ["source", "kind", "thing", "event"])


def downgrade() -> None:
    op.drop_table("heard")
    _instead(AFTER | NEW, BEFORE)


def _instead(old: dict[str, tuple[str, list[str]]], new: dict[str, tuple[str, list[str]]]) -> None:
    for name, (table, _) in old.items():
        op.drop_index(name, table)
    for name, (table, columns) in new.items():
        op.create_index(name, table, columns)

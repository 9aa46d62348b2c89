"""Drafts of mappings."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mapping_draft",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("based_on", WHOLE, nullable=True),
        sa.Column("by", WORDS, nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("changed_by", WORDS, nullable=False),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping_draft")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("mapping_draft")

"""Previews of what a mapping would change."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preview",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("draft", WHOLE, nullable=True),
        sa.Column("revision", WHOLE, nullable=True),
        sa.Column("version", WHOLE, nullable=True),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("packs", WORDS, nullable=False),
        sa.Column("valid_from", WHOLE, nullable=True),
        sa.Column("recompute", sa.Boolean(), nullable=False),
        sa.Column("timeline", WHOLE, nullable=False),
        sa.Column("asked_by", WORDS, nullable=False),
        sa.Column("asked_at", WHOLE, nullable=False),
        sa.Column("ended_at", WHOLE, nullable=True),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("problem", WORDS, nullable=False),
        sa.Column("after", WORDS, nullable=False),
        sa.Column("people", WHOLE, nullable=False),
        sa.Column("done", WHOLE, nullable=False),
        sa.Column("facts", WHOLE, nullable=False),
        sa.Column("gaining", WHOLE, nullable=False),
        sa.Column("losing", WHOLE, nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.Column("samples", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_preview_state", "preview", ["state"])
    op.create_table(
        "preview_person",
        sa.Column("preview", WHOLE, nullable=False),
        sa.Column("person", WORDS, nullable=False),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("gains", sa.Boolean(), nullable=False),
        sa.Column("loses", sa.Boolean(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("preview", "person", name=op.f("pk_preview_person")),
    )
    op.create_index("ix_preview_person_place", "preview_person", ["preview", "place", "person"])


def downgrade() -> None:
    op.drop_table("preview_person")
    op.drop_table("preview")

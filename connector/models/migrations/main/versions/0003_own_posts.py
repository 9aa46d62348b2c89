"""The posts we wrote ourselves."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_post",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("reason", WORDS, nullable=True),
        sa.Column("forum", WHOLE, nullable=True),
        sa.Column("reply", sa.Boolean(), nullable=False),
        sa.Column("placed", WHOLE, nullable=True),
        sa.Column("post", WHOLE, nullable=True),
        sa.Column("seen", WORDS, nullable=False),
        sa.Column("digest", WORDS, nullable=False),
        sa.Column("cited", sa.JSON(), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("ours", sa.JSON(), nullable=False),
        sa.Column("look_at", WHOLE, nullable=True),
        sa.Column("written_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_own_post")),
    )


def downgrade() -> None:
    op.drop_table("own_post")

"""Programs that may ask the API; flags by their time."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_client",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("token", WORDS, nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", WHOLE, nullable=False),
        sa.Column("created_by", WORDS, nullable=False),
        sa.Column("used_at", WHOLE, nullable=True),
        sa.Column("revoked_at", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_api_client")),
    )
    op.create_index("ix_api_client_token", "api_client", ["token"], unique=True)
    op.create_index("ix_flag_newest", "flag", ["at", "source", "fact_kind", "fact_id", "kind"])


def downgrade() -> None:
    op.drop_index("ix_flag_newest", "flag")
    op.drop_table("api_client")

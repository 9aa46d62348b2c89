"""Records by state and community together."""

from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_record_waiting", "record", ["state", "community", "period", "number"])


def downgrade() -> None:
    op.drop_index("ix_record_waiting", "record")

"""Records by state and community together; which event told of which object; what is held, in order."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_record_waiting", "record", ["state", "community", "period", "number"])
    op.drop_index("ix_missing_held", "missing")
    op.create_index("ix_missing_held", "missing", ["held", "source", "kind", "id"])
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
    op.drop_index("ix_missing_held", "missing")
    op.create_index("ix_missing_held", "missing", ["held"])
    op.drop_index("ix_record_waiting", "record")

"""The courses that a site lists, for people to choose from."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed_course",
        sa.Column("source", WORDS, nullable=False),
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("shortname", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("idnumber", WORDS, nullable=False),
        sa.Column("category", WHOLE, nullable=False),
        sa.Column("category_name", WORDS, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_listed_course")),
    )
    op.create_index("ix_listed_course_words", "listed_course", ["words", "source", "id"])


def downgrade() -> None:
    op.drop_table("listed_course")

"""Contributions, evidence and entitlements lie by account: a recompute wrote each where its id or digest fell, all
over the file."""

import sqlalchemy as sa
from alembic import op

from connector.models.base import WHOLE, WORDS

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CONTRIBUTION = "account, fact_kind, fact_id, source, community, rule, kind, time, version"
EVIDENCE = "account, id, body, erased_at"
ENTITLEMENT = (
    "account, evidence, person, community, scheme, day, rule, version, minutes, computed, amount, reason"
)


def upgrade() -> None:
    op.drop_index("ix_contribution_account", "contribution")
    op.drop_index("ix_contribution_community", "contribution")
    op.drop_index("ix_contribution_time", "contribution")
    op.drop_index("ix_evidence_account", "evidence")
    op.drop_index("ix_entitlement_key", "entitlement")
    op.drop_index("ix_entitlement_person", "entitlement")
    _make_anew("contribution", CONTRIBUTION, ("account", "fact_kind", "fact_id"))
    _list_contributions()
    _make_anew("evidence", EVIDENCE, ("account", "id"))
    _make_anew("entitlement", ENTITLEMENT, ("account", "evidence"))
    op.create_index("ix_entitlement_person", "entitlement", ["person", "day"])


def downgrade() -> None:
    op.drop_index("ix_contribution_community", "contribution")
    op.drop_index("ix_contribution_time", "contribution")
    op.drop_index("ix_entitlement_person", "entitlement")
    _make_anew("contribution", CONTRIBUTION, ("source", "fact_kind", "fact_id"))
    _list_contributions()
    op.create_index("ix_contribution_account", "contribution", ["account", "time"])
    _make_anew("entitlement", ENTITLEMENT, ("evidence",))
    _make_anew("evidence", EVIDENCE, ("id",))
    op.create_index("ix_entitlement_person", "entitlement", ["person", "day"])
    op.create_index("ix_entitlement_key", "entitlement", ["account", "community", "day", "scheme"])
    op.create_index("ix_evidence_account", "evidence", ["account"])


def _list_contributions() -> None:
    newest = ["time", "source", "fact_kind", "fact_id"]
    op.create_index("ix_contribution_time", "contribution", newest)
    op.create_index("ix_contribution_community", "contribution", ["community", *newest])


def _make_anew(table: str, names: str, key: tuple[str, ...]) -> None:
    """With this primary key; the rows are taken over in its order."""
    if op.get_bind().dialect.name == "postgresql":  # where its name belongs to the whole schema
        op.drop_constraint(f"pk_{table}", table)
    op.rename_table(table, "before")
    columns = [_column(name) for name in names.split(", ")]
    key_of = sa.PrimaryKeyConstraint(*key, name=f"pk_{table}")
    op.create_table(table, *columns, key_of, sqlite_with_rowid="account" not in key)
    op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM before ORDER BY {', '.join(key)}")  # noqa: S608
    op.drop_table("before")


def _column(name: str) -> sa.Column[object]:
    whole = name in ("time", "erased_at", "version", "minutes", "computed", "amount")
    return sa.Column(name, WHOLE if whole else WORDS, nullable=name in ("body", "erased_at"))

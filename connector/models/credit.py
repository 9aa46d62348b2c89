"""Projections (contribution, entitlement, record) and the journal (decision, ledger)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Index, and_
from sqlalchemy.orm import Mapped, QueryableAttribute, mapped_column

from connector.domain.scheme import days_of
from connector.models.base import Base

TOGETHER = {"sqlite_with_rowid": False}
"""Rows lie in the order of their key: one person's, which are written together, side by side. By digests alone they
would be all over the file."""


class ContributionRow(Base):
    __tablename__ = "contribution"
    __table_args__ = (
        Index("ix_contribution_time", "time", "source", "fact_kind", "fact_id"),
        Index("ix_contribution_community", "community", "time", "source", "fact_kind", "fact_id"),
        TOGETHER,
    )

    account: Mapped[str] = mapped_column(primary_key=True)
    fact_kind: Mapped[str] = mapped_column(primary_key=True)
    fact_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    community: Mapped[str]
    rule: Mapped[str]
    kind: Mapped[str]
    time: Mapped[int]
    version: Mapped[int]


class EvidenceRow(Base):
    """What a credit rests on, as canonical JSON without text. Erasable apart from the ledger."""

    __tablename__ = "evidence"
    __table_args__ = TOGETHER

    account: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    """The digest of its body, which names the account."""
    body: Mapped[str | None]
    erased_at: Mapped[int | None]

    @classmethod
    def of(cls, item: type[EntitlementRow]) -> ColumnElement[bool]:
        """What an entitlement rests on."""
        return and_(cls.account == item.account, cls.id == item.evidence)


class EntitlementRow(Base):
    __tablename__ = "entitlement"
    __table_args__ = (Index("ix_entitlement_person", "person", "day"), TOGETHER)

    account: Mapped[str] = mapped_column(primary_key=True)
    evidence: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    community: Mapped[str]
    scheme: Mapped[str]
    day: Mapped[str]
    rule: Mapped[str]
    version: Mapped[int]
    minutes: Mapped[int]
    computed: Mapped[int]
    amount: Mapped[int]
    reason: Mapped[str]


class Record(Base):
    """Person × community × scheme × period: what is approved as a whole and what HR gets a row of."""

    __tablename__ = "record"
    __table_args__ = (
        Index("ix_record_newest", "period", "number"),
        Index("ix_record_state", "state", "period", "number"),
        Index("ix_record_community", "community", "period", "number"),
        Index("ix_record_waiting", "state", "community", "period", "number"),
        Index("ix_record_scheme", "scheme", "period", "number"),
        Index("ix_record_number", "number"),
    )

    person: Mapped[str] = mapped_column(primary_key=True)
    community: Mapped[str] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    """As its scheme has it: ``2026-11``, ``2026-S2`` or ``2026``."""
    number: Mapped[str]
    """Certificate number; another NIP gives another number, so HR sees a withdrawal and a new record."""
    revision: Mapped[str]
    amount: Mapped[int]
    """What is earned now, in steps."""
    approved: Mapped[int]
    """What of it is approved and therefore in force, in steps."""
    first_day: Mapped[str]
    last_day: Mapped[str]
    state: Mapped[str]
    """draft | approved | rejected | sent | withdrawn."""
    flagged: Mapped[str] = mapped_column(default="")
    """The revision in which the mapping's guards last looked for something odd."""


class Approval(Base):
    """How much of a ledger key has been approved."""

    __tablename__ = "approval"
    __table_args__ = (Index("ix_approval_account", "account"),)

    account: Mapped[str] = mapped_column(primary_key=True)
    community: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int]
    decision: Mapped[int]


class Decision(Base):
    """A person said yes or no to one revision of a record."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_record", "person", "community", "scheme", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    community: Mapped[str]
    scheme: Mapped[str]
    period: Mapped[str]
    number: Mapped[str]
    revision: Mapped[str]
    accepted: Mapped[bool]
    amount: Mapped[int]
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[int]


class LedgerLine(Base):
    """The journal: lines are added, never changed. A correction is a reversal and a new line."""

    __tablename__ = "ledger_line"
    __table_args__ = (
        Index("ix_ledger_key", "account", "day", "community", "scheme"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    community: Mapped[str]
    day: Mapped[str]
    scheme: Mapped[str]
    amount: Mapped[int]
    """Steps; a reversal's is negative."""
    reverses: Mapped[int | None]
    booked: Mapped[str]
    """The period (YYYY-MM) it is reported in; not the day's own if that was closed."""
    rules: Mapped[list[Any]]
    version: Mapped[int]
    minutes: Mapped[int]
    computed: Mapped[int]
    lost: Mapped[int]
    reasons: Mapped[list[Any]]
    """Why something was lost: caps, limits, or ``not_approved``."""
    evidence: Mapped[list[Any]]
    cause: Mapped[str]
    decision: Mapped[int | None]
    recorded_at: Mapped[int]


def in_period(day: QueryableAttribute[str], period: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That an ISO day lies in a record's period. Two comparisons, as PostgreSQL reads no collation in BETWEEN."""
    first, last = days_of(period)
    return day >= first, day <= last


class Period(Base):
    """A closed month: later changes to its days are booked in the next open one."""

    __tablename__ = "period"

    name: Mapped[str] = mapped_column(primary_key=True)
    closed_at: Mapped[int]
    closed_by: Mapped[str]

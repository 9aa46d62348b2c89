"""What one record consists of: what was earned, the decisions, the ledger's lines, HR's rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.credit import Decision, EntitlementRow, EvidenceRow, LedgerLine, Record, in_period
from connector.models.outbox import HrRowSent, Message
from connector.steps.people import accounts_of


def earned(session: Session, record: Record) -> list[tuple[EntitlementRow, EvidenceRow | None]]:
    """In the order of their days."""
    query = select(EntitlementRow, EvidenceRow).outerjoin(EvidenceRow, EvidenceRow.of(EntitlementRow))
    query = query.where(
        EntitlementRow.person == record.person,
        EntitlementRow.community == record.community,
        EntitlementRow.scheme == record.scheme,
        *in_period(EntitlementRow.day, record.period),
    )
    rows = session.execute(query.order_by(EntitlementRow.day, EntitlementRow.evidence))
    return [(item, kept) for item, kept in rows]


def decided(session: Session, record: Record) -> Sequence[Decision]:
    query = select(Decision).where(
        Decision.person == record.person,
        Decision.community == record.community,
        Decision.scheme == record.scheme,
        Decision.period == record.period,
    )
    return session.scalars(query.order_by(Decision.id)).all()


def booked(session: Session, record: Record) -> Sequence[LedgerLine]:
    keys = [account.key for account in accounts_of(session, record.person)] or [record.person]
    query = select(LedgerLine).where(
        LedgerLine.account.in_(keys),
        LedgerLine.community == record.community,
        LedgerLine.scheme == record.scheme,
        *in_period(LedgerLine.day, record.period),
    )
    return session.scalars(query.order_by(LedgerLine.id)).all()


def told(session: Session, record: Record) -> list[tuple[HrRowSent, Message]]:
    """What HR was, or is to be, told."""
    query = select(HrRowSent, Message).join(Message, Message.id == HrRowSent.message)
    rows = session.execute(query.where(HrRowSent.number == record.number).order_by(Message.id))
    return [(row, message) for row, message in rows]

"""What was given by hand and confirmed, as evidence like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import Evidence
from connector.mapping.timeline import Timeline
from connector.models.manual import ManualCredit
from connector.models.people import Account

KIND = "manual"
"""Of the evidence; and its rule."""
SOURCE = ":desk"
"""No LMS can be called so."""


def noon(day: date, zone: ZoneInfo) -> int:
    """Epoch seconds: a time of which nobody doubts on which day it was."""
    return int(datetime.combine(day, time(12), zone).timestamp())


def manual_evidence(
    session: Session, accounts: Sequence[Account], times: Timeline, zone: ZoneInfo
) -> list[Evidence]:
    """Whatever was confirmed for these accounts, by the mapping as it is on its day."""
    query = select(ManualCredit).where(
        ManualCredit.account.in_([one.key for one in accounts]), ManualCredit.state == "confirmed"
    )
    found = [_evidence(row, times, zone) for row in session.scalars(query.order_by(ManualCredit.id))]
    return [each for each in found if each is not None]


def manual_by_account(
    session: Session, accounts: Sequence[Account], times: Timeline, zone: ZoneInfo
) -> dict[str, list[Evidence]]:
    """The same, of many at once."""
    found: dict[str, list[Evidence]] = {}
    for item in manual_evidence(session, accounts, times, zone):
        found.setdefault(item.account, []).append(item)
    return found


def _evidence(row: ManualCredit, times: Timeline, zone: ZoneInfo) -> Evidence | None:
    at = noon(date.fromisoformat(row.day), zone)
    mapping = times.at(at)
    scheme = mapping.schemes.get(row.scheme) if mapping else None
    if mapping is None or scheme is None:
        return None  # a later mapping that reaches back has dropped the scheme
    return Evidence(
        account=row.account,
        community=row.community,
        scheme=row.scheme,
        rule=KIND,
        time=at,
        source=SOURCE,
        fact_kind=KIND,
        fact_id=str(row.id),
        minutes=row.amount * scheme.step_minutes,
        version=mapping.number,
        points=0 if scheme.step_minutes else row.amount,
        how=KIND,
    )

"""The ledger: a journal whose live lines always sum, per key, to the approved entitlement.

A difference is settled by a reversal and a new line. A line is booked in the month of its day, or in the first
open month after it once that is closed: closing affects booking only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from connector.domain.credit import Entitlement, LedgerKey
from connector.models.credit import Approval, LedgerLine, Period
from connector.steps.keeping import chunks
from connector.steps.rows import add_rows

Line = tuple[Any, ...]
"""The columns of a new line but its id."""
LINE = tuple(name for name in LedgerLine.__table__.columns.keys() if name != "id")  # noqa: SIM118 - of columns


@dataclass(frozen=True, slots=True)
class Cause:
    """Why lines are written: a machine word, and the decision behind it if a person took one."""

    word: str
    at: int
    decision: int | None = None


def approved_amounts(session: Session, accounts: Sequence[str]) -> dict[LedgerKey, int]:
    found: dict[LedgerKey, int] = {}
    key = (Approval.account, Approval.community, Approval.day, Approval.scheme)
    for part in chunks(accounts):
        for *parts, amount in session.execute(
            select(*key, Approval.amount).where(Approval.account.in_(part))
        ):
            found[LedgerKey(*parts)] = amount
    return found


def in_force(current: Mapping[LedgerKey, int], approved: Mapping[LedgerKey, int]) -> dict[LedgerKey, int]:
    """min(approved, current) for each key: a decrease counts at once, an increase waits for its approval."""
    return {key: min(amount, approved.get(key, 0)) for key, amount in current.items()}


def by_key(entitlements: Iterable[Entitlement]) -> dict[LedgerKey, list[Entitlement]]:
    found: dict[LedgerKey, list[Entitlement]] = {}
    for item in entitlements:
        found.setdefault(item.key, []).append(item)
    return found


def settle_lines(
    session: Session, accounts: Sequence[str], items: Mapping[LedgerKey, list[Entitlement]], cause: Cause
) -> dict[LedgerKey, int]:
    """Writes the lines that bring every key of these accounts to what is in force; returns what is in force."""
    current = {key: sum(item.amount for item in each) for key, each in items.items()}
    target = in_force(current, approved_amounts(session, accounts))
    live = _live_lines(session, accounts)
    closed = _closed(session)
    new: list[Line] = []
    for key in sorted(live.keys() | {key for key, amount in target.items() if amount}):
        new += _lines_for(key, live.get(key), target.get(key, 0), items.get(key, ()), closed, cause)
    add_rows(session, LedgerLine, new, names=LINE)
    return target


def _live_lines(session: Session, accounts: Sequence[str]) -> dict[LedgerKey, Row[Any]]:
    """For each key the one line that is not reversed."""
    lines: dict[int, Row[Any]] = {}
    table = LedgerLine.__table__
    for part in chunks(accounts):
        for line in session.execute(select(table).where(table.c.account.in_(part)).order_by(table.c.id)):
            if line.reverses is None:
                lines[line.id] = line
            else:
                lines.pop(line.reverses, None)
    return {LedgerKey(line.account, line.community, line.day, line.scheme): line for line in lines.values()}


def _lines_for(
    key: LedgerKey,
    live: Row[Any] | None,
    target: int,
    items: Sequence[Entitlement],
    closed: set[str],
    cause: Cause,
) -> Iterator[Line]:
    evidence = [item.evidence.id for item in items if item.amount]
    if live is not None:
        if live.amount == target and (live.evidence == evidence or not target):
            return
        yield _reversal(live, closed, cause)
    if target:
        yield _line(key, target, items, evidence, closed, cause)


def _line(
    key: LedgerKey,
    amount: int,
    items: Sequence[Entitlement],
    evidence: list[str],
    closed: set[str],
    cause: Cause,
) -> Line:
    computed = sum(item.computed for item in items)
    reasons = sorted({item.reason for item in items if item.reason})
    if amount < sum(item.amount for item in items):
        reasons.append("not_approved")
    rules = sorted({item.evidence.rule for item in items})
    version = max(item.evidence.version for item in items)
    minutes = sum(item.evidence.minutes for item in items)
    booked = (None, booking_period(key.month, closed))
    why = (rules, version, minutes, computed, computed - amount, reasons, evidence)
    return (*key, amount, *booked, *why, cause.word, cause.decision, cause.at)


def _reversal(line: Row[Any], closed: set[str], cause: Cause) -> Line:
    key = (line.account, line.community, line.day, line.scheme)
    booked = (line.id, booking_period(line.day[:7], closed))
    minutes = (line.rules, line.version, -line.minutes, -line.computed, -line.lost)
    return (*key, -line.amount, *booked, *minutes, [], line.evidence, cause.word, cause.decision, cause.at)


def booking_period(month: str, closed: set[str]) -> str:
    """The month itself, or the first open one after it."""
    while month in closed:
        year, number = int(month[:4]), int(month[5:7])
        month = f"{year + number // 12:04d}-{number % 12 + 1:02d}"
    return month


def _closed(session: Session) -> set[str]:
    return set(session.scalars(select(Period.name)))

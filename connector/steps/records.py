"""Records: person × community × scheme × period – what is approved as a whole, and what HR has a row of."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import Entitlement, LedgerKey, digest
from connector.domain.scheme import days_of
from connector.mapping.timeline import Timeline
from connector.models.credit import Decision, Record

RecordKey = tuple[str, str, str]
"""(community, scheme, period)"""


@dataclass
class Draft:
    """What a record should say now."""

    items: list[Entitlement] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    days_in_force: set[str] = field(default_factory=set)
    approved: int = 0
    waits: bool = False

    @property
    def amount(self) -> int:
        return sum(item.amount for item in self.items)

    @property
    def revision(self) -> str:
        """Changes with anything an approver would see: who, which day, which evidence, how much."""
        lines = sorted([i.evidence.account, i.day, i.evidence.id, i.amount] for i in self.items if i.amount)
        return digest(lines)[:32]


def drafts(
    entitlements: Iterable[Entitlement], force: Mapping[LedgerKey, int], timeline: Timeline
) -> dict[RecordKey, Draft]:
    """The records that these entitlements make, with what of each is in force."""

    def record(key: LedgerKey) -> RecordKey:
        return (key.community, key.scheme, timeline.record_period(key.scheme, key.day))

    found: dict[RecordKey, Draft] = defaultdict(Draft)
    current: dict[LedgerKey, int] = defaultdict(int)
    for item in entitlements:
        found[record(item.key)].items.append(item)
        current[item.key] += item.amount
    for key, amount in current.items():
        draft = found[record(key)]
        draft.approved += force.get(key, 0)
        draft.waits |= amount > force.get(key, 0)
        if amount:
            draft.days.add(key.day)
        if force.get(key):
            draft.days_in_force.add(key.day)
    return found


def settle_records(session: Session, person: str, identifier: str, wanted: Mapping[RecordKey, Draft]) -> None:
    """Brings this person's records to what they should say. One that earned nothing is not made."""
    query = select(Record).where(Record.person == person)
    rows = {(row.community, row.scheme, row.period): row for row in session.scalars(query)}
    decided = _last_decisions(session, person)
    for key in sorted(wanted.keys() | rows.keys()):
        draft, row, last = wanted.get(key) or Draft(), rows.get(key), decided.get(key)
        if not draft.amount and (row is None or last is None):
            if row is not None:
                session.delete(row)  # nobody ever said anything about it
            continue
        if row is None:
            row = Record(person=person, community=key[0], scheme=key[1], period=key[2], state="draft")
        _fill(row, identifier, draft, last)
        session.add(row)
    session.flush()


def _fill(row: Record, identifier: str, draft: Draft, last: Decision | None) -> None:
    row.number = certificate_number(row.person, identifier, row.community, row.scheme, row.period)
    row.revision, row.amount, row.approved = draft.revision, draft.amount, draft.approved
    # HR sees the days of what is approved, not of what still waits.
    days = sorted(draft.days_in_force or draft.days) or [days_of(row.period)[0]]
    row.first_day, row.last_day = days[0], days[-1]
    row.state = _state(draft, last)


def _state(draft: Draft, last: Decision | None) -> str:
    if not draft.amount:
        return "withdrawn"
    if not draft.waits:
        return "approved"  # also after a decrease: nothing in it waits for anybody
    rejected = last is not None and not last.accepted and last.revision == draft.revision
    return "rejected" if rejected else "draft"


def _last_decisions(session: Session, person: str) -> dict[RecordKey, Decision]:
    query = select(Decision).where(Decision.person == person).order_by(Decision.id)
    return {(row.community, row.scheme, row.period): row for row in session.scalars(query)}


def certificate_number(person: str, identifier: str, community: str, scheme: str, period: str) -> str:
    """Unique to the record and telling nothing of the person: ``COP-JP/2026-11/4F6A0C21B7``.

    Another identifier (a corrected NIP) gives another number: HR then sees a withdrawal and a new record.
    """
    seed = "|".join((person, identifier, community, scheme, period))
    return f"{scheme.upper()}/{period}/{hashlib.sha256(seed.encode()).hexdigest()[:10].upper()}"

"""Records: person × community × scheme × period – what is approved as a whole, and what HR has a row of."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import Entitlement, LedgerKey, digest
from connector.domain.scheme import days_of
from connector.mapping.timeline import Timeline
from connector.models.credit import Decision, Record
from connector.steps.keeping import chunks
from connector.steps.rows import replace_rows, rows_where

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
    entitlements: Mapping[LedgerKey, Sequence[Entitlement]],
    force: Mapping[LedgerKey, int],
    timeline: Timeline,
) -> dict[RecordKey, Draft]:
    """The records that these entitlements make, with what of each is in force."""
    found: dict[RecordKey, Draft] = defaultdict(Draft)
    for key, items in entitlements.items():
        draft = found[key.community, key.scheme, timeline.record_period(key.scheme, key.day)]
        amount, approved = sum(item.amount for item in items), force.get(key, 0)
        draft.items += items
        draft.approved += approved
        draft.waits |= amount > approved
        if amount:
            draft.days.add(key.day)
        if approved:
            draft.days_in_force.add(key.day)
    return found


def settle_records(session: Session, wanted: Mapping[str, tuple[str, Mapping[RecordKey, Draft]]]) -> None:
    """Brings the records of these persons, told with identifier and drafts, to what they should say.

    One that earned nothing is not made; one that nobody ever said anything about may go. A record that the caller
    holds as an object must be refreshed.
    """
    known: dict[Any, tuple[Any, ...]] = {}
    for part in chunks(sorted(wanted)):
        known |= {row[:4]: row for row in rows_where(session, Record, Record.person.in_(part))}
    decided = _last_decisions(session, sorted(wanted))
    rows = {}
    for key in sorted(
        known.keys() | {(person, *key) for person, (_, each) in wanted.items() for key in each}
    ):
        identifier, drafts_ = wanted[key[0]]
        draft, last = drafts_.get(key[1:]) or Draft(), decided.get(key)
        if draft.amount or (key in known and last is not None):
            looked_at = known[key][-1] if key in known else ""  # by the guards: theirs to say
            rows[key] = (*_row(key, identifier, draft, last), looked_at)
    replace_rows(session, Record, rows, known)


def _row(
    key: tuple[str, str, str, str], identifier: str, draft: Draft, last: Decision | None
) -> tuple[Any, ...]:
    """In the order of the table's columns, but for the last."""
    person, community, scheme, period = key
    number = certificate_number(person, identifier, community, scheme, period)
    # HR sees the days of what is approved, not of what still waits.
    days = sorted(draft.days_in_force or draft.days) or [days_of(period)[0]]
    amounts = (draft.revision, draft.amount, draft.approved)
    return (*key, number, *amounts, days[0], days[-1], _state(draft, last))


def _state(draft: Draft, last: Decision | None) -> str:
    if not draft.amount:
        return "withdrawn"
    if not draft.waits:
        return "approved"  # also after a decrease: nothing in it waits for anybody
    rejected = last is not None and not last.accepted and last.revision == draft.revision
    return "rejected" if rejected else "draft"


def _last_decisions(session: Session, persons: Sequence[str]) -> dict[tuple[str, str, str, str], Decision]:
    found: dict[tuple[str, str, str, str], Decision] = {}
    for part in chunks(persons):
        for row in session.scalars(select(Decision).where(Decision.person.in_(part)).order_by(Decision.id)):
            found[row.person, row.community, row.scheme, row.period] = row
    return found


def certificate_number(person: str, identifier: str, community: str, scheme: str, period: str) -> str:
    """Unique to the record and telling nothing of the person: ``COP-JP/2026-11/4F6A0C21B7``.

    Another identifier (a corrected NIP) gives another number: HR then sees a withdrawal and a new record.
    """
    seed = "|".join((person, identifier, community, scheme, period))
    return f"{scheme.upper()}/{period}/{hashlib.sha256(seed.encode()).hexdigest()[:10].upper()}"

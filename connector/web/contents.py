"""What one record consists of: its items with their evidence, the decisions, the ledger, HR's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from connector.domain.credit import Evidence
from connector.models.credit import EntitlementRow, EvidenceRow, Record
from connector.models.lms import FactRow
from connector.models.manual import ManualCredit
from connector.steps import record_rows
from connector.steps.by_hand import KIND, SOURCE
from connector.steps.explain import Line, Teller, decision_lines, message_state
from connector.steps.keeping import chunks
from connector.steps.settle import evidence_from
from connector.web.facts import anchor_of, title
from connector.web.meanings import lost
from connector.web.page import say, when


@dataclass(frozen=True)
class Item:
    day: str
    subject: str
    source: str
    kind: str
    fact: str
    """Empty if the evidence was erased."""
    anchor: str
    rule: str
    minutes: int
    amount: str
    reason: str


@dataclass(frozen=True)
class Booking:
    id: int
    when: str
    day: str
    amount: str
    booked: str
    cause: str
    reverses: int | None


@dataclass(frozen=True)
class Told:
    """A row that HR was, or is to be, told."""

    message: int
    run: str
    target: str
    action: str
    state: str


@dataclass(frozen=True)
class Contents:
    items: list[Item]
    decisions: list[Line]
    bookings: list[Booking]
    told: list[Told]


def contents(teller: Teller, record: Record) -> Contents:
    return Contents(
        items=_items(teller, record),
        decisions=list(decision_lines(teller, record)),
        bookings=_bookings(teller, record),
        told=_told(teller, record),
    )


def _items(teller: Teller, record: Record) -> list[Item]:
    rows = record_rows.earned(teller.session, record)
    known = {item.evidence: evidence_from(kept.body) for item, kept in rows if kept and kept.body}
    subjects = _subjects(teller, known.values())
    return [_item(teller, item, kept, known.get(item.evidence), subjects) for item, kept in rows]


def _subjects(teller: Teller, evidence: Iterable[Evidence]) -> dict[tuple[str, str, str], str]:
    """Of all items at once."""
    wanted = list(evidence)
    found: dict[tuple[str, str, str], str] = {}
    for part in chunks(sorted({one.fact_id for one in wanted})):
        query = select(FactRow).where(
            FactRow.id.in_(part), FactRow.kind.in_({one.fact_kind for one in wanted})
        )
        query = query.where(FactRow.source.in_({one.source for one in wanted}))
        found |= {(row.source, row.kind, row.id): title(row) for row in teller.session.scalars(query)}
        by_hand = [int(one.fact_id) for one in wanted if one.fact_kind == KIND and one.fact_id in part]
        rows = teller.session.scalars(select(ManualCredit).where(ManualCredit.id.in_(by_hand))).all()
        found |= {(SOURCE, KIND, str(row.id)): say("manual-item", reason=row.reason) for row in rows}
    return found


def _item(
    teller: Teller,
    item: EntitlementRow,
    kept: EvidenceRow | None,
    evidence: Evidence | None,
    subjects: dict[tuple[str, str, str], str],
) -> Item:
    erased = say("desk-evidence-erased", when=when(kept.erased_at if kept else None))
    place = (evidence.source, evidence.fact_kind, evidence.fact_id) if evidence else ("", "", "")
    return Item(
        day=item.day,
        subject=subjects.get(place, f"{place[1]} {place[2]}") if evidence else erased,
        source=place[0],
        kind=place[1],
        fact=place[2],
        anchor=anchor_of(*place),
        rule=item.rule,
        minutes=item.minutes,
        amount=teller.units(item.scheme, item.amount),
        reason=lost(teller, item, evidence.at_most if evidence else "") if item.reason else "",
    )


def _bookings(teller: Teller, record: Record) -> list[Booking]:
    return [
        Booking(
            id=line.id,
            when=when(line.recorded_at),
            day=line.day,
            amount=teller.units(line.scheme, line.amount),
            booked=line.booked,
            cause=teller.say(f"explain-cause-{line.cause}"),
            reverses=line.reverses,
        )
        for line in record_rows.booked(teller.session, record)
    ]


def _told(teller: Teller, record: Record) -> list[Told]:
    return [
        Told(
            message.id,
            str(message.desired.get("run", "")),
            row.target,
            row.action,
            message_state(teller, message),
        )
        for row, message in record_rows.told(teller.session, record)
    ]

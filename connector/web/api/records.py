"""One record, with everything it consists of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from connector.errors import NotThere
from connector.models.credit import Record
from connector.models.people import Account
from connector.steps import record_rows
from connector.steps.lists.records import RECORDS, RecordRow
from connector.steps.settle import evidence_from
from connector.steps.telling import Teller
from connector.web.api.blueprint import route
from connector.web.api.guard import sees_people
from connector.web.api.lists import nobody
from connector.web.api.speaking import telling
from schemas.api_shapes import shape


@dataclass(frozen=True)
class Earned:
    day: str
    evidence: str
    source: str | None
    fact_kind: str | None
    id: str | None
    """Of the fact; null as the two before it: the evidence was erased."""
    rule: str
    version: int
    minutes: int
    computed: Decimal
    amount: Decimal
    """What a cap or the rounding left of it."""
    reason: str
    """Machine word of what took the rest; empty: nothing."""


@dataclass(frozen=True)
class Decided:
    decided_at: int
    by: str
    accepted: bool
    amount: Decimal
    reason: str
    revision: str


@dataclass(frozen=True)
class Booked:
    id: int
    day: str
    booked: str
    """The month it is reported in."""
    amount: Decimal
    cause: str
    reverses: int | None


@dataclass(frozen=True)
class ToldHr:
    target: str
    action: str
    message: int
    state: str


@dataclass(frozen=True)
class RecordWhole:
    record: RecordRow
    earned: Sequence[Earned]
    decisions: Sequence[Decided]
    ledger: Sequence[Booked]
    hr: Sequence[ToldHr]


@route("/records/<path:number>", "read:credits", shape(RecordWhole), 404)
def record(number: str) -> RecordWhole:
    """A record: what was earned, decided, booked and told to HR."""
    with telling() as teller:
        query = select(Record, Account).outerjoin(Account, Account.key == Record.person)
        found = teller.session.execute(query.where(Record.number == number)).first()
        if found is None:
            raise NotThere
        [row] = RECORDS.plain(teller, [found])
        return _whole(teller, found[0], row if sees_people() else nobody(row))


def _whole(teller: Teller, record: Record, row: RecordRow) -> RecordWhole:
    session, scheme = teller.session, record.scheme
    return RecordWhole(
        record=row,
        earned=list(_earned(teller, record)),
        decisions=[
            Decided(one.at, one.by, one.accepted, teller.worth(scheme, one.amount), one.reason, one.revision)
            for one in record_rows.decided(session, record)
        ],
        ledger=[
            Booked(one.id, one.day, one.booked, teller.worth(scheme, one.amount), one.cause, one.reverses)
            for one in record_rows.booked(session, record)
        ],
        hr=[
            ToldHr(sent.target, sent.action, message.id, message.state)
            for sent, message in record_rows.told(session, record)
        ],
    )


def _earned(teller: Teller, record: Record) -> Iterator[Earned]:
    for item, kept in record_rows.earned(teller.session, record):
        known = evidence_from(kept.body) if kept and kept.body else None
        yield Earned(
            day=item.day,
            evidence=item.evidence,
            source=known.source if known else None,
            fact_kind=known.fact_kind if known else None,
            id=known.fact_id if known else None,
            rule=item.rule,
            version=item.version,
            minutes=item.minutes,
            computed=teller.worth(item.scheme, item.computed),
            amount=teller.worth(item.scheme, item.amount),
            reason=item.reason,
        )

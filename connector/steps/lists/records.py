"""Records: what waits for approval, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from connector.models.credit import Record
from connector.models.people import Account
from connector.steps.lists import choices
from connector.steps.lists.listing import Condition, Listing, Sort
from connector.steps.people import masked
from connector.steps.telling import Teller

STATES = ("draft", "approved", "rejected", "withdrawn")


@dataclass(frozen=True)
class RecordRow:
    number: str
    person: str
    name: str
    nip: str
    """Masked; empty if there is none."""
    community: str
    community_name: str
    scheme: str
    period: str
    """The month, ``2026-11``."""
    earned: Decimal
    approved: Decimal
    unit: str
    first_day: str
    last_day: str
    state: str
    revision: str


def _row(teller: Teller, record: Record, account: Account | None) -> RecordRow:
    return RecordRow(
        number=record.number,
        person=record.person,
        name=account.name if account else "",
        nip=masked(account.identifier) if account else "",
        community=record.community,
        community_name=teller.community(record.community),
        scheme=record.scheme,
        period=record.period,
        earned=teller.worth(record.scheme, record.amount),
        approved=teller.worth(record.scheme, record.approved),
        unit=teller.unit(record.scheme),
        first_day=record.first_day,
        last_day=record.last_day,
        state=record.state,
        revision=record.revision,
    )


def _plain(teller: Teller, found: Sequence[Any]) -> list[RecordRow]:
    return [_row(teller, record, account) for record, account in found]


def _words(words: str) -> Condition:
    return or_(_of_person(words), _number(words), Record.person == words.replace(" ", ""))


def _of_person(words: str) -> Condition:
    return or_(
        Account.name.icontains(words, autoescape=True),
        Account.identifier.startswith(words.replace(" ", ""), autoescape=True),
    )


def _number(words: str) -> Condition:
    """That it begins so, as an index finds it."""
    begins = words.upper()
    return and_(Record.number >= begins, Record.number <= f"{begins}\U0010ffff")


def _named(session: Session, words: str) -> Condition | None:
    persons = session.scalars(select(Account.key).where(_of_person(words)).limit(FEW + 1)).all()
    numbers = session.scalars(select(Record.number).where(_number(words)).limit(FEW + 1)).all()
    if max(len(persons), len(numbers)) > FEW:
        return None
    return or_(Record.person.in_([*persons, words.replace(" ", "")]), Record.number.in_(numbers))


FEW = 100
"""Persons, or records by their number, whose records are little enough to be put in order."""
BY_MONTH = (Record.period, Record.number)

RECORDS = Listing(
    name="records",
    row=RecordRow,
    query=select(Record, Account).outerjoin(Account, Account.key == Record.person),
    sorts=(Sort("newest", BY_MONTH, down=True), Sort("oldest", BY_MONTH)),
    plain=_plain,
    filters=(
        choices.one_of("state", Record.state, STATES, "desk-state-"),
        choices.month("period", Record.period),
        choices.community(Record.community),
        choices.scheme(Record.scheme),
    ),
    together=(
        ("state", "community", "period"),
        ("state", "community"),
        ("state", "period"),
        ("community", "period"),
        ("scheme", "period"),
    ),
    words=_words,
    named=_named,
    within=Record.community.in_,
)
RECORDS_FOR_HR = replace(RECORDS, query=RECORDS.query.where(Record.approved > 0))
"""HR knows of nothing before it is approved."""

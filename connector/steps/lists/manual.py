"""Credit given by hand: what was proposed, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select

from connector.models.manual import ManualCredit
from connector.models.people import Account
from connector.steps.lists import choices
from connector.steps.lists.listing import Condition, Listing, Sort
from connector.steps.manual import STATES
from connector.steps.telling import Teller


@dataclass(frozen=True)
class ManualLine:
    id: int
    person: str
    name: str
    community: str
    community_name: str
    day: str
    scheme: str
    amount: Decimal
    """Below nought it takes back."""
    unit: str
    reason: str
    state: str
    proposed_by: str
    proposed_at: int
    decided_by: str
    decided_at: int | None
    decided_why: str


def _plain(teller: Teller, found: Sequence[Any]) -> list[ManualLine]:
    return [_row(teller, row, account) for row, account in found]


def _row(teller: Teller, row: ManualCredit, account: Account | None) -> ManualLine:
    return ManualLine(
        id=row.id,
        person=account.person if account else row.account,
        name=account.name if account else "",
        community=row.community,
        community_name=teller.community(row.community),
        day=row.day,
        scheme=row.scheme,
        amount=teller.worth(row.scheme, row.amount),
        unit=teller.unit(row.scheme),
        reason=row.reason,
        state=row.state,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decided_why=row.decided_why,
    )


def _words(words: str) -> Condition:
    named = Account.name.icontains(words, autoescape=True)
    return or_(named, ManualCredit.reason.icontains(words, autoescape=True))


MANUAL = Listing(
    name="manual",
    row=ManualLine,
    query=select(ManualCredit, Account).outerjoin(Account, Account.key == ManualCredit.account),
    sorts=(Sort("newest", (ManualCredit.id,), down=True), Sort("oldest", (ManualCredit.id,))),
    plain=_plain,
    filters=(
        choices.one_of("state", ManualCredit.state, STATES, "manual-state-"),
        choices.community(ManualCredit.community),
    ),
    words=_words,
    within=ManualCredit.community.in_,
)

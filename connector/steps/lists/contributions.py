"""Contributions: facts that a rule of the mapping recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from connector.domain.rules import CONTRIBUTION_KINDS
from connector.models.credit import ContributionRow
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.keeping import name_of_fact
from connector.steps.lists import choices
from connector.steps.lists.listing import Condition, Filter, Listing, Sort
from connector.steps.telling import Teller

SORTS = ("newest", "oldest")


@dataclass(frozen=True)
class ContributionLine:
    source: str
    fact_kind: str
    id: str
    """Of the fact."""
    subject: str
    person: str
    name: str
    community: str
    community_name: str
    kind: str
    rule: str
    time_at: int
    version: int
    """Of the mapping."""


def _plain(teller: Teller, found: Sequence[Any]) -> list[ContributionLine]:
    return [_row(teller, *each) for each in found]


def _row(
    teller: Teller, row: ContributionRow, account: Account | None, fact: FactRow | None
) -> ContributionLine:
    return ContributionLine(
        source=row.source,
        fact_kind=row.fact_kind,
        id=row.fact_id,
        subject=name_of_fact(fact) if fact else "",
        person=account.person if account else row.account,
        name=account.name if account else "",
        community=row.community,
        community_name=teller.community(row.community),
        kind=row.kind,
        rule=row.rule,
        time_at=row.time,
        version=row.version,
    )


def _words(words: str) -> Condition:
    closed_up = words.replace(" ", "")
    return or_(
        Account.name.icontains(words, autoescape=True),
        Account.identifier.startswith(closed_up, autoescape=True),
        row_.account == closed_up,
        FactRow.data["subject"].as_string().icontains(words, autoescape=True),
    )


row_ = ContributionRow
BY_TIME = (row_.time, row_.source, row_.fact_kind, row_.fact_id)
_fact = (FactRow.source == row_.source) & (FactRow.kind == row_.fact_kind) & (FactRow.id == row_.fact_id)

CONTRIBUTIONS = Listing(
    name="contributions",
    row=ContributionLine,
    query=select(row_, Account, FactRow)
    .outerjoin(Account, Account.key == row_.account)
    .outerjoin(FactRow, _fact),
    sorts=(Sort("newest", BY_TIME, down=True), Sort("oldest", BY_TIME)),
    plain=_plain,
    filters=(
        choices.community(row_.community),
        choices.one_of("kind", row_.kind, sorted(CONTRIBUTION_KINDS), "kind-", slow_by=SORTS),
        Filter("rule", lambda value: row_.rule == value, slow_by=SORTS),
    ),
    words=_words,
    within=row_.community.in_,
)

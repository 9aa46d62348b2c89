"""What it meant: recognised contributions with what each earned, and why not more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import Contribution, Evidence
from connector.mapping.evidence import evidence_of
from connector.models.credit import ContributionRow, EntitlementRow
from connector.models.dialects import with_keys
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.explain import Teller
from connector.steps.keeping import name_of_fact
from connector.steps.lists.contributions import CONTRIBUTIONS
from connector.steps.lists.listing import Found
from connector.steps.world import timeline
from connector.web.facts import anchor_of
from connector.web.lists import listed
from connector.web.page import blueprint, name_of, when
from connector.web.roles import OF_COMMUNITIES, role

Meant = tuple[ContributionRow, Account | None, FactRow | None]
"""The last two as far as they are known."""


@dataclass(frozen=True)
class MeantRow:
    when: str
    person: str
    name: str
    anchor: str
    fact: str
    """As it is asked for: ``lms:post:17``."""
    subject: str
    kind: str
    community: str
    rule: str
    amount: str
    """``2 JP``; empty where no credit rule is for it."""
    reasons: tuple[str, ...]
    """Why it is not more."""


def meant_rows(teller: Teller, page: Found) -> list[MeantRow]:
    """Whatever they earned is asked for once for the whole page."""
    times = timeline(teller.session)
    evidence = {_key(row[0]): evidence_of(_contribution(row[0]), times) for row in page.rows}
    worth = _worth(teller.session, (one for pieces in evidence.values() for one in pieces))
    return [_row(teller, row, evidence[_key(row[0])], worth) for row in page.rows]


def _key(row: ContributionRow) -> tuple[str, str, str]:
    return (row.source, row.fact_kind, row.fact_id)


def _contribution(row: ContributionRow) -> Contribution:
    return Contribution(
        source=row.source,
        fact_kind=row.fact_kind,
        fact_id=row.fact_id,
        account=row.account,
        community=row.community,
        rule=row.rule,
        kind=row.kind,
        time=row.time,
        version=row.version,
    )


def _worth(db: Session, evidence: Iterable[Evidence]) -> dict[str, EntitlementRow]:
    keys = [(one.account, one.id) for one in evidence]
    item = EntitlementRow
    query = select(item).where(*with_keys((item.account, item.evidence), keys))
    return {row.evidence: row for row in db.scalars(query)}


def _row(
    teller: Teller, found: Meant, evidence: list[Evidence], worth: dict[str, EntitlementRow]
) -> MeantRow:
    row, account, fact = found
    items = [(one, worth[one.id]) for one in evidence if one.id in worth]
    amounts = [f"{teller.units(item.scheme, item.amount)} {teller.unit(item.scheme)}" for _, item in items]
    none = () if evidence else (teller.say("explain-credit-none", rule=row.rule),)
    return MeantRow(
        when=when(row.time),
        person=account.person if account else row.account,
        name=name_of(account, row.account),
        anchor=anchor_of(row.source, row.fact_kind, row.fact_id),
        fact=f"{row.source}:{row.fact_kind}:{row.fact_id}",
        subject=name_of_fact(fact) if fact else "",
        kind=teller.say(f"kind-{row.kind}"),
        community=teller.community(row.community),
        rule=row.rule,
        amount=" + ".join(amounts),
        reasons=none + tuple(lost(teller, item, one.at_most) for one, item in items if item.reason),
    )


def lost(teller: Teller, item: EntitlementRow, at_most: str) -> str:
    """Why an item gives less than its minutes."""
    amount = teller.units(item.scheme, item.computed - item.amount)
    return teller.say(
        f"explain-lost-{item.reason}", limit=teller.limit(at_most), lost=amount, unit=teller.unit(item.scheme)
    )


@blueprint.get("/contributions")
@role(*OF_COMMUNITIES)
def contributions() -> ResponseReturnValue:
    return listed(
        CONTRIBUTIONS,
        "contributions.html",
        lambda teller, found: {"meant": meant_rows(teller, found)},
    )

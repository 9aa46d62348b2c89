"""What it meant: recognised contributions with what each earned, and why not more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request
from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from connector.domain.credit import Contribution, Evidence
from connector.mapping.evidence import evidence_of
from connector.models.credit import ContributionRow, EntitlementRow
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.explain import Teller
from connector.steps.world import timeline
from connector.web.facts import post_anchor
from connector.web.page import PAGE, Page, blueprint, cut, name_of, render, telling, when
from connector.web.roles import READERS, role

Found = tuple[ContributionRow, Account | None, FactRow | None]
"""The last two as far as they are known."""


@dataclass(frozen=True)
class MeantRow:
    key: str
    """Where it stands in the list."""
    when: str
    person: str
    name: str
    anchor: str
    subject: str
    kind: str
    community: str
    rule: str
    amount: str
    """``2 JP``; empty where no credit rule is for it."""
    reasons: tuple[str, ...]
    """Why it is not more."""


def meant_rows(teller: Teller, before: str, limit: int) -> Page[MeantRow]:
    """Newest first. Whatever they earned is asked for once for the whole page."""
    found = teller.session.execute(_query(before).limit(limit + 1)).all()
    times = timeline(teller.session)
    evidence = {_key(row[0]): evidence_of(_contribution(row[0]), times) for row in found}
    worth = _worth(teller.session, (one for pieces in evidence.values() for one in pieces))
    rows = [_row(teller, row, evidence[_key(row[0])], worth) for row in found]
    return cut(rows, limit, lambda row: row.key)


def _query(before: str) -> Select[ContributionRow, Account, FactRow]:
    row_ = ContributionRow
    order = (row_.time, row_.source, row_.fact_id)
    same_post = (
        (FactRow.source == row_.source) & (FactRow.kind == row_.fact_kind) & (FactRow.id == row_.fact_id)
    )
    query = (
        select(row_, Account, FactRow)
        .outerjoin(Account, Account.key == row_.account)
        .outerjoin(FactRow, same_post)
    )
    time, _, rest = before.partition("|")
    source, _, fact = rest.partition("|")
    if time.isdigit() and len(time) < 19:
        query = query.where(tuple_(*order) < (int(time), source, fact))
    return query.order_by(*(column.desc() for column in order))


def _key(row: ContributionRow) -> str:
    return f"{row.time}|{row.source}|{row.fact_id}"


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
    ids = [one.id for one in evidence]
    query = select(EntitlementRow).where(EntitlementRow.evidence.in_(ids))
    return {row.evidence: row for row in db.scalars(query)}


def _row(
    teller: Teller, found: Found, evidence: list[Evidence], worth: dict[str, EntitlementRow]
) -> MeantRow:
    row, account, fact = found
    items = [(one, worth[one.id]) for one in evidence if one.id in worth]
    amounts = [f"{teller.units(item.scheme, item.amount)} {teller.unit(item.scheme)}" for _, item in items]
    none = () if evidence else (teller.say("explain-credit-none", rule=row.rule),)
    return MeantRow(
        key=_key(row),
        when=when(row.time),
        person=account.person if account else row.account,
        name=name_of(account, row.account),
        anchor=post_anchor(row.source, row.fact_id),
        subject=str(fact.data.get("subject") or "") if fact else "",
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
@role(*READERS)
def contributions() -> str:
    with telling() as teller:
        return render("contributions.html", meant=meant_rows(teller, request.args.get("before", ""), PAGE))

"""Settle: a person's facts become contributions, entitlements, records, ledger lines and messages.

All of one person's credit is computed in one transaction, from the facts alone: whoever does it, in whatever
order things were learned, the outcome is the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from connector.domain.credit import Contribution, Entitlement, Evidence, Nothing, canonical
from connector.domain.facts import Fact, Kind
from connector.mapping.entitle import entitle
from connector.mapping.evidence import evidence_of
from connector.mapping.meaning import Judge
from connector.models.credit import ContributionRow, EntitlementRow, EvidenceRow
from connector.models.lms import FactRow
from connector.models.people import Account, Unsettled
from connector.steps.context import Context
from connector.steps.figures import want_figures
from connector.steps.keeping import chunks, fact_of, unsettle
from connector.steps.ledger import Cause, settle_lines
from connector.steps.people import accounts_of
from connector.steps.records import drafts, settle_records
from connector.steps.world import judge_for

BATCH = 20


@dataclass(frozen=True)
class Meant:
    """One fact and what it means."""

    fact: Fact
    meaning: Contribution | Nothing


@dataclass(frozen=True)
class Reckoning:
    """Everything one person has earned, and why."""

    accounts: Sequence[Account]
    meant: Sequence[Meant]
    entitlements: Sequence[Entitlement]
    next_change: int | None
    """When it may change without anybody doing anything (a timed discussion opens)."""

    @property
    def contributions(self) -> list[Contribution]:
        return [one.meaning for one in self.meant if isinstance(one.meaning, Contribution)]

    @property
    def identifier(self) -> str:
        return next((account.identifier for account in self.accounts if account.identifier), "")


def settle(context: Context) -> int:
    """Settles the next persons that are due; returns how many."""
    with context.db.read() as session:
        due = select(Unsettled.person).where(Unsettled.due_at <= context.now()).order_by(Unsettled.due_at)
        persons = session.scalars(due.limit(BATCH)).all()
    for person in persons:
        with context.db.write() as session:
            row = session.get(Unsettled, person)
            if row is not None and row.due_at <= context.now():
                session.delete(row)
                session.flush()
                settle_person(context, session, person, Cause(row.cause, context.now()))
    return len(persons)


def settle_person(context: Context, session: Session, person: str, cause: Cause) -> Reckoning:
    """Computes and writes everything of one person, within the caller's transaction."""
    reckoning = reckon(context, session, person)
    _keep_contributions(session, reckoning)
    _keep_entitlements(session, person, reckoning)
    keys = [account.key for account in reckoning.accounts]
    force = settle_lines(session, keys, reckoning.entitlements, cause)
    settle_records(session, person, reckoning.identifier, drafts(reckoning.entitlements, force))
    if context.live:
        want_figures(context, session, reckoning.accounts, cause.word)
    if reckoning.next_change is not None:
        unsettle(session, [person], reckoning.next_change, "time")
    return reckoning


def reckon(context: Context, session: Session, person: str, judge: Judge | None = None) -> Reckoning:
    """What a person has earned by the facts and the mapping as they are now; writes nothing."""
    accounts = accounts_of(session, person)
    facts = _posts_by(session, accounts)
    judge = judge or judge_for(session, facts)
    now = context.now()
    meant = [Meant(fact, judge.meaning(fact, now)) for fact in facts]
    evidence = [
        e
        for one in meant
        if isinstance(one.meaning, Contribution)
        for e in evidence_of(one.meaning, judge.timeline)
    ]
    changes = [at for fact in facts if (at := judge.next_change(fact, now)) is not None]
    return Reckoning(
        accounts, meant, entitle(evidence, judge.timeline, context.zone), min(changes, default=None)
    )


def _posts_by(session: Session, accounts: Sequence[Account]) -> list[Fact]:
    facts: list[Fact] = []
    for account in accounts:
        query = select(FactRow).where(FactRow.source == account.source, FactRow.author == account.user_id)
        facts += [fact_of(row) for row in session.scalars(query.where(FactRow.kind == Kind.POST.value))]
    return sorted(facts, key=lambda fact: fact.order)


# --- the projections --------------------------------------------------------------


def _keep_contributions(session: Session, reckoning: Reckoning) -> None:
    keys = [account.key for account in reckoning.accounts]
    known: dict[Any, ContributionRow] = {}
    for part in chunks(keys):
        rows = session.scalars(select(ContributionRow).where(ContributionRow.account.in_(part)))
        known |= {(row.source, row.fact_kind, row.fact_id): row for row in rows}
    for contribution in reckoning.contributions:
        known.pop((contribution.source, contribution.fact_kind, contribution.fact_id), None)
        session.merge(ContributionRow(**asdict(contribution)))
    for row in known.values():
        session.delete(row)
    session.flush()


def _keep_entitlements(session: Session, person: str, reckoning: Reckoning) -> None:
    wanted = {item.evidence.id: item for item in reckoning.entitlements}
    rows = session.scalars(select(EntitlementRow).where(EntitlementRow.person == person))
    known = {row.evidence: row for row in rows}
    _keep_evidence(session, reckoning.entitlements)
    gone = [id_ for id_ in known if id_ not in wanted]
    for part in chunks(gone):
        session.execute(delete(EntitlementRow).where(EntitlementRow.evidence.in_(part)))
    for id_, item in wanted.items():
        session.merge(_entitlement_row(person, id_, item))
    session.flush()


def _entitlement_row(person: str, id_: str, item: Entitlement) -> EntitlementRow:
    evidence = item.evidence
    return EntitlementRow(
        evidence=id_,
        person=person,
        account=evidence.account,
        community=evidence.community,
        scheme=evidence.scheme,
        day=item.day,
        rule=evidence.rule,
        version=evidence.version,
        minutes=evidence.minutes,
        computed=item.computed,
        amount=item.amount,
        reason=item.reason,
    )


def _keep_evidence(session: Session, items: Sequence[Entitlement]) -> None:
    wanted = {item.evidence.id: item.evidence for item in items}
    known: set[str] = set()
    for part in chunks(list(wanted)):
        known |= set(session.scalars(select(EvidenceRow.id).where(EvidenceRow.id.in_(part))))
    for id_, evidence in wanted.items():
        if id_ not in known:
            session.add(EvidenceRow(id=id_, account=evidence.account, body=canonical(asdict(evidence))))
    session.flush()


def evidence_from(body: str) -> Evidence:
    """The other way: stored canonical JSON back to the noun."""
    return Evidence(**json.loads(body))

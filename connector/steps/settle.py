"""Settle: a person's facts become contributions, entitlements, records, ledger lines and messages.

All of one person's credit is computed in one transaction, from the facts alone: whoever does it, in whatever
order things were learned, the outcome is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import structlog
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from connector.domain.credit import Contribution, Entitlement, Evidence, Nothing
from connector.domain.facts import Fact
from connector.mapping.entitle import entitle
from connector.mapping.evidence import evidence_of
from connector.mapping.meaning import Judge
from connector.models.base import Base
from connector.models.credit import ContributionRow, EntitlementRow, EvidenceRow
from connector.models.dialects import met_another, of_slot
from connector.models.lms import FactRow
from connector.models.people import Account, Unsettled
from connector.steps.by_hand import manual_evidence
from connector.steps.context import Context
from connector.steps.figures import want_figures
from connector.steps.keeping import AUTHORED, CONTRIBUTED, chunks, facts_where, unsettle
from connector.steps.ledger import Cause, settle_lines
from connector.steps.meetings import Meetings, Took, evidence_of_took, took_part
from connector.steps.people import accounts_of, hold_accounts
from connector.steps.recognition import unsettle_helped, want_badges
from connector.steps.records import drafts, settle_records

BATCH = 50
"""Persons of one turn, who share what was found of their meetings."""

log = structlog.get_logger()


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
    took: Sequence[Took]
    """Sessions that something speaks for, with the attendance or why there is none."""
    entitlements: Sequence[Entitlement]
    next_change: int | None
    """When it may change without anybody doing anything (a timed discussion opens)."""
    judge: Judge
    """Who told what the facts mean."""

    @property
    def contributions(self) -> list[Contribution]:
        return [one.meaning for one in self.meant if isinstance(one.meaning, Contribution)]

    @property
    def identifier(self) -> str:
        return next((account.identifier for account in self.accounts if account.identifier), "")


def settle(context: Context, slot: int = 0, slots: int = 1) -> int:
    """Settles the next persons that are due, those of one of ``slots`` workers; returns how many."""
    with context.db.read() as session:
        due = select(Unsettled.person, Unsettled.generation).where(Unsettled.due_at <= context.now())
        due = due.where(of_slot(Unsettled.person, slot, slots)).order_by(Unsettled.due_at)
        persons = session.execute(due.limit(BATCH)).all()
        meetings = Meetings(context, session)
    for person, generation in persons:
        try:
            _settle_due(context, person, generation, meetings)
        except (DBAPIError, StaleDataError) as error:
            if not met_another(error):
                raise
            log.info("somebody else wrote there", person=person)  # it stays due
    return len(persons)


def _settle_due(context: Context, person: str, generation: int, meetings: Meetings) -> None:
    with context.db.write(f"person:{person}") as session:
        hold_accounts(session, person)
        row = session.get(Unsettled, person, with_for_update={"skip_locked": True})
        # Whoever was touched since waits for the next turn: what this one knows of meetings may be older.
        if row is not None and row.generation == generation and row.due_at <= context.now():
            session.delete(row)
            session.flush()
            settle_person(context, session, person, Cause(row.cause, context.now()), meetings)


def settle_person(
    context: Context, session: Session, person: str, cause: Cause, meetings: Meetings | None = None
) -> Reckoning:
    """Computes and writes everything of one person, within the caller's transaction."""
    reckoning = reckon(context, session, person, meetings)
    unsettle_helped(context, session, person, reckoning)
    _keep_contributions(session, reckoning)
    _keep_entitlements(session, person, reckoning)
    keys = [account.key for account in reckoning.accounts]
    force = settle_lines(session, keys, reckoning.entitlements, cause)
    wanted = drafts(reckoning.entitlements, force, reckoning.judge.timeline)
    settle_records(session, person, reckoning.identifier, wanted)
    if context.live:
        want_figures(context, session, reckoning.accounts, cause.word)
        want_badges(context, session, person, reckoning, cause.word)
    if reckoning.next_change is not None:
        unsettle(session, [person], reckoning.next_change, "time")
    return reckoning


def reckon(
    context: Context,
    session: Session,
    person: str,
    meetings: Meetings | None = None,
    *,
    hints: bool = False,
) -> Reckoning:
    """What a person has earned by the facts and the mapping as they are now; writes nothing.

    ``hints``: told as well of meetings for which only an event speaks, which never earns anything.
    """
    meetings = meetings or Meetings(context, session)
    accounts = accounts_of(session, person)
    facts = deeds_of(session, accounts)
    judge = meetings.world.judge(session, facts)
    return reckoned(context, session, accounts, facts, judge, meetings, hints=hints)


def reckoned(
    context: Context,
    session: Session,
    accounts: Sequence[Account],
    facts: Sequence[Fact],
    judge: Judge,
    meetings: Meetings,
    *,
    hints: bool = False,
) -> Reckoning:
    """Of one person; the judge may know of other people's places as well."""
    now = context.now()
    meant = [Meant(fact, judge.meaning(fact, now)) for fact in facts if fact.kind in CONTRIBUTED]
    found = (one.meaning for one in meant if isinstance(one.meaning, Contribution))
    evidence = [each for contribution in found for each in evidence_of(contribution, judge.timeline)]
    took, ends = took_part(session, accounts, facts, meetings, hints=hints)
    evidence += evidence_of_took(context, took, judge, accounts)
    evidence += manual_evidence(session, accounts, judge.timeline, context.zone)
    changes = [at for fact in facts if (at := judge.next_change(fact, now)) is not None]
    changes += [] if ends is None else [ends]
    entitlements = entitle(evidence, judge.timeline, context.zone)
    return Reckoning(accounts, meant, took, entitlements, min(changes, default=None), judge)


def deeds_of(session: Session, accounts: Sequence[Account]) -> list[Fact]:
    """Everything these accounts did themselves, in the order in which evidence is allotted."""
    users: dict[str, list[int]] = {}
    for account in accounts:
        users.setdefault(account.source, []).append(account.user_id)
    facts: list[Fact] = []
    for source, ids in users.items():
        for part in chunks(ids):
            there = (FactRow.source == source, FactRow.author.in_(part), FactRow.kind.in_(AUTHORED))
            facts += facts_where(session, *there)
    return sorted(facts, key=lambda fact: fact.order)


# --- the projections --------------------------------------------------------------


def _keep_contributions(session: Session, reckoning: Reckoning) -> None:
    wanted = {(each.source, each.fact_kind, each.fact_id): each for each in reckoning.contributions}
    known = _known_contributions(session, reckoning, wanted)
    with session.no_autoflush:  # so that they are written together
        for key, contribution in wanted.items():
            _keep(session, ContributionRow(**asdict(contribution)), known=key in known)
        for key, row in known.items():
            if key not in wanted:
                session.delete(row)
    session.flush()


def _known_contributions(
    session: Session, reckoning: Reckoning, wanted: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], ContributionRow]:
    """Those of these accounts, and the wanted ones that were another's so far."""
    row_ = ContributionRow
    found: dict[tuple[str, str, str], ContributionRow] = {}
    for part in chunks([account.key for account in reckoning.accounts]):
        rows = session.scalars(select(row_).where(row_.account.in_(part)))
        found |= {(row.source, row.fact_kind, row.fact_id): row for row in rows}
    unknown: dict[tuple[str, str], list[str]] = {}
    for source, kind, id_ in sorted(set(wanted) - found.keys()):
        unknown.setdefault((source, kind), []).append(id_)
    for (source, kind), ids in unknown.items():
        for part in chunks(ids):
            query = select(row_).where(row_.source == source, row_.fact_kind == kind, row_.fact_id.in_(part))
            found |= {(source, kind, row.fact_id): row for row in session.scalars(query)}
    return found


def _keep(session: Session, row: Base, *, known: bool) -> None:
    """Of a row that is known to be new nothing needs to be looked up."""
    if known:
        session.merge(row)
    else:
        session.add(row)


def _keep_entitlements(session: Session, person: str, reckoning: Reckoning) -> None:
    wanted = {item.evidence.id: item for item in reckoning.entitlements}
    rows = session.scalars(select(EntitlementRow).where(EntitlementRow.person == person))
    known = {row.evidence: row for row in rows}
    _keep_evidence(session, wanted)
    gone = [id_ for id_ in known if id_ not in wanted]
    for part in chunks(gone):
        session.execute(delete(EntitlementRow).where(EntitlementRow.evidence.in_(part)))
    for part in chunks([id_ for id_ in wanted if id_ not in known]):  # of a person who is this one now
        rows = session.scalars(select(EntitlementRow).where(EntitlementRow.evidence.in_(part)))
        known |= {row.evidence: row for row in rows}
    with session.no_autoflush:
        for id_, item in wanted.items():
            _keep(session, _entitlement_row(person, id_, item), known=id_ in known)
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


def _keep_evidence(session: Session, wanted: Mapping[str, Entitlement]) -> None:
    known: set[str] = set()
    for part in chunks(list(wanted)):
        known |= set(session.scalars(select(EvidenceRow.id).where(EvidenceRow.id.in_(part))))
    for id_, item in wanted.items():
        if id_ not in known:
            session.add(EvidenceRow(id=id_, account=item.evidence.account, body=item.evidence.body))
    session.flush()


def evidence_from(body: str) -> Evidence:
    """The other way: stored canonical JSON back to the noun."""
    return Evidence(**json.loads(body))

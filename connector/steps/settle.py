"""Settle: a person's facts become contributions, entitlements, records, ledger lines and messages.

All of one person's credit is computed in one transaction, from the facts alone: whoever does it, in whatever
order things were learned, the outcome is the same.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import structlog
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from connector.domain.credit import Contribution, Entitlement, Evidence, Nothing
from connector.domain.facts import Fact
from connector.domain.nouns import noun
from connector.mapping.entitle import entitle
from connector.mapping.evidence import evidence_of
from connector.mapping.meaning import Judge
from connector.models.credit import ContributionRow, EntitlementRow, EvidenceRow
from connector.models.dialects import met_another, of_slot
from connector.models.lms import FactRow
from connector.models.people import Account, Unsettled
from connector.steps.by_hand import manual_by_account, manual_evidence
from connector.steps.context import Context
from connector.steps.figures import want_figures
from connector.steps.keeping import AUTHORED, CONTRIBUTED, chunks, facts_where, unsettle
from connector.steps.ledger import Cause, by_key, settle_lines
from connector.steps.meetings import Meetings, Took, evidence_of_took, took_part
from connector.steps.people import accounts_of, accounts_of_all, hold_accounts
from connector.steps.put_off import in_trouble, put_off, well_again
from connector.steps.recognition import unsettle_helped, want_badges
from connector.steps.records import drafts, settle_records
from connector.steps.rows import Met, add_rows, replace_rows, rows_where

BATCH = 200
"""Persons of one turn, who share what was found of their meetings."""
FIRST, ROWS = 4, 5_000
"""How many of them are settled in the first transaction; and about how many facts are in the later ones."""

log = structlog.get_logger()


@noun(frozen=True, slots=True)
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
        due = due.where(of_slot(Unsettled.person, slot, slots)).order_by(Unsettled.due_at, Unsettled.person)
        persons = session.execute(due.limit(BATCH)).all()
        meetings = Meetings(context, session)
        failed = in_trouble(session).keys() if persons else set()
    start, together = 0, FIRST
    while start < len(persons):
        group = dict(persons[start : start + together])
        start += together
        facts = _settle_group(context, group, meetings, failed)
        together = max(1, len(group) * ROWS // max(ROWS // BATCH, facts))
    return len(persons)


def _settle_group(context: Context, group: Mapping[str, int], meetings: Meetings, failed: Set[str]) -> int:
    """Returns how many facts it took; where it fails, each is settled alone, and so is whoever comes next."""
    try:
        return _settle_due(context, group, meetings, failed)
    except Exception as error:  # one who cannot be settled holds up nobody
        if len(group) > 1:
            log.info("settled one by one", persons=sorted(group), error=type(error).__name__)
            for person, generation in group.items():
                _settle_group(context, {person: generation}, meetings, failed)
        else:
            [(person, generation)] = group.items()
            _not_settled(context, person, generation, error)
        return len(group) * ROWS


def _not_settled(context: Context, person: str, generation: int, error: Exception) -> None:
    if isinstance(error, DBAPIError | StaleDataError) and met_another(error):
        log.info("somebody else wrote there", person=person)  # stays due
        return
    log.error("a person was not settled", person=person, exc_info=error)
    with context.db.write(f"person:{person}") as session:
        put_off(session, person, generation, error, context.now())


def _settle_due(context: Context, group: Mapping[str, int], meetings: Meetings, failed: Set[str]) -> int:
    """Settles these persons in one transaction; returns how many facts that took."""
    with context.db.write(*(f"person:{person}" for person in group)) as session:
        hold_accounts(session, *sorted(group))
        table = Unsettled.__table__.c
        due = select(table.person, table.generation, table.cause).where(table.due_at <= context.now())
        rows = session.execute(due.where(table.person.in_(group)).with_for_update(skip_locked=True)).all()
        causes: dict[str, list[str]] = {}
        # Whoever was touched since waits for the next turn: what this one knows of meetings may be older.
        for row in (row for row in rows if row.generation == group[row.person]):
            causes.setdefault(row.cause, []).append(row.person)
        taken = {person for persons in causes.values() for person in persons}
        gone = delete(Unsettled).where(table.person.in_(taken))
        session.execute(gone, execution_options={"synchronize_session": False})
        well_again(session, failed & taken)
        return sum(
            len(one.meant)
            for word, persons in sorted(causes.items())
            for one in settle_persons(context, session, sorted(persons), Cause(word, context.now()), meetings)
        )


def settle_person(
    context: Context, session: Session, person: str, cause: Cause, meetings: Meetings | None = None
) -> Reckoning:
    """Computes and writes everything of one person, within the caller's transaction."""
    [reckoning] = settle_persons(context, session, [person], cause, meetings or Meetings(context, session))
    return reckoning


def settle_persons(
    context: Context, session: Session, persons: Sequence[str], cause: Cause, meetings: Meetings
) -> list[Reckoning]:
    """As :func:`settle_person`, of several: what is read and written is so together."""
    found = _reckon_all(context, session, persons, meetings)
    for person, reckoning in found.items():
        unsettle_helped(context, session, person, reckoning)
    _keep_contributions(session, list(found.values()))
    _keep_entitlements(session, found)
    accounts = [account.key for reckoning in found.values() for account in reckoning.accounts]
    items = {person: by_key(reckoning.entitlements) for person, reckoning in found.items()}
    everybodys = {key: each for own in items.values() for key, each in own.items()}
    force = settle_lines(session, accounts, everybodys, cause)
    wanted = {
        person: (one.identifier, drafts(items[person], force, one.judge.timeline))
        for person, one in found.items()
    }
    settle_records(session, wanted)
    for person, reckoning in found.items():
        if context.live:
            want_figures(context, session, reckoning.accounts, cause.word)
            want_badges(context, session, person, reckoning, cause.word)
        if reckoning.next_change is not None:
            unsettle(session, [person], reckoning.next_change, "time")
    return list(found.values())


def _reckon_all(
    context: Context, session: Session, persons: Sequence[str], meetings: Meetings
) -> dict[str, Reckoning]:
    accounts = accounts_of_all(session, persons)
    everybodys = [account for each in accounts.values() for account in each]
    deeds = list(_deeds(session, everybodys))
    judge = meetings.world.judge(session, deeds)
    by_account: dict[tuple[str, int | None], list[Fact]] = {}
    for fact in deeds:
        by_account.setdefault((fact.source, fact.author), []).append(fact)
    manual = manual_by_account(session, everybodys, judge.timeline, context.zone)
    found = {}
    for person, own in accounts.items():
        facts = [fact for each in own for fact in by_account.get((each.source, each.user_id), ())]
        facts.sort(key=_order)
        by_hand = [item for each in own for item in manual.get(each.key, ())]
        found[person] = reckoned(context, session, own, facts, judge, meetings, by_hand=by_hand)
    return found


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
    by_hand: Sequence[Evidence] | None = None,
) -> Reckoning:
    """Of one person; the judge may know of other people's places as well.

    ``by_hand``: what was given them by hand, if that is known already.
    """
    now = context.now()
    meant = [Meant(fact, judge.meaning(fact, now)) for fact in facts if fact.kind in CONTRIBUTED]
    found = (one.meaning for one in meant if isinstance(one.meaning, Contribution))
    evidence = [each for contribution in found for each in evidence_of(contribution, judge.timeline)]
    took, ends = took_part(session, accounts, facts, meetings, hints=hints)
    evidence += evidence_of_took(context, took, judge, accounts)
    if by_hand is None:
        by_hand = manual_evidence(session, accounts, judge.timeline, context.zone)
    evidence += by_hand
    changes = [at for fact in facts if (at := judge.next_change(fact, now)) is not None]
    changes += [] if ends is None else [ends]
    entitlements = entitle(evidence, judge.timeline, context.zone)
    return Reckoning(accounts, meant, took, entitlements, min(changes, default=None), judge)


def deeds_of(session: Session, accounts: Sequence[Account]) -> list[Fact]:
    """Everything these accounts did themselves, in the order in which evidence is allotted."""
    return sorted(_deeds(session, accounts), key=_order)


_order = attrgetter("order")


def _deeds(session: Session, accounts: Sequence[Account]) -> Iterator[Fact]:
    users: dict[str, list[int]] = {}
    for account in accounts:
        users.setdefault(account.source, []).append(account.user_id)
    for source, ids in users.items():
        for part in chunks(ids):
            there = (FactRow.source == source, FactRow.author.in_(part), FactRow.kind.in_(AUTHORED))
            yield from facts_where(session, *there)


# --- the projections --------------------------------------------------------------


_contribution_row = attrgetter(*ContributionRow.__table__.columns.keys())
_contribution_key = attrgetter(*(column.name for column in ContributionRow.__table__.primary_key))


def _keep_contributions(session: Session, reckonings: Sequence[Reckoning]) -> None:
    wanted = {
        _contribution_key(each): _contribution_row(each)
        for reckoning in reckonings
        for each in reckoning.contributions
    }
    known: dict[Any, tuple[Any, ...]] = {}
    for part in chunks([account.key for reckoning in reckonings for account in reckoning.accounts]):
        known |= {
            row[:3]: row for row in rows_where(session, ContributionRow, ContributionRow.account.in_(part))
        }
    replace_rows(session, ContributionRow, wanted, known)


def _keep_entitlements(session: Session, reckonings: Mapping[str, Reckoning]) -> None:
    wanted = {
        (item.evidence.account, item.evidence.id): _entitlement_row(person, item)
        for person, reckoning in reckonings.items()
        for item in reckoning.entitlements
    }
    known: dict[Any, tuple[Any, ...]] = {}
    for part in chunks(sorted(reckonings)):
        known |= {
            row[:2]: row for row in rows_where(session, EntitlementRow, EntitlementRow.person.in_(part))
        }
    _keep_evidence(session, reckonings.values(), known)
    replace_rows(session, EntitlementRow, wanted, known)


def _keep_evidence(
    session: Session, reckonings: Iterable[Reckoning], known: Container[tuple[str, str]]
) -> None:
    """Only what no entitlement rests on so far: evidence never changes and is never taken away."""
    items = (item.evidence for reckoning in reckonings for item in reckoning.entitlements)
    new = {
        each.id: (each.account, each.id, each.body) for each in items if (each.account, each.id) not in known
    }
    add_rows(session, EvidenceRow, list(new.values()), Met.KEPT, ("account", "id", "body"))


def _entitlement_row(person: str, item: Entitlement) -> tuple[Any, ...]:
    """In the order of the table's columns."""
    its = item.evidence
    whose = (its.account, its.id, person, its.community, its.scheme, item.day)
    return (*whose, its.rule, its.version, its.minutes, item.computed, item.amount, item.reason)


def evidence_from(body: str) -> Evidence:
    """The other way: stored canonical JSON back to the noun."""
    return Evidence(**json.loads(body))

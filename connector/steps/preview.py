"""Preview: what would change if a mapping held from a date on, for everybody, by the very functions that settle.

Nothing but the answer is written. It is computed in slices of persons, each kept as soon as it is there: a killed
process is gone on from where it was, and whoever computes the same slice at the same time does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from connector.domain.credit import Evidence
from connector.domain.facts import Fact
from connector.domain.rules import Mapping as Rules
from connector.mapping.meaning import Judge
from connector.mapping.timeline import Entry, Timeline
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.models.preview import Preview, PreviewPerson
from connector.steps.by_hand import manual_by_account
from connector.steps.context import Context
from connector.steps.ledger import approved_amounts
from connector.steps.meetings import Meetings
from connector.steps.people import accounts_of_all
from connector.steps.preview_sums import Outcome, add, add_samples, outcome
from connector.steps.recognition import standings
from connector.steps.settle import Reckoning, deeds_of, reckoned
from connector.steps.world import Around, World, timeline
from schemas.mapping_document import compile_mapping

SLICE = 50
"""Persons that are read and kept together."""
TURN_S = 2.0
"""A turn ends after this; the facts are then looked at anew."""
KEEP_DAYS = 7
"""How long an answer is kept."""
DAY_S = 86_400

log = structlog.get_logger()


# --- the question ------------------------------------------------------------------------


def then_timeline(session: Session, preview: Preview) -> Timeline:
    """The timeline as it would be: one more row."""
    entries = timeline(session).entries
    number = max((each.number for each in entries), default=0) + 1
    return Timeline([*entries, Entry(number, preview.valid_from, mapping_of(preview))])


def mapping_of(preview: Preview) -> Rules:
    return _compiled(preview.text, preview.packs, preview.number)


@lru_cache(maxsize=4)
def _compiled(text: str, packs: str, number: int) -> Rules:
    return compile_mapping(text, json.loads(packs), number)


def last_row(session: Session) -> int:
    """Number of the timeline's last row; 0 while nothing is published."""
    return session.scalar(select(func.max(TimelineRow.number))) or 0


def last_version(session: Session) -> int:
    return session.scalar(select(func.max(MappingVersion.number))) or 0


def unread_places(session: Session, preview: Preview) -> list[tuple[str, str]]:
    """(source, query) of places that the mapping names and nobody has looked up: nothing of them is known yet."""
    known = World(session).lookups
    return sorted(mapping_of(preview).lookups - known.keys())


# --- the answer, slice by slice ----------------------------------------------------------


def compute(context: Context, only: int | None = None, seconds: float = TURN_S) -> int:
    """Goes on with the next preview that was asked for, or with ``only`` this one; returns how many persons."""
    with context.db.read() as session:
        query = select(Preview).where(Preview.state.in_(("waiting", "running")))
        query = query if only is None else query.where(Preview.id == only)
        preview = session.scalars(query.order_by(Preview.id).limit(1)).first()
        if preview is None:
            return 0
        session.expunge(preview)
    try:
        return _go_on(replace(context, now=lambda: preview.asked_at), context, preview, monotonic() + seconds)
    except DBAPIError:
        raise  # it may do later
    except Exception as error:
        log.exception("a preview failed", preview=preview.id)
        _fail(context, preview.id, f"{type(error).__name__}: {error}")
        return 0


def _go_on(then: Context, context: Context, preview: Preview, until: float) -> int:
    """``then``: as of when it was asked."""
    with context.db.read() as session:
        both = Both.of(then, session, preview)
        people = session.scalar(select(func.count(Account.person.distinct()))) or 0
    total, after = 0, preview.after
    while True:
        with context.db.read() as session:
            persons = _next_persons(session, after)
            found = list(both.outcomes(session, persons))
        if not _keep(context, preview.id, after, persons, found, people) or not persons:
            return total
        total, after = total + len(persons), persons[-1]
        if monotonic() > until:
            return total


def _next_persons(session: Session, after: str) -> Sequence[str]:
    query = select(Account.person).distinct().where(Account.person > after)
    return session.scalars(query.order_by(Account.person).limit(SLICE)).all()


@dataclass(frozen=True)
class Sight:
    """How these persons' facts are seen by one of the two."""

    meetings: Meetings
    judge: Judge
    by_hand: Mapping[str, Sequence[Evidence]]

    @classmethod
    def of(
        cls,
        context: Context,
        session: Session,
        meetings: Meetings,
        facts: Sequence[Fact],
        around: Around,
        accounts: Sequence[Account],
    ) -> Sight:
        judge = meetings.world.judge(session, facts, around)
        return cls(meetings, judge, manual_by_account(session, accounts, judge.timeline, context.zone))

    def reckoned(
        self, context: Context, session: Session, accounts: Sequence[Account], facts: Sequence[Fact]
    ) -> Reckoning:
        by_hand = [item for one in accounts for item in self.by_hand.get(one.key, ())]
        return reckoned(context, session, accounts, facts, self.judge, self.meetings, by_hand=by_hand)


@dataclass(frozen=True)
class Both:
    """The sight of things as they are, and as they would be."""

    context: Context
    now: Meetings
    then: Meetings

    @classmethod
    def of(cls, context: Context, session: Session, preview: Preview) -> Both:
        there = World(session, then_timeline(session, preview))
        return cls(context, Meetings(context, session), Meetings(context, session, there))

    def outcomes(self, session: Session, persons: Sequence[str]) -> Iterator[Outcome]:
        accounts = accounts_of_all(session, persons)
        facts = _facts_of(session, accounts)
        every = [fact for each in facts.values() for fact in each]
        around = Around.of(session, every)
        everybody = [one for each in accounts.values() for one in each]
        sights = [
            Sight.of(self.context, session, one, every, around, everybody) for one in (self.now, self.then)
        ]
        approved = approved_amounts(session, [one.key for one in everybody])
        for person in persons:
            now, then = (
                sight.reckoned(self.context, session, accounts[person], facts[person]) for sight in sights
            )
            badges = self._badges(session, person, now), self._badges(session, person, then)
            yield outcome(person, now, then, approved, badges)

    def _badges(self, session: Session, person: str, reckoning: Reckoning) -> list[str]:
        found = standings(self.context, session, person, reckoning)
        return [standing.rule for standing in found if standing.since is not None]


def _facts_of(session: Session, accounts: Mapping[str, Sequence[Account]]) -> dict[str, list[Fact]]:
    """Person → everything they did, in its order."""
    of = {(one.source, one.user_id): person for person, each in accounts.items() for one in each}
    found: dict[str, list[Fact]] = {person: [] for person in accounts}
    for fact in deeds_of(session, [one for each in accounts.values() for one in each]):
        found[of[fact.source, fact.author or 0]].append(fact)
    return found


def _keep(
    context: Context, id_: int, after: str, persons: Sequence[str], found: Sequence[Outcome], people: int
) -> bool:
    """Notes a slice, unless it was noted meanwhile or the preview is gone; without persons it has ended."""
    with context.db.write(f"preview:{id_}") as session:
        row = session.get(Preview, id_, with_for_update=True)
        if row is None or row.after != after or row.state in ("done", "failed"):
            return False
        row.people, row.done = people, row.done + len(persons)
        row.state, row.after = "running", persons[-1] if persons else after
        if not persons:
            row.state, row.ended_at, row.people = "done", context.now(), row.done
        _add_up(row, found)
        session.add_all(_person_row(id_, each) for each in found if each.worth_keeping)
    return True


def _add_up(row: Preview, found: Sequence[Outcome]) -> None:
    sums = {key: list(pair) for key, pair in row.sums.items()}
    samples = dict(row.samples)
    for each in found:
        add(sums, each.sums)
        add_samples(samples, each.samples)
    row.sums, row.samples = sums, samples
    row.facts += sum(each.facts for each in found)
    row.gaining += sum(each.gains for each in found)
    row.losing += sum(each.loses for each in found)


def _person_row(id_: int, one: Outcome) -> PreviewPerson:
    return PreviewPerson(
        preview=id_, person=one.person, place=one.place, gains=one.gains, loses=one.loses, sums=one.sums
    )


def _fail(context: Context, id_: int, problem: str) -> None:
    with context.db.write(f"preview:{id_}") as session:
        row = session.get(Preview, id_, with_for_update=True)
        if row is not None:
            row.state, row.problem, row.ended_at = "failed", problem[:500], context.now()


def throw_away(context: Context) -> None:
    """Old answers go; they say nothing of today."""
    with context.db.read() as session:
        old = select(Preview.id).where(Preview.asked_at < context.now() - KEEP_DAYS * DAY_S)
        ids = session.scalars(old.limit(10)).all()
    for id_ in ids:
        with context.db.write(f"preview:{id_}") as session:
            session.execute(delete(PreviewPerson).where(PreviewPerson.preview == id_))
            session.execute(delete(Preview).where(Preview.id == id_))

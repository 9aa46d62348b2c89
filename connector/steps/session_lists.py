"""Who took part in the sessions of a course, for the people who look after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import Nothing
from connector.domain.facts import Fact, Kind, account_key
from connector.domain.sessions import Attendance, Session, SessionRule
from connector.mapping.attendance import attended
from connector.mapping.meaning import Judge
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow
from connector.steps.context import Context
from connector.steps.keeping import chunks, fact_of
from connector.steps.meetings import found_sessions, presences
from connector.steps.world import judge_for, timeline

SIGNS = (Kind.COMPLETION, Kind.CHOICE_ANSWER, Kind.POST)
Course = tuple[str, int]


@dataclass(frozen=True)
class Sitting:
    """One person and one session that something of theirs speaks for."""

    person: str
    session: Session
    what: Attendance | Nothing


def session_named(context: Context, db: Db, source: str, key: str) -> Session | None:
    """The session with this key (``event:12``), as it is now."""
    kind, _, id_ = key.partition(":")
    row = db.get(FactRow, (source, kind, id_))
    if row is None or row.course is None:
        return None
    found = found_sessions(context, db, {(source, row.course)})
    return next((each for each in found if each.key == key), None)


def rule_of(db: Db, session: Session) -> SessionRule | None:
    """As the version has it that holds for this session."""
    mapping = timeline(db).version(session.version)
    return mapping.session(session.rule) if mapping else None


def sittings(context: Context, db: Db, course: Course) -> list[Sitting]:
    """Everybody for whom anything speaks, in every session of a course: one reading, however many they are."""
    signs = _signs(db, course)
    found = found_sessions(context, db, {course})
    told = _told(db, course[0], found)
    persons = _persons(db, {account_key(fact.source, fact.author or 0) for fact in signs} | told)
    judge = _judge(db, course)
    return [
        Sitting(person, session, what)
        for person, accounts in sorted(persons.items())
        for session, what in _of_one(db, accounts, signs, found, judge)
    ]


def _of_one(
    db: Db, accounts: Sequence[str], signs: Sequence[Fact], found: Sequence[Session], judge: Judge
) -> list[tuple[Session, Attendance | Nothing]]:
    own = [fact for fact in signs if account_key(fact.source, fact.author or 0) in accounts]
    return attended(accounts, own, found, judge.timeline, judge.places, presences(db, accounts))


def _signs(db: Db, course: Course) -> list[Fact]:
    query = select(FactRow).where(FactRow.source == course[0], FactRow.course == course[1])
    rows = db.scalars(query.where(FactRow.kind.in_(SIGNS), FactRow.author.is_not(None)))
    return sorted(map(fact_of, rows), key=lambda fact: fact.order)


def _judge(db: Db, course: Course) -> Judge:
    query = select(FactRow).where(FactRow.source == course[0], FactRow.course == course[1])
    return judge_for(db, [fact_of(row) for row in db.scalars(query)])


def _told(db: Db, source: str, found: Sequence[Session]) -> set[str]:
    keys: set[str] = set()
    for part in chunks([session.key for session in found]):
        query = select(PresenceRow.account).where(PresenceRow.source == source, PresenceRow.session.in_(part))
        keys |= set(db.scalars(query))
    return keys


def _persons(db: Db, keys: set[str]) -> dict[str, list[str]]:
    """Person → all of their accounts, for whom one of these accounts is theirs."""
    persons: set[str] = set()
    for part in chunks(sorted(keys)):
        persons |= set(db.scalars(select(Account.person).where(Account.key.in_(part))))
    found: dict[str, list[str]] = {}
    for part in chunks(sorted(persons)):
        query = select(Account).where(Account.person.in_(part)).order_by(Account.key)
        for account in db.scalars(query):
            found.setdefault(account.person, []).append(account.key)
    return found

"""Who took part in the sessions of a course, for the people who look after them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import Nothing
from connector.domain.sessions import Attendance, Presence, Session, SessionRule
from connector.mapping.attendance import attended
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow
from connector.steps.context import Context
from connector.steps.keeping import chunks
from connector.steps.meetings import Meetings, presence_of
from connector.steps.session_facts import Course
from connector.steps.session_signs import signs_of
from connector.steps.world import timeline


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person and one session that something of theirs speaks for."""

    person: str
    session: Session
    what: Attendance | Nothing


def session_named(
    context: Context, db: Db, source: str, key: str, meetings: Meetings | None = None
) -> Session | None:
    """The session with this key (``event:12``), as it is now."""
    kind, _, id_ = key.partition(":")
    row = db.get(FactRow, (source, kind, id_))
    if row is None or row.course is None:
        return None
    meetings = meetings or Meetings(context, db)
    found = meetings.of(db, {(source, row.course)})
    return next((each for each in found.agenda if each.key == key), None)


def rule_of(db: Db, session: Session) -> SessionRule | None:
    """As the version has it that holds for this session."""
    mapping = timeline(db).version(session.version)
    return mapping.session(session.rule) if mapping else None


def sittings(
    context: Context,
    db: Db,
    course: Course,
    keys: Collection[str] | None = None,
    meetings: Meetings | None = None,
) -> list[Sitting]:
    """Everybody for whom anything speaks, in every session of a course or in those with these keys (``event:12``).

    One reading, however many they are; what does not concern these sessions is not read.
    """
    meetings = meetings or Meetings(context, db)
    found = meetings.of(db, {course})
    asked = [each for each in found.agenda if keys is None or each.key in keys]
    signs = signs_of(db, course, asked, meetings.world.timeline)
    told = _told(db, course[0], asked)
    wanted = {each.key for each in asked}
    return [
        Sitting(person, session, what)
        for person, accounts in sorted(_persons(db, signs.keys() | told.keys()).items())
        for session, what in attended(
            accounts,
            [fact for account in accounts for fact in signs.get(account, ())],
            found.agenda,
            meetings.world.timeline,
            found.places,
            [presence for account in accounts for presence in told.get(account, ())],
        )
        if session.key in wanted
    ]


def _told(db: Db, source: str, asked: Sequence[Session]) -> dict[str, list[Presence]]:
    """Account → what lists, files and notices say."""
    found: dict[str, list[Presence]] = {}
    for part in chunks([session.key for session in asked]):
        query = select(PresenceRow).where(PresenceRow.source == source, PresenceRow.session.in_(part))
        for row in db.scalars(query.order_by(PresenceRow.session, PresenceRow.account, PresenceRow.how)):
            found.setdefault(row.account, []).append(presence_of(row))
    return found


def _persons(db: Db, keys: Collection[str]) -> dict[str, list[str]]:
    """Person → all of their accounts, for whom one of these accounts is theirs."""
    persons: set[str] = set()
    for part in chunks(sorted(keys)):
        persons |= set(db.scalars(select(Account.person).where(Account.key.in_(part))))
    found: dict[str, list[str]] = {}
    for part in chunks(sorted(persons)):
        query = select(Account.person, Account.key).where(Account.person.in_(part)).order_by(Account.key)
        for person, account in db.execute(query):
            found.setdefault(person, []).append(account)
    return found

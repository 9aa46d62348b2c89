"""Sessions and attendance as they follow from the facts and from what leaders said: computed, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import Evidence, Nothing
from connector.domain.facts import Fact, Kind, account_key
from connector.domain.sessions import Attendance, Decided, How, Presence, Session
from connector.mapping.attendance import attended
from connector.mapping.evidence import evidence_of_attendance, evidence_of_leading
from connector.mapping.meaning import Judge
from connector.mapping.sessions import next_change, sessions
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps.context import Context
from connector.steps.keeping import chunks, fact_of
from connector.steps.world import judge_for

MADE_OF = (Kind.EVENT, Kind.MODULE, Kind.MEETING, Kind.DISCUSSION)
"""What a session may be."""


def found_sessions(
    context: Context, db: Db, courses: Collection[tuple[str, int]], judge: Judge | None = None
) -> list[Session]:
    """All sessions in these (source, course id), in the order of their time."""
    facts = _facts_of(db, courses)
    judge = judge or judge_for(db, facts)
    if not any(entry.mapping.sessions for entry in judge.timeline.entries):
        return []
    persons = _persons(db, facts)
    return sessions(
        facts,
        judge.timeline,
        judge.places,
        context.now(),
        decided=decisions(db),
        persons=persons,
        service_accounts=judge.service_accounts,
    )


def _facts_of(db: Db, courses: Collection[tuple[str, int]]) -> list[Fact]:
    facts: list[Fact] = []
    for source, course in sorted(courses):
        query = select(FactRow).where(FactRow.source == source, FactRow.course == course)
        facts += [fact_of(row) for row in db.scalars(query.where(FactRow.kind.in_([*MADE_OF, Kind.POST])))]
    return facts


def _persons(db: Db, facts: Iterable[Fact]) -> dict[str, str]:
    keys = sorted({account_key(fact.source, fact.author) for fact in facts if fact.author})
    found: dict[str, str] = {}
    for part in chunks(keys):
        rows = db.execute(select(Account.key, Account.person).where(Account.key.in_(part)))
        found |= {row.key: row.person for row in rows}
    return found


def decisions(db: Db) -> dict[tuple[str, str], Decided]:
    """What leaders said of sessions, by (source, key)."""
    rows = db.scalars(select(SessionDecision))
    return {(row.source, row.session): Decided(row.start, row.minutes, row.cancelled) for row in rows}


def presences(db: Db, accounts: Sequence[str]) -> list[Presence]:
    """Lists, files and joinings that name these accounts."""
    query = (
        select(PresenceRow)
        .where(PresenceRow.account.in_(accounts))
        .order_by(PresenceRow.source, PresenceRow.session, PresenceRow.account, PresenceRow.how)
    )
    return [
        Presence(
            row.source,
            row.session,
            row.account,
            How(row.how),
            tuple((start, end) for start, end in row.intervals),
            row.by,
            row.minutes,
        )
        for row in db.scalars(query)
    ]


Took = tuple[Session, Attendance | Nothing]


def took_part(
    context: Context, db: Db, accounts: Sequence[Account], facts: Sequence[Fact], judge: Judge
) -> tuple[list[Took], int | None]:
    """What speaks for this person's having been at sessions, and when that may change by itself."""
    told = presences(db, [account.key for account in accounts])
    courses = {(fact.source, fact.course) for fact in facts if fact.course is not None}
    courses |= _courses_of(db, told)
    found = found_sessions(context, db, courses)
    if not found:
        return [], None
    wider = judge_for(db, [*facts, *_facts_of(db, courses)])
    keys = [account.key for account in accounts]
    took = attended(keys, facts, found, judge.timeline, wider.places, told)
    return took, next_change(found, context.now())


def _courses_of(db: Db, told: Iterable[Presence]) -> set[tuple[str, int]]:
    found = set()
    for one in told:
        kind, _, id_ = one.session.partition(":")
        row = db.get(FactRow, (one.source, kind, id_))
        if row is not None and row.course is not None:
            found.add((one.source, row.course))
    return found


def evidence_of_took(
    context: Context, took: Iterable[Took], judge: Judge, accounts: Sequence[Account]
) -> list[Evidence]:
    keys = [account.key for account in accounts]
    found: list[Evidence] = []
    for session, attendance in took:
        if isinstance(attendance, Attendance):
            found += evidence_of_attendance(attendance, judge.timeline, context.zone)
            found += evidence_of_leading(attendance, session, judge.timeline, keys)
    return found


# --- for exports and pages -----------------------------------------------------------


def mapped_courses(db: Db) -> set[tuple[str, int]]:
    return {(row.source, course) for row in db.scalars(select(Lookup)) for course in row.courses}


def everybody(db: Db) -> list[Account]:
    """All accounts for whom anything may speak."""
    acted = select(FactRow.author).where(
        FactRow.source == Account.source,
        FactRow.author == Account.user_id,
        FactRow.kind.in_([Kind.COMPLETION, Kind.CHOICE_ANSWER, Kind.POST]),
    )
    listed = select(PresenceRow.account).where(PresenceRow.account == Account.key)
    return list(db.scalars(select(Account).where(or_(acted.exists(), listed.exists())).order_by(Account.key)))

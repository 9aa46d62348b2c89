"""Sessions and attendance as they follow from the facts and from what leaders said: computed, never stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import Evidence, Nothing
from connector.domain.facts import Fact, Kind, account_key
from connector.domain.sessions import Attendance, Decided, How, Presence, Session
from connector.mapping.agenda import Agenda
from connector.mapping.attendance import attended
from connector.mapping.evidence import evidence_of_attendance, evidence_of_leading
from connector.mapping.meaning import Judge
from connector.mapping.places import Places
from connector.mapping.sessions import next_change, sessions
from connector.models.lms import FactRow, Lookup
from connector.models.own_posts import OwnPostRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps.context import Context
from connector.steps.keeping import chunks, rows_of
from connector.steps.session_facts import Course, session_facts
from connector.steps.world import World

MOST = 100
"""Sets of courses whose sessions are kept at a time: people are in few, but an export sees everybody."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sessions of some courses, and the places they are in."""

    agenda: Agenda
    places: Places


class Meetings:
    """Finds the sessions of courses, as they are at one moment; each only once, however many people ask.

    For one turn, page or export: what changes meanwhile unsettles whom it concerns, and they are reckoned anew.
    """

    def __init__(self, context: Context, db: Db, world: World | None = None) -> None:
        self.at = context.now()
        self.world = world or World(db)
        self._rules = [rule for entry in self.world.timeline.entries for rule in entry.mapping.sessions]
        self._facts: dict[Course, list[Fact]] = {}
        self._found: dict[frozenset[Course], Found] = {}

    @property
    def any_rules(self) -> bool:
        """Whether any version of the mapping speaks of sessions."""
        return bool(self._rules)

    def of(self, db: Db, courses: Iterable[Course]) -> Found:
        """Sessions in these courses, in the order of their time."""
        here = frozenset(courses) if self._rules else frozenset()
        if here not in self._found:
            if len(self._found) == MOST:
                self._found.clear()
            self._found[here] = self._find(db, sorted(here))
        return self._found[here]

    def _find(self, db: Db, courses: Sequence[Course]) -> Found:
        for course in courses:
            if course not in self._facts:
                self._facts[course] = session_facts(db, course, self._rules)
        facts = [fact for course in courses for fact in self._facts[course]]
        timeline, places = self.world.timeline, Places.of(facts, self.world.lookups)
        found = sessions(
            facts,
            timeline,
            places,
            self.at,
            decided=decisions(db),
            summarised=_summarised(db),
            persons=_persons(db, facts),
            service_accounts=self.world.service_accounts,
        )
        return Found(Agenda(found), places)


def found_sessions(context: Context, db: Db, courses: Collection[Course]) -> Sequence[Session]:
    """All sessions in these courses, in the order of their time."""
    return Meetings(context, db).of(db, courses).agenda


def _persons(db: Db, facts: Iterable[Fact]) -> dict[str, str]:
    keys = sorted({account_key(fact.source, fact.author) for fact in facts if fact.author})
    found: dict[str, str] = {}
    for part in chunks(keys):
        rows = db.execute(select(Account.key, Account.person).where(Account.key.in_(part)))
        found |= {row.key: row.person for row in rows}
    return found


def _summarised(db: Db) -> set[tuple[str, str]]:
    """(source, key) of those whose minutes stand in the LMS."""
    query = select(OwnPostRow.source, OwnPostRow.key).where(OwnPostRow.state == "standing")
    found = db.execute(query.where(OwnPostRow.key >= "session:", OwnPostRow.key < "session;"))
    return {(row.source, row.key.partition(":")[2]) for row in found}


def decisions(db: Db) -> dict[tuple[str, str], Decided]:
    """What leaders said of sessions, by (source, key)."""
    rows = db.scalars(select(SessionDecision))
    return {(row.source, row.session): Decided(row.start, row.minutes, row.cancelled) for row in rows}


def presences(db: Db, accounts: Sequence[str], *, hints: bool = False) -> list[Presence]:
    """Lists and files that name these accounts; with ``hints`` also what only events told.

    Hints are for the eyes of whoever approves: what is settled or exported is computed without them.
    """
    query = (
        select(PresenceRow)
        .where(PresenceRow.account.in_(accounts))
        .order_by(PresenceRow.source, PresenceRow.session, PresenceRow.account, PresenceRow.how)
    )
    if not hints:
        query = query.where(PresenceRow.how != How.JOINED.value)
    return [presence_of(row) for row in db.scalars(query)]


def presence_of(row: PresenceRow) -> Presence:
    intervals = tuple((start, end) for start, end in row.intervals)
    return Presence(row.source, row.session, row.account, How(row.how), intervals, row.by, row.minutes)


Took = tuple[Session, Attendance | Nothing]


def took_part(
    db: Db, accounts: Sequence[Account], facts: Sequence[Fact], meetings: Meetings, *, hints: bool = False
) -> tuple[list[Took], int | None]:
    """What speaks for this person's having been at sessions, and when that may change by itself."""
    if not meetings.any_rules:
        return [], None
    keys = [account.key for account in accounts]
    told = presences(db, keys, hints=hints)
    courses = {(fact.source, fact.course) for fact in facts if fact.course is not None}
    found = meetings.of(db, courses | _courses_of(db, told))
    took = attended(keys, facts, found.agenda, meetings.world.timeline, found.places, told)
    return took, next_change(found.agenda, meetings.at)


def _courses_of(db: Db, told: Iterable[Presence]) -> set[Course]:
    named: dict[tuple[str, str], set[str]] = {}
    for one in told:
        kind, _, id_ = one.session.partition(":")
        named.setdefault((one.source, kind), set()).add(id_)
    found: set[Course] = set()
    for (source, kind), ids in named.items():
        rows = rows_of(db, source, Kind(kind), sorted(ids)).values()
        found |= {(source, row.course) for row in rows if row.course is not None}
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


def mapped_courses(db: Db) -> set[Course]:
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

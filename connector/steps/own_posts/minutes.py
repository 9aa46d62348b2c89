"""Minutes of a session: when it was, how many came and how that is known, decisions, deadlines, recordings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import digest
from connector.domain.facts import Fact, State
from connector.domain.facts import Kind as FactKind
from connector.domain.matching import fold
from connector.domain.rules import SummaryOf, SummaryRule
from connector.domain.sessions import Attendance, Session, Stage
from connector.models.lms import FactRow
from connector.models.sessions import PresenceRow
from connector.steps.context import Context
from connector.steps.keeping import fact_of
from connector.steps.meetings import Meetings, mapped_courses
from connector.steps.own_posts.board import FINAL, Spot
from connector.steps.own_posts.discussions import talk_of
from connector.steps.own_posts.kind import (
    Due,
    Kind,
    NoOrder,
    Order,
    calls,
    cited_changed,
    forum_of_course,
    rows,
    rule_for,
    service_accounts,
)
from connector.steps.own_posts.minutes_text import Held, write
from connector.steps.own_posts.talk import member_posts, modified_of, place_digest
from connector.steps.session_lists import session_named, sittings
from connector.steps.world import current_mapping
from connector.summary.port import Language

PREFIX = "session"
HOUR_S, DAY_S = 3600, 86_400
AFTER_S = HOUR_S
"""Minutes are written so long after the end; what comes in later brings them up to date, and mails nobody."""
RECENT_S = 30 * DAY_S
"""Of older sessions none are begun: going live must not fill a forum with the past."""
ABOUT_S = 14 * DAY_S
"""A discussion that carries the session's name and began within so long of it speaks of it."""
MOST_TALKS = 5


# --- what is due --------------------------------------------------------------------------


def due(context: Context, db: Db, source: str) -> Iterator[Due]:
    if rule_for(db, SummaryOf.SESSION) is None:
        return
    known, now = rows(db, source, PREFIX), context.now()
    fresh: set[str] = set()
    meetings = Meetings(context, db)
    for course in sorted(course for where, course in mapped_courses(db) if where == source):
        ground = _ground(db, source, course)
        for session in meetings.of(db, {(source, course)}).agenda:
            key = f"{PREFIX}:{session.key}"
            if _is_recent(session, now) and (key in known or _is_over(session, now)):
                fresh.add(key)
                seen = digest([ground, session.start, session.minutes, session.name, session.stage])
                if calls(known.get(key), seen, now):
                    yield Due(key, seen)
    for key in sorted(known.keys() - fresh):
        if known[key].state not in FINAL and cited_changed(db, known[key]):
            yield Due(key, known[key].seen)


def _is_recent(session: Session, now: int) -> bool:
    return session.end is not None and session.end + RECENT_S > now


def _is_over(session: Session, now: int) -> bool:
    held = session.stage in (Stage.HELD, Stage.SUMMARISED)
    return held and session.end is not None and session.end + AFTER_S <= now


def _ground(db: Db, source: str, course: int) -> list[Any]:
    """Moves with every answer, completion, list, recording and post that minutes may tell of."""
    told = (FactKind.COMPLETION, FactKind.CHOICE_ANSWER, FactKind.RECORDING, FactKind.MODULE, FactKind.POST)
    changes = func.coalesce(func.sum(FactRow.data["modified"].as_integer()), 0)
    query = select(FactRow.kind, func.count(), func.coalesce(func.sum(FactRow.time), 0), changes).where(
        FactRow.source == source, FactRow.course == course, FactRow.state == State.PRESENT.value
    )
    facts = db.execute(query.where(FactRow.kind.in_(told)).group_by(FactRow.kind).order_by(FactRow.kind))
    lists = select(func.count(), func.max(PresenceRow.at)).where(PresenceRow.source == source)
    mapping = current_mapping(db)
    return [
        mapping.number if mapping else 0,
        [list(row) for row in facts],
        [list(row) for row in db.execute(lists)],
    ]


# --- what they are made from ----------------------------------------------------------------


def order(context: Context, db: Db, source: str, key: str) -> Order | NoOrder:
    session, rule = session_named(context, db, source, _session_key(key)), rule_for(db, SummaryOf.SESSION)
    mapping = current_mapping(db)
    if rule is None or mapping is None:
        return NoOrder("no_rule")
    if session is None or session.stage is Stage.CANCELLED:
        return NoOrder("session_cancelled", withdraw=True)
    if session.end is None or session.stage in (Stage.PROPOSED, Stage.SCHEDULED):
        return NoOrder("session_not_held", withdraw=True)
    if not _for_all(db, session):
        return NoOrder("not_for_all", withdraw=True)
    community = mapping.community(session.community)
    spot = _spot(db, session, rule)
    if spot is None or community is None:
        return NoOrder("no_forum")
    language = rule.language if rule.language in set(Language) else ""
    told = [posts for number in _talked(db, session) if (posts := member_posts(db, source, number))]
    talks = [talk_of(db, source, posts, community, language) for posts in told]
    held = Held(
        session,
        _attendance(context, db, session),
        tuple(talks),
        tuple(recordings_of(db, source, session.key)),
        language,
    )
    modified = {post: at for posts in told for post, at in modified_of(posts).items()}
    return Order(
        source=source,
        key=key,
        spot=spot,
        language=language,
        digest=_digest(db, held, modified, rule),
        write=partial(write, held=held),
        modified=modified,
    )


def _session_key(key: str) -> str:
    return key.partition(":")[2]


def _digest(db: Db, held: Held, modified: dict[str, int | None], rule: SummaryRule) -> str:
    session = held.session
    places = [place_digest(db, session.source, talk.discussion, talk.posts[0]) for talk in held.talks]
    told = [session.name, session.start, session.minutes, sorted(held.attendance.items())]
    links = [link for each in held.recordings for link in each.data.get("links", ())]
    return digest([rule.language, told, places, sorted(modified.items()), links])


def _for_all(db: Db, session: Session) -> bool:
    """Not the meeting of one group, nor one that is hidden or has a condition of access."""
    row = db.get(FactRow, (session.source, session.fact_kind, session.fact_id))
    module = db.get(FactRow, (session.source, FactKind.MODULE.value, str(session.cmid)))
    if row is None or row.data.get("visible", True) in (False, 0):
        return False
    if (row.data.get("group") or -1) > 0:
        return False
    hidden = module is not None and (not module.data.get("visible", True) or module.data.get("restricted"))
    return not hidden


def _spot(db: Db, session: Session, rule: SummaryRule) -> Spot | None:
    """The forum that the rule names; or a reply where the session was held or proposed."""
    if rule.into is not None:
        forum = forum_of_course(db, session.source, session.course, rule.into)
        return Spot(forum) if forum is not None else None
    for number in _own_discussions(session):
        row = db.get(FactRow, (session.source, FactKind.DISCUSSION.value, str(number)))
        if row is not None and row.state == State.PRESENT and row.container:
            return Spot(int(row.container.partition(":")[2]), number, row.data["first_post"])
    return None


def _own_discussions(session: Session) -> list[int]:
    """Where it was held and where it was proposed."""
    keys = [session.key, session.proposal]
    return [int(key.partition(":")[2]) for key in keys if key.startswith(f"{FactKind.DISCUSSION}:")]


def _talked(db: Db, session: Session) -> list[int]:
    """Discussions that speak of the session: its own, and those that carry its name."""
    query = select(FactRow).where(FactRow.source == session.source, FactRow.course == session.course)
    query = query.where(FactRow.kind == FactKind.DISCUSSION.value, FactRow.state == State.PRESENT.value)
    start, end, ours = session.start or 0, session.end or 0, service_accounts(db, session.source)
    query = query.where(FactRow.time.between(start - ABOUT_S, end + ABOUT_S)).order_by(FactRow.time)
    named = [int(row.id) for row in db.scalars(query) if row.author not in ours and _names(row, session)]
    return list(dict.fromkeys([*_own_discussions(session), *named]))[:MOST_TALKS]


def _names(row: FactRow, session: Session) -> bool:
    return bool(session.name) and fold(session.name) in fold(row.data.get("name", ""))


def _attendance(context: Context, db: Db, session: Session) -> Counter[str]:
    """How known → how many people."""
    if session.course is None:
        return Counter()
    here = sittings(context, db, (session.source, session.course), {session.key})
    return Counter(
        one.what.how.value for one in here if isinstance(one.what, Attendance) and one.what.certain
    )


def recordings_of(db: Db, source: str, session: str) -> list[Fact]:
    """What was recorded in a BigBlueButton session, by time."""
    query = select(FactRow).where(FactRow.source == source, FactRow.container == session)
    query = query.where(FactRow.kind == FactKind.RECORDING.value, FactRow.state == State.PRESENT.value)
    return sorted((fact_of(row) for row in db.scalars(query)), key=lambda fact: fact.order)


KIND = Kind("minutes", PREFIX, due, order)

"""The weekly digest of a community: what is new, what was solved, what waits for an answer, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session as Db

from connector.domain.credit import digest
from connector.domain.facts import Fact
from connector.domain.rules import Community, SummaryOf
from connector.domain.sessions import Session, Stage
from connector.steps.context import Context
from connector.steps.meetings import found_sessions
from connector.steps.own_posts import week_news
from connector.steps.own_posts.board import FINAL, Spot
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
)
from connector.steps.own_posts.minutes_text import session_url
from connector.steps.own_posts.times import day_text, week_text
from connector.steps.own_posts.week_news import News, Week
from connector.steps.own_posts.written import Written, discussion_url, slug, written
from connector.steps.world import current_mapping
from connector.summary.page import Line
from connector.summary.port import Language
from connector.summary.sessions import Digest, digest_page

PREFIX = "week"
DAY_S = 86_400
FROM_HOUR = 7
"""On Monday, in the institution's zone: by then the night's reconcile has seen the week."""
KEPT_TRUE_S = 14 * DAY_S
"""So long a digest that stands follows what is edited or deleted of it."""


def last_week(now: int, zone: ZoneInfo) -> Week:
    """The last one that is over: Monday 00:00 to Monday 00:00, and its ISO name."""
    today = datetime.fromtimestamp(now, zone) - timedelta(hours=FROM_HOUR)
    monday = datetime(today.year, today.month, today.day, tzinfo=zone) - timedelta(days=today.weekday())
    return _week_from(monday - timedelta(days=7))


def _week_from(monday: datetime) -> Week:
    year, number, _ = monday.isocalendar()
    after = monday + timedelta(days=7)
    return Week(int(monday.timestamp()), int(after.timestamp()), f"{year}-W{number:02d}")


def _week_named(name: str, zone: ZoneInfo) -> Week:
    return _week_from(datetime.strptime(f"{name}-1", "%G-W%V-%u").replace(tzinfo=zone))


# --- what is due --------------------------------------------------------------------------


def due(context: Context, db: Db, source: str) -> Iterator[Due]:
    rule, mapping = rule_for(db, SummaryOf.WEEK), current_mapping(db)
    if rule is None or mapping is None:
        return
    known, now = rows(db, source, PREFIX), context.now()
    week = last_week(now, context.zone)
    seen = f"{mapping.number}/{week_news.ground(db, source, week)}"
    for community in mapping.communities:
        key = f"{PREFIX}:{community.key}/{week.name}"
        lives_here = any(place.source == source for place in community.lives_in)
        if lives_here and calls(known.get(key), seen, now):
            yield Due(key, seen)
    for key, row in known.items():
        fresh = row.written_at is not None and row.written_at + KEPT_TRUE_S > now
        if fresh and row.state not in FINAL and cited_changed(db, row):
            yield Due(key, row.seen)


# --- what it is made from -------------------------------------------------------------------


class _Told(NamedTuple):
    community: Community
    week: Week
    news: News
    sessions: list[Session]
    language: Language


def order(context: Context, db: Db, source: str, key: str) -> Order | NoOrder:
    rule, mapping = rule_for(db, SummaryOf.WEEK), current_mapping(db)
    name, _, week_name = key.partition(":")[2].partition("/")
    community = mapping.community(name) if mapping else None
    if rule is None or rule.into is None or community is None:
        return NoOrder("no_rule")
    week = _week_named(week_name, context.zone)
    home = week_news.home(db, source, community)
    forums = [
        found for course in home if (found := forum_of_course(db, source, course, rule.into)) is not None
    ]
    if not forums:
        return NoOrder("no_forum")
    news = week_news.told(context, db, source, community, week, frozenset(forums))
    sessions = _coming(context, db, source, home, community, week)
    if not (any(news.ids) or sessions):
        return NoOrder("no_news", withdraw=True)
    language = Language(rule.language) if rule.language in set(Language) else Language.ID
    told = _Told(community, week, news, sessions, language)
    return Order(
        source=source,
        key=key,
        spot=Spot(forums[0]),
        language=language,
        digest=digest([language, community.name, news.ids, [[each.key, each.start] for each in sessions]]),
        write=partial(_write, source=source, key=key, told=told),
        modified=news.modified,
    )


def _coming(
    context: Context, db: Db, source: str, courses: list[int], community: Community, week: Week
) -> list[Session]:
    found = found_sessions(context, db, {(source, course) for course in courses})
    return [
        each
        for each in found
        if each.stage is Stage.SCHEDULED
        and each.community == community.key
        and week.end <= (each.start or 0) < week.end + 14 * DAY_S
    ]


# --- writing it -------------------------------------------------------------------------------


def _write(context: Context, *, source: str, key: str, told: _Told) -> Written:
    def lines(facts: list[Fact]) -> list[Line]:
        return [
            Line(fact.data.get("name", ""), discussion_url(context, source, int(fact.id))) for fact in facts
        ]

    news, week, language = told.news, told.week, told.language
    home = f"{context.addresses[source]}/course/view.php?id={news.course}"
    page = Digest(
        key=slug(key),
        community=told.community.name,
        week=week_text(week.start, week.end, context.zone, language),
        object_url=home,
        new=lines(news.new),
        solved=lines(news.solved),
        open_questions=lines(news.unanswered),
        sessions=[_session_line(context, each, language) for each in told.sessions],
    )
    cited = tuple(sorted(int(post) for post in news.modified))
    return written(digest_page(page, language), cited)


def _session_line(context: Context, session: Session, language: Language) -> Line:
    when = day_text(session.start or 0, context.zone, language)
    return Line(f"{session.name}, {when}", session_url(context, session))


KIND = Kind("digest", PREFIX, due, order)

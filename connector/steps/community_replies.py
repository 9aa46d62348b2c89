"""Whether somebody answers: how soon, and which discussions nobody has answered. Counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, ColumnElement, String, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from connector.domain.facts import Kind
from connector.models.lms import FactRow
from connector.steps.community_talk import DAY_S, Window

HOUR_S = 3_600
OLD_S = 2 * DAY_S
SOON = (("hour", HOUR_S), ("day", DAY_S), ("three_days", 3 * DAY_S), ("week", 7 * DAY_S))
"""How soon the first reply came: the first span that it came within; else ``later``, or ``none`` so far."""
SPANS = (*(name for name, _ in SOON), "later", "none")


@dataclass(frozen=True)
class Replies:
    """Of the discussions opened in the window; a reply counts only by another person than who opened it."""

    spans: dict[str, int] = field(default_factory=dict)
    """One of :data:`SPANS` → discussions."""
    day_old: int = 0
    """Opened at least 24 hours ago."""
    within_day: int = 0
    """Those of them that had a reply within 24 hours."""
    unanswered: int = 0
    """Opened more than two days ago and without a reply."""


@dataclass(frozen=True)
class Question:
    """A discussion that waits for an answer."""

    source: str
    discussion: int
    person: str
    subject: str
    time: int


def opened(said: CTE, window: Window) -> Subquery:
    """The discussions of the window, each with who opened it (``person``, ``time``, ``subject``) and with the time of
    its first reply (``replied``, null = none yet).

    Left out are announcements, and what members cannot see yet. Posts are gone through once: a join of posts with
    posts would take the square of their number.
    """
    each, head = _with_opening(said, window), aliased(FactRow)
    by_another = and_(
        each.c.parent.is_not(None), each.c.person != each.c.opener, each.c.time >= each.c.opened
    )
    itself = and_(
        head.source == each.c.source,
        head.kind == Kind.DISCUSSION.value,
        head.id == cast(each.c.discussion, String),
    )
    place = (each.c.community, each.c.source, each.c.discussion)
    query = select(
        *place,
        each.c.opener.label("person"),
        each.c.opened.label("time"),
        func.max(case((each.c.parent.is_(None), each.c.subject))).label("subject"),
        func.min(case((by_another, each.c.time))).label("replied"),
    )
    query = query.outerjoin(head, itself).where(
        each.c.opened <= window.now, func.coalesce(head.data["timestart"].as_integer(), 0) <= window.now
    )
    return query.group_by(*place, each.c.opener, each.c.opened).subquery()


def _with_opening(said: CTE, window: Window) -> Subquery:
    """The window's posts, each with who opened its discussion and when: null if that was before, or does not count."""

    def of_opening(column: ColumnElement[Any]) -> ColumnElement[Any]:
        first = case((said.c.parent.is_(None), column))
        return func.max(first).over(partition_by=(said.c.source, said.c.discussion))

    opening = (of_opening(said.c.person).label("opener"), of_opening(said.c.time).label("opened"))
    query = select(said, *opening).where(said.c.time >= window.start, ~said.c.announcing)
    return query.subquery()


def replies(db: Db, said: CTE, window: Window) -> dict[str, Replies]:
    each = opened(said, window)
    after = each.c.replied - each.c.time
    span = case(
        (each.c.replied.is_(None), "none"),
        *((after <= longest, name) for name, longest in SOON),
        else_="later",
    )
    old = each.c.time <= window.now - DAY_S
    within = and_(old, after <= DAY_S)
    query = select(
        each.c.community,
        *(_count(span == name) for name in SPANS),
        _count(old),
        _count(within),
        _count(_unanswered(each, window)),
    )
    rows = db.execute(query.group_by(each.c.community))
    return {key: _told([int(count) for count in counts]) for key, *counts in rows}


def _told(counts: Sequence[int]) -> Replies:
    *spans, day_old, within_day, unanswered = counts
    return Replies(dict(zip(SPANS, spans, strict=True)), day_old, within_day, unanswered)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _unanswered(each: Subquery, window: Window) -> ColumnElement[bool]:
    return and_(each.c.replied.is_(None), each.c.time < window.now - OLD_S)


def unanswered(db: Db, said: CTE, window: Window, limit: int, first: int = 0) -> list[Question]:
    """Those that wait, the oldest first."""
    each = opened(said, window)
    names = ("source", "discussion", "person", "subject", "time")
    query = select(*(each.c[name] for name in names)).where(_unanswered(each, window))
    query = query.order_by(each.c.time, each.c.source, each.c.discussion).limit(limit).offset(first)
    return [Question(*row) for row in db.execute(query)]

"""How much a community talks, and who: by week, by person, who is new. Each figure is counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, Select, Subquery, case, func, select
from sqlalchemy.orm import Session as Db

from connector.models.credit import ContributionRow
from connector.steps.community_talk import DAY_S, Window

NEW_S = 28 * DAY_S


@dataclass(frozen=True)
class Week:
    start: int
    """Epoch seconds."""
    posts: int = 0
    people: int = 0


@dataclass(frozen=True)
class Talkers:
    """Of the window."""

    active: int = 0
    """Persons with at least one post."""
    posts: int = 0
    by_the_few: int = 0
    """Posts by the most active tenth of them, rounded up to whole persons."""


def by_week(db: Db, said: CTE, window: Window) -> dict[str, list[Week]]:
    """Community → its weeks, the quiet ones included; communities that were silent throughout are left out."""
    week = _week(said.c.time, window).label("week")
    query = select(said.c.community, week, func.count(), func.count(said.c.person.distinct()))
    query = query.where(said.c.time >= window.start).group_by(said.c.community, week)
    found: dict[str, list[Week]] = {}
    for community, number, posts, people in db.execute(query):
        here = found.setdefault(community, quiet(window))
        here[number] = Week(window.weeks[number], posts, people)
    return found


def quiet(window: Window) -> list[Week]:
    return [Week(start) for start in window.weeks]


def _week(time: ColumnElement[int], window: Window) -> ColumnElement[int]:
    """Which of the window's weeks a time falls in."""
    ends = window.weeks[1:]
    return case(*((time < end, number) for number, end in enumerate(ends)), else_=len(ends))


def talkers(db: Db, said: CTE, window: Window) -> dict[str, Talkers]:
    one = select(said.c.community, said.c.person, func.count().label("posts"))
    one = one.where(said.c.time >= window.start).group_by(said.c.community, said.c.person)
    each = _ranked(one.subquery())
    few = func.sum(case((each.c.rank <= (each.c.people + 9) // 10, each.c.posts), else_=0))
    query = select(each.c.community, func.count(), func.sum(each.c.posts), few).group_by(each.c.community)
    return {key: Talkers(active, int(posts), int(by)) for key, active, posts, by in db.execute(query)}


def _ranked(one: Subquery) -> Subquery:
    """With each person's place among the talkers of their community, the most active first."""
    place = func.row_number().over(partition_by=one.c.community, order_by=(one.c.posts.desc(), one.c.person))
    people = func.count().over(partition_by=one.c.community)
    return select(one, place.label("rank"), people.label("people")).subquery()


def newcomers(said: CTE, window: Window) -> Select[str, str, int]:
    """(community, person, time) of all whose first post in the community is of the last 28 days."""
    first = func.min(said.c.time).label("first")
    query = select(said.c.community, said.c.person, first).group_by(said.c.community, said.c.person)
    return query.having(first >= window.now - NEW_S)


def count_newcomers(db: Db, said: CTE, window: Window) -> dict[str, int]:
    new = newcomers(said, window).subquery()
    query = select(new.c.community, func.count()).group_by(new.c.community)
    return {row[0]: row[1] for row in db.execute(query)}


def by_kind(db: Db, communities: Sequence[str], window: Window) -> dict[str, dict[str, int]]:
    """Community → kind of contribution → how many of the window were recognised."""
    row = ContributionRow
    query = select(row.community, row.kind, func.count()).group_by(row.community, row.kind)
    query = query.where(row.community.in_(communities), row.time >= window.start, row.time <= window.now)
    found: dict[str, dict[str, int]] = {}
    for community, kind, count in db.execute(query):
        found.setdefault(community, {})[kind] = count
    return found

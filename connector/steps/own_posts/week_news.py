"""What happened in a community in one week, as titles of discussions that all of its members may open."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.recognition import HELPING
from connector.domain.rules import Community
from connector.models.credit import ContributionRow
from connector.models.dialects import with_keys
from connector.models.lms import FactRow, Lookup
from connector.steps.context import Context
from connector.steps.keeping import chunks, fact_of, rows_of
from connector.steps.own_posts.kind import service_accounts
from connector.steps.own_posts.places import open_forums
from connector.steps.session_facts import visible_replies

DAY_S = 86_400
ASKING = ("question", "problem")
MOST = 10
"""Discussions in one part of the digest."""
UNANSWERED_S = 28 * DAY_S
"""Older questions are no news."""
PATIENCE_S = 2 * DAY_S
"""Before that a question is not called unanswered."""


class Week(NamedTuple):
    start: int
    end: int
    """Not part of it."""
    name: str
    """``2026-W47``"""


@dataclass(frozen=True, slots=True)
class News:
    course: int
    new: list[Fact]
    solved: list[Fact]
    unanswered: list[Fact]
    modified: dict[str, int | None]
    """First post → its time of change: with it the title may change."""

    @property
    def ids(self) -> list[list[str]]:
        return [[fact.id for fact in part] for part in (self.new, self.solved, self.unanswered)]


def ground(db: Db, source: str, week: Week) -> str:
    """Moves with every forum, and with every discussion of that week: what is read late is told late."""
    query = select(func.count()).where(FactRow.source == source, FactRow.state == State.PRESENT.value)
    forums = db.scalar(query.where(FactRow.kind == Kind.FORUM.value))
    begun = query.where(FactRow.kind == Kind.DISCUSSION.value)
    return f"{forums}/{db.scalar(begun.where(FactRow.time.between(week.start, week.end - 1)))}"


def home(db: Db, source: str, community: Community) -> list[int]:
    """The courses it lives in on this site, by id."""
    queries = {place.query for place in community.lives_in if place.source == source}
    found = db.scalars(select(Lookup).where(Lookup.source == source, Lookup.query.in_(queries)))
    return sorted({course for row in found for course in row.courses})


def told(
    context: Context, db: Db, source: str, community: Community, week: Week, left_out: Collection[int]
) -> News:
    """``left_out``: the forums that our own posts go to."""
    courses = home(db, source, community)
    forums = [forum for forum in open_forums(db, source, community, courses) if forum not in left_out]
    recent = _discussions(context, db, source, forums, week)
    new = [fact for fact in recent if week.start <= (fact.time or 0) < week.end][:MOST]
    solved = _solved(context, db, source, forums, week)[:MOST]
    asked = _asked(db, source, [fact for fact in recent if (fact.time or 0) < week.end - PATIENCE_S])
    silent = _unanswered(db, source, asked)[:MOST]
    named = {fact.id: fact for fact in (*new, *solved, *silent)}
    return News(courses[0], new, solved, silent, _modified(db, source, named.values()))


def _discussions(context: Context, db: Db, source: str, forums: list[int], week: Week) -> list[Fact]:
    """Begun by members within the last four weeks, the newest first."""
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.DISCUSSION.value)
    query = query.where(FactRow.container.in_([f"forum:{forum}" for forum in forums]))
    query = query.where(FactRow.state == State.PRESENT.value)
    query = query.where(FactRow.time.between(week.end - UNANSWERED_S, week.end - 1))
    found = db.scalars(query.order_by(FactRow.time.desc(), FactRow.id))
    return _for_all(context, db, source, map(fact_of, found))


def _for_all(context: Context, db: Db, source: str, facts: Iterable[Fact]) -> list[Fact]:
    """By members, and shown to all of them now."""
    ours, now = service_accounts(db, source), context.now()
    return [fact for fact in facts if fact.author not in ours and _is_shown(fact, now)]


def _is_shown(fact: Fact, now: int) -> bool:
    known = fact.data
    shown = (known.get("timestart") or 0) <= now and (not known.get("timeend") or now < known["timeend"])
    of_all = known.get("group") in (None, -1)
    return shown and of_all


def _solved(context: Context, db: Db, source: str, forums: list[int], week: Week) -> list[Fact]:
    """Where somebody's answer or solution came in that week."""
    helped = select(ContributionRow.fact_id).where(
        ContributionRow.source == source,
        ContributionRow.fact_kind == Kind.POST.value,
        ContributionRow.kind.in_(sorted(HELPING)),
        ContributionRow.time.between(week.start, week.end - 1),
    )
    posts = rows_of(db, source, Kind.POST, sorted(db.scalars(helped)))
    by: dict[str, set[int | None]] = {}
    for row in posts.values():
        if row.state == State.PRESENT:
            by.setdefault(str(row.discussion), set()).add(row.author)
    heads = rows_of(db, source, Kind.DISCUSSION, sorted(by))
    here = {f"forum:{forum}" for forum in forums}
    found = [
        fact_of(row)
        for row in heads.values()
        if row.container in here and row.state == State.PRESENT and by[row.id] - {row.author}
    ]
    return sorted(_for_all(context, db, source, found), key=lambda fact: fact.order, reverse=True)


def _asked(db: Db, source: str, discussions: list[Fact]) -> list[Fact]:
    """Those that a question or a problem opens, as the mapping says."""
    row = ContributionRow
    first = {
        (account_key(source, fact.author or 0), Kind.POST.value, str(fact.data.get("first_post"))): fact
        for fact in discussions
    }
    found: list[Fact] = []
    for part in chunks(sorted(first)):
        key = (row.account, row.fact_kind, row.fact_id)
        query = select(*key).where(*with_keys(key, part), row.kind.in_(ASKING))
        found += [
            first[told] for account, kind, id_ in db.execute(query) if (told := (account, kind, id_)) in first
        ]
    return sorted(found, key=lambda fact: fact.order, reverse=True)


def _unanswered(db: Db, source: str, discussions: list[Fact]) -> list[Fact]:
    """Where no member but its author wrote what all may read."""
    asked = {int(fact.id): fact.author for fact in discussions}
    ours = service_accounts(db, source)
    answered: set[str] = set()
    for part in chunks(sorted(asked)):
        query = select(FactRow.discussion, FactRow.author).distinct().where(*visible_replies(source))
        for discussion, author in db.execute(query.where(FactRow.discussion.in_(part))):
            if author not in ours and author != asked.get(discussion or 0):
                answered.add(str(discussion))
    return [fact for fact in discussions if fact.id not in answered]


def _modified(db: Db, source: str, discussions: Iterable[Fact]) -> dict[str, int | None]:
    firsts = sorted(str(fact.data["first_post"]) for fact in discussions if fact.data.get("first_post"))
    posts = rows_of(db, source, Kind.POST, firsts)
    return {id_: row.data.get("modified") for id_, row in posts.items() if row.state == State.PRESENT}

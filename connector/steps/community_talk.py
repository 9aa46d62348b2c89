"""The posts that count in communities, as one table to be counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, ColumnElement, String, and_, case, cast, false, func, or_, select, true

from connector.domain.facts import Kind, State
from connector.mapping.calendar import weeks
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.community_places import Ground

WEEKS = 12
DAY_S = 86_400


@dataclass(frozen=True)
class Window:
    """The time that figures are about."""

    now: int
    weeks: tuple[int, ...]
    """When each week began (epoch seconds, Mondays in the institution's zone); the last is not over."""

    @classmethod
    def until(cls, now: int, zone: ZoneInfo) -> Window:
        return cls(now, weeks(now, zone, WEEKS))

    @property
    def start(self) -> int:
        return self.weeks[0]


def talk(grounds: Sequence[Ground]) -> CTE:
    """One row for each post that counts: ``community``, ``source``, ``discussion``, ``id``, ``parent`` (null for the
    one that opens a discussion), ``person``, ``time``, ``subject``, ``announcing`` (nobody is expected to answer).

    Not counted: what is gone, private or blanked, and what the connector's own account wrote. Accounts of one
    person are one; staff are members like others.
    """
    post, data = FactRow, FactRow.data
    key = account_of(post)
    ours = and_(SourceState.source == post.source, SourceState.service_user == post.author)
    columns = (
        case(*((held(post.container, each.forums), each.key) for each in grounds), else_="").label(
            "community"
        ),
        post.source,
        post.discussion,
        post.id,
        data["parent"].as_integer().label("parent"),
        func.coalesce(Account.person, key).label("person"),
        post.time,
        data["subject"].as_string().label("subject"),
        held(post.container, [one for each in grounds for one in each.announcing]).label("announcing"),
    )
    query = select(*columns).outerjoin(Account, Account.key == key).outerjoin(SourceState, ours)
    return query.where(
        # All at once: an empty one among them would keep SQLite from using the index.
        held(post.container, [one for each in grounds for one in each.forums]),
        post.kind == Kind.POST.value,
        post.state == State.PRESENT.value,
        post.time.is_not(None),
        post.author.is_not(None).is_(
            true()
        ),  # or SQLite would go through all authors instead of these places
        SourceState.source.is_(None),
        ~func.coalesce(data["private"].as_boolean(), false()),
        ~func.coalesce(data["blank"].as_boolean(), false()),
    ).cte("talk")


def account_of(row: type[FactRow]) -> ColumnElement[str]:
    """As :func:`connector.domain.facts.account_key` writes it."""
    return row.source + ":" + cast(row.author, String)


def held(column: Any, places: Sequence[tuple[str, Any]]) -> ColumnElement[bool]:
    """Whether a fact lies in one of these (source, container or course)."""
    sources = sorted({source for source, _ in places})
    return or_(
        false(),
        *(
            and_(FactRow.source == source, column.in_([each for its, each in places if its == source]))
            for source in sources
        ),
    )

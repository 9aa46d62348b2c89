"""How communities do: every figure of the community page, with a fixed number of questions to the database.

The window is the last twelve weeks: this one as far as it has gone, and the eleven before it, from Monday to Sunday
in the institution's time zone. Only posts count that :func:`connector.steps.community_talk.talk` lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Db

from connector.steps.community_activity import (
    Talkers,
    Week,
    by_kind,
    by_week,
    count_newcomers,
    quiet,
    talkers,
)
from connector.steps.community_people import count_members
from connector.steps.community_places import Ground
from connector.steps.community_replies import Replies, replies
from connector.steps.community_talk import Window, talk


@dataclass(frozen=True)
class Figures:
    weeks: Sequence[Week]
    """The window's, the oldest first."""
    talkers: Talkers = field(default_factory=Talkers)
    newcomers: int = 0
    """Persons whose first post in the community is of the last 28 days."""
    replies: Replies = field(default_factory=Replies)
    kinds: dict[str, int] = field(default_factory=dict)
    """Kind of contribution → recognised in the window."""
    roles: dict[str, int] = field(default_factory=dict)
    """Role → persons enrolled now."""

    @property
    def members(self) -> int:
        return sum(self.roles.values())

    @property
    def within_day(self) -> int | None:
        """Whole percent of the discussions opened at least 24 hours ago that had a reply within 24 hours."""
        return percent(self.replies.within_day, self.replies.day_old)

    @property
    def by_the_few(self) -> int | None:
        """Whole percent of the posts that the most active tenth wrote."""
        return percent(self.talkers.by_the_few, self.talkers.posts)


def percent(part: int, whole: int) -> int | None:
    """Halves are rounded up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def figures(db: Db, grounds: Sequence[Ground], window: Window) -> dict[str, Figures]:
    """Community → its figures."""
    if not grounds:
        return {}
    said, keys = talk(grounds), [each.key for each in grounds]
    weeks, people, new = (
        by_week(db, said, window),
        talkers(db, said, window),
        count_newcomers(db, said, window),
    )
    answers, kinds, roles = replies(db, said, window), by_kind(db, keys, window), count_members(db, grounds)
    return {
        key: Figures(
            weeks.get(key) or quiet(window),
            people.get(key, Talkers()),
            new.get(key, 0),
            answers.get(key, Replies()),
            kinds.get(key, {}),
            roles.get(key, {}),
        )
        for key in keys
    }

"""What the story's steps are made of: a step, its date, and what one step leaves for a later one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from connector.sandbox.site import Site

ZONE = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Step:
    """One thing that happens: when (epoch seconds), what it is called, and the doing of it."""

    at: int
    name: str
    do: Callable[[Site], None]


@dataclass
class Cast:
    """What the story has to remember between its steps: posts and discussions by a name."""

    posts: dict[str, int] = field(default_factory=dict)
    discussions: dict[str, int] = field(default_factory=dict)

    def opened(self, site: Site, name: str, discussion: int) -> None:
        self.discussions[name] = discussion
        self.posts[name] = site.tables.discussions[discussion].firstpost


@dataclass(frozen=True)
class Calendar:
    """Days are counted from the base's day in Jakarta; 0 is a Monday with the default base."""

    base: int

    def at(self, day: int, clock: str) -> int:
        midnight = datetime.fromtimestamp(self.base, ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        hour, minute = map(int, clock.split("."))
        return int((midnight + timedelta(days=day, hours=hour, minutes=minute)).timestamp())

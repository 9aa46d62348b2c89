"""Meetings of a community, online or not, and who took part in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from connector.domain.matching import ForumMatch, TextMatch

Interval = tuple[int, int]
"""From, until (epoch seconds); the end is not part of it."""


class Where(StrEnum):
    """By which object of the LMS a session is known."""

    ACTIVITY = "activity"
    CALENDAR = "calendar"
    DISCUSSION = "discussion"


@dataclass(frozen=True, slots=True)
class SessionMatch:
    where: Where
    activity: str = ""
    """Moodle's name of the kind of activity: bigbluebuttonbn."""
    name: TextMatch | None = None
    """Of the activity or the calendar entry; a discussion's subject."""
    forum: ForumMatch | None = None
    """Where the discussion must be."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A discussion in which a session is proposed, and the support it needs."""

    forum: ForumMatch
    replies: int
    """By so many different people, its author not counted."""


class How(StrEnum):
    """How it is known that somebody took part."""

    COMPLETION = "completion"
    CHOICE = "choice"
    REPLIED = "replied"
    CONFIRMED = "confirmed"
    """On a list that a leader confirmed. It counts whatever else is known, as a file does."""
    ABSENT = "absent"
    """Was not there, as a leader says, whatever speaks for it."""
    FILE = "file"
    """In a file of who was there from when to when."""
    JOINED = "joined"
    """Told by an event and not to be read back: a hint for the approver, never credit."""


@dataclass(frozen=True, slots=True)
class AttendedBy:
    how: How
    choice: TextMatch | None = None
    """The name of the choice that serves as attendance list."""
    answer: TextMatch | None = None


@dataclass(frozen=True, slots=True)
class SessionRule:
    key: str
    is_: SessionMatch
    attended_by: AttendedBy
    minutes: int = 0
    """0 = as long as the calendar says."""
    minimum_minutes: int = 0
    """Who was there for less did not take part; known only of intervals."""
    proposed_in: Proposal | None = None
    communities: frozenset[str] = frozenset()
    """Empty = every community."""


class Stage(StrEnum):
    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    """Supported or announced; also while it goes on, and while nobody has said when it is."""
    HELD = "held"
    SUMMARISED = "summarised"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Session:
    source: str
    fact_kind: str
    fact_id: str
    community: str
    rule: str
    """Key of the session rule in the mapping."""
    name: str
    stage: Stage
    start: int | None
    minutes: int
    version: int
    """Number of the mapping version that applied."""
    course: int | None = None
    cmid: int | None = None
    """Course-module id of its activity, where it has one: completion is known by it."""
    leader: str = ""
    """Account of whoever called it: began its discussion, made its calendar entry, else proposed it."""
    supporters: int = 0
    proposal: str = ""
    """Key of the discussion in which it was proposed: ``discussion:31``."""

    @property
    def key(self) -> str:
        """As a fact's container is written: ``event:12``."""
        return f"{self.fact_kind}:{self.fact_id}"

    @property
    def end(self) -> int | None:
        return None if self.start is None else self.start + 60 * self.minutes


@dataclass(frozen=True, slots=True)
class Decided:
    """What a leader said about a session: when it is (or was, though the LMS forgot it), or that it is not."""

    start: int | None = None
    minutes: int = 0
    """0 = as without it."""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """One line of a list or file that did not come from the LMS: who was there."""

    source: str
    session: str
    """Its key: ``event:12``."""
    account: str
    how: How
    intervals: tuple[Interval, ...] = ()
    """Empty = not known when."""
    by: str = ""
    """Account of whoever confirmed it."""
    minutes: int = 0
    """How long, where a file tells only that; 0 = the whole session, if there are no intervals either."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """That somebody took part in a session."""

    account: str
    source: str
    session: str
    """Its key: ``event:12``."""
    community: str
    rule: str
    time: int
    minutes: int
    how: How
    certain: bool
    """False = to be shown to the approver; no credit rests on it."""
    version: int
    intervals: tuple[Interval, ...] = ()
    """Empty = only how long is known, not when."""

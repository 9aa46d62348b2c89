"""The rules of one mapping version, compiled: what counts as what, where, and for how much."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from connector.domain.credit import digest
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.recognition import RecognitionRule
from connector.domain.scheme import Scheme, Span
from connector.domain.sessions import SessionRule

CONTRIBUTION_KINDS = (
    "question",
    "problem",
    "solution",
    "action_plan",
    "good_practice",
    "reflection",
    "documentation",
    "answer",
    "support",
    "mentoring",
)
ROLES = ("expert", "leader", "moderator", "member")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a community lives: courses of one LMS, or some of their forums."""

    source: str
    field: str
    """How the courses are named: id, idnumber, shortname, or category."""
    value: str
    forum: ForumMatch | None = None

    @property
    def query(self) -> str:
        """What to ask the LMS for: ``idnumber=COP-AK``."""
        return f"{self.field}={self.value}"


@dataclass(frozen=True, slots=True)
class Community:
    key: str
    name: str
    lives_in: tuple[Place, ...]
    roles: Dict[str, str] = field(default_factory=dict)
    """The LMS's role → expert, leader, moderator or member."""
    charter: Dict[str, str] = field(default_factory=dict)
    """Its domain, purpose, needs, benefits, rules and rhythm, in the community's own words."""


class Position(StrEnum):
    FIRST = "first"
    REPLY = "reply"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Rated:
    """What others must have thought of a post; the LMS says the average (or sum) and how many rated."""

    at_least: Decimal
    times: int = 1

    def matches(self, rating: Dict[str, Any] | None) -> bool:
        aggregate, count = (rating or {}).get("aggregate"), (rating or {}).get("count") or 0
        return count >= self.times and aggregate is not None and Decimal(str(aggregate)) >= self.at_least

    def __str__(self) -> str:
        return f"≥ {self.at_least:f} ({self.times}×)"


@dataclass(frozen=True, slots=True)
class PostMatch:
    """What a post must be like; every part that is given must hold."""

    post: Position = Position.ANY
    forum: ForumMatch | None = None
    at_least: int = 0
    """Words."""
    at_most: int | None = None
    """Words."""
    subject: TextMatch | None = None
    tags: frozenset[str] = frozenset()
    """Folded; one of them is enough. Empty = tags do not matter."""
    rated: Rated | None = None
    answers_other: bool = False
    """Only in a discussion that somebody else began."""


class Entry(StrEnum):
    """What people write together outside of forums; the words are Moodle's names of the activities."""

    GLOSSARY = "glossary"
    WIKI = "wiki"
    DATABASE = "data"

    @property
    def fact_kind(self) -> str:
        return {"glossary": "glossary_entry", "wiki": "wiki_page", "data": "data_entry"}[self.value]


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """What an entry of a glossary, a page of a wiki or a record of a database must be like."""

    entry: Entry
    name: TextMatch | None = None
    """Of the glossary, wiki or database."""
    at_least: int = 0
    """Words."""
    at_most: int | None = None
    """Words."""
    approved: bool = False
    """Only what a teacher has approved in the LMS."""


@dataclass(frozen=True, slots=True)
class ContributionRule:
    key: str
    kind: str
    """One of :data:`CONTRIBUTION_KINDS`."""
    is_: PostMatch | EntryMatch
    communities: frozenset[str] = frozenset()
    """Empty = every community."""

    def holds_in(self, community: str) -> bool:
        return not self.communities or community in self.communities


@dataclass(frozen=True, slots=True)
class Limit:
    times: int
    per: Span

    def __str__(self) -> str:
        """As evidence carries it: ``2/month``."""
        return f"{self.times}/{self.per}"

    @classmethod
    def parse(cls, text: str) -> Limit:
        times, _, per = text.partition("/")
        return cls(int(times), Span(per))


@dataclass(frozen=True, slots=True)
class CreditRule:
    scheme: str
    contribution: str
    """Key of a contribution rule; empty if it is for a session."""
    minutes: int
    """0 where points are given, or where the session's own minutes count."""
    at_most: Limit | None = None
    points: int = 0
    """In a scheme that counts points."""
    attendance: str = ""
    """Key of a session rule: for having taken part."""
    leading: str = ""
    """Key of a session rule: for whoever called the meeting (began its discussion, made its entry)."""


class Written(StrEnum):
    """When the file for HR is written by itself."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class HrRule:
    target: str
    scheme: str
    written: Written = Written.MONTHLY


class SummaryOf(StrEnum):
    DISCUSSION = "discussion"
    SESSION = "session"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class SummaryRule:
    """What is summed up, when, and where the summary is put."""

    of: SummaryOf
    quiet_days: int = 0
    """Only after so many days without a new post."""
    at_least: int = 0
    """Only of so many posts."""
    into: ForumMatch | None = None
    """None = a reply in the discussion itself."""
    language: str = "discussion"
    """id, en, or that of the discussion."""
    link_back: bool = False
    """Of a discussion: whether a reply there leads to its summary."""


@dataclass(frozen=True, slots=True)
class RelatedRule:
    """For which contributions earlier ones like them are pointed out."""

    of: str
    """One of :data:`CONTRIBUTION_KINDS`."""
    at_most: int = 3


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A post nearly the same as an earlier one of its community."""

    alike: int
    """Per cent of the words in common, from which on."""
    days: int
    """How far back is looked."""


@dataclass(frozen=True, slots=True)
class Burst:
    """More credited contributions by one person than one writes with care."""

    more_than: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Guards:
    """What whoever approves is asked to look at. Nothing is taken away by it."""

    near_duplicate: NearDuplicate | None = None
    burst: Burst | None = None


@dataclass(frozen=True)
class Mapping:
    """One version of the mapping document, with its pack's schemes."""

    communities: tuple[Community, ...] = ()
    contributions: tuple[ContributionRule, ...] = ()
    """In the document's order: the first that matches counts."""
    credits: tuple[CreditRule, ...] = ()
    schemes: Dict[str, Scheme] = field(default_factory=dict)
    hr: tuple[HrRule, ...] = ()
    sessions: tuple[SessionRule, ...] = ()
    """In the document's order: the first that matches counts."""
    recognition: tuple[RecognitionRule, ...] = ()
    summaries: tuple[SummaryRule, ...] = ()
    related: tuple[RelatedRule, ...] = ()
    guards: Guards = Guards()
    number: int = 0
    """Given when it is published, from 1."""
    text_digest: str = ""
    """sha256 of the document's text."""
    digest: str = field(init=False)
    """sha256 of the meaning alone: the same for two texts that differ in comments only."""

    def __post_init__(self) -> None:
        rules: list[Any] = [self.communities, self.contributions, self.credits, self.schemes, self.hr]
        rules += [self.sessions, self.recognition, self.summaries, self.related]
        object.__setattr__(self, "digest", digest(_plain([_fields(each) for each in rules])))

    @property
    def lookups(self) -> set[tuple[str, str]]:
        """What must be asked to know the places: (source, query)."""
        return {(place.source, place.query) for each in self.communities for place in each.lives_in}

    def community(self, key: str) -> Community | None:
        return next((each for each in self.communities if each.key == key), None)

    def credits_for(self, contribution: str) -> Sequence[CreditRule]:
        return self._credits.get(contribution, ())

    @cached_property
    def _credits(self) -> Dict[str, list[CreditRule]]:
        found: dict[str, list[CreditRule]] = {}
        for rule in self.credits:
            found.setdefault(rule.contribution, []).append(rule)
        return found

    def session(self, key: str) -> SessionRule | None:
        return next((each for each in self.sessions if each.key == key), None)


def _fields(value: Any) -> Any:
    if isinstance(value, dict):
        return [[key, asdict(each)] for key, each in sorted(value.items())]
    return [asdict(each) for each in value]


def _plain(value: Any) -> Any:
    """JSON-safe, the same for equal values: sets sorted, figures as text."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int) else str(value)

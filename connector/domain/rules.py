"""The rules of one mapping version, compiled: what counts as what, where, and for how much.

Texts are compared *folded*: without regard to capitals and to how many spaces stand between words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping as Dict
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from connector.domain.credit import digest
from connector.domain.scheme import Scheme, Span

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


def fold(text: str) -> str:
    """The form in which texts are compared: one Unicode form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_pattern = lru_cache(maxsize=1024)(fold)
"""For what rules say; what people write is not kept."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """What a name or a subject must be like, as it was written; every part that is given must hold."""

    equal: str = ""
    prefix: str = ""
    contains: str = ""
    any_of: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        text = fold(text)
        return (
            (not self.equal or text == _pattern(self.equal))
            and text.startswith(_pattern(self.prefix))
            and _pattern(self.contains) in text
            and (not self.any_of or text in map(_pattern, self.any_of))
        )

    def __str__(self) -> str:
        """For people: ``“x”``, ``“x…”``, ``“…x…”`` or ``“x” / “y”``."""
        parts = [f"“{self.equal}”" if self.equal else "", f"“{self.prefix}…”" if self.prefix else ""]
        parts += [
            f"“…{self.contains}…”" if self.contains else "",
            " / ".join(f"“{each}”" for each in self.any_of),
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ForumMatch:
    """Which forums are meant; every part that is given must hold."""

    id: int | None = None
    type: str = ""
    """Moodle's word: general, qanda, blog, single, eachuser, news."""
    name: TextMatch | None = None

    def matches(self, id: int, type: str, name: str) -> bool:
        return (
            (self.id is None or self.id == id)
            and (not self.type or self.type == type)
            and (self.name is None or self.name.matches(name))
        )

    def __str__(self) -> str:
        parts = [f"id {self.id}" if self.id is not None else "", self.type, str(self.name or "")]
        return ", ".join(part for part in parts if part)


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


@dataclass(frozen=True, slots=True)
class ContributionRule:
    key: str
    kind: str
    """One of :data:`CONTRIBUTION_KINDS`."""
    is_: PostMatch
    communities: frozenset[str] = frozenset()
    """Empty = every community."""


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
    """Key of a contribution rule."""
    minutes: int
    at_most: Limit | None = None


class Written(StrEnum):
    """When the file for HR is written by itself."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class HrRule:
    target: str
    scheme: str
    every: Span = Span.MONTH
    """The period of one record."""
    written: Written = Written.MONTHLY


@dataclass(frozen=True)
class Mapping:
    """One version of the mapping document, with its pack's schemes."""

    communities: tuple[Community, ...] = ()
    contributions: tuple[ContributionRule, ...] = ()
    """In the document's order: the first that matches counts."""
    credits: tuple[CreditRule, ...] = ()
    schemes: Dict[str, Scheme] = field(default_factory=dict)
    hr: tuple[HrRule, ...] = ()
    number: int = 0
    """Given when it is published, from 1."""
    text_digest: str = ""
    """sha256 of the document's text."""
    digest: str = field(init=False)
    """sha256 of the meaning alone: the same for two texts that differ in comments only."""

    def __post_init__(self) -> None:
        rules = (self.communities, self.contributions, self.credits, self.schemes, self.hr)
        object.__setattr__(self, "digest", digest(_plain([_fields(each) for each in rules])))

    @property
    def lookups(self) -> set[tuple[str, str]]:
        """What must be asked to know the places: (source, query)."""
        return {(place.source, place.query) for each in self.communities for place in each.lives_in}

    def community(self, key: str) -> Community | None:
        return next((each for each in self.communities if each.key == key), None)

    def credits_for(self, contribution: str) -> list[CreditRule]:
        return [rule for rule in self.credits if rule.contribution == contribution]


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

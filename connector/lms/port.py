"""What an LMS must be able to do for us: one small protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from connector.domain.facts import Fact


class Ask(StrEnum):
    """What can be read back; the value's answer type stands behind it."""

    COURSES = "courses"
    """id ``<field>=<value>`` (field id, idnumber, shortname, category) → ``list[Fact]`` of courses."""
    FORUMS = "forums"
    """id of a course → ``list[Fact]`` of its forums."""
    HEADS = "heads"
    """id of a forum → ``list[Head]``, all of them."""
    POSTS = "posts"
    """id of a discussion → :class:`Posts`, all that this account may see."""
    POST = "post"
    """id of a post → ``int``, the discussion it lies in now."""
    USERS = "users"
    """ids joined by commas (at most 50) → ``list[Fact]``; unknown ids are left out."""
    ENROLMENTS = "enrolments"
    """id of a course → ``list[Fact]``, one for each enrolled user, with the roles."""
    COHORT = "cohort"
    """id of a cohort → ``Fact`` with its members."""
    GROUPS = "groups"
    """id of a course → ``list[Fact]``, one for each group, with its members."""


@dataclass(frozen=True, slots=True)
class Want:
    ask: Ask
    id: str


@dataclass(frozen=True, slots=True)
class Head:
    """A discussion as its forum lists it."""

    fact: Fact
    fingerprint: str
    """Changes with (forum, group, timemodified, usermodified, numreplies, name, first post's modified,
    timestart, timeend, pinned, locked): unchanged means its posts need not be read, but for edits of
    replies."""
    last_post: int
    """timemodified: the last post's time (epoch seconds)."""


@dataclass(frozen=True, slots=True)
class Posts:
    discussion: int
    forum: int
    course: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What the LMS says of itself and of our account there."""

    user_id: int
    """The service account; its own posts never count."""
    functions: frozenset[str]
    release: str


class Lms(Protocol):
    """One LMS site. Every method may raise ``TryLater`` or ``WrongSetup`` for the whole call."""

    source: str

    def site(self) -> Site: ...

    def read(self, wants: Sequence[Want]) -> list[Any]:
        """One answer for each want, in order: the ask's type, or an ``LmsError`` (Gone, NotAllowed, Refused,
        TryLater …) that concerns this want alone."""
        ...

    def profile_values(self, user_ids: Sequence[int], field: str) -> dict[int, str | None]:
        """What the profile field shows now; a user who is not told of is absent, an empty field is None."""
        ...

    def write_profile(self, values: Mapping[int, str], field: str) -> dict[int, str]:
        """Sets the field for these users; the result tells who was refused and with which warning code.

        May raise ``OutcomeUnknown``: the values may have been written.
        """
        ...

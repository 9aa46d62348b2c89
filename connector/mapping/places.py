"""What the facts say about places: courses, forums, discussions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from connector.domain.facts import Fact, Kind
from connector.domain.nouns import noun
from connector.domain.rules import Community, Place


@noun(frozen=True, slots=True)
class Forum:
    course: int | None
    name: str
    type: str
    """Moodle's word: general, qanda, blog …"""


@noun(frozen=True, slots=True)
class Discussion:
    timestart: int = 0
    """Epoch seconds from when on members see it; 0 = always."""
    timeend: int = 0
    group: int | None = None
    name: str = ""
    author: int | None = None
    """Of its first post."""


@noun(frozen=True, slots=True)
class Module:
    """An activity of any kind."""

    course: int | None
    modname: str
    name: str
    cmid: int


@dataclass(frozen=True)
class Places:
    courses: Mapping[tuple[str, str], Collection[int]] = field(default_factory=dict)
    """(source, query) → course ids: ``{("lms", "idnumber=COP-AK"): {2}}``."""
    forums: Mapping[tuple[str, int], Forum] = field(default_factory=dict)
    """(source, forum id) → forum."""
    discussions: Mapping[tuple[str, int], Discussion] = field(default_factory=dict)
    """(source, discussion id) → discussion."""
    modules: Mapping[tuple[str, str, int], Module] = field(default_factory=dict)
    """(source, Moodle's name of its kind, instance) → activity, and (source, "module", cmid) as well."""

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact],
        courses: Mapping[tuple[str, str], Collection[int]],
        known: Mapping[tuple[str, int], Discussion] = MappingProxyType({}),
    ) -> Places:
        """Out of the facts of forums, discussions and activities (others are passed over) and the lookups.

        ``known``: discussions of which no facts are given.
        """
        forums: dict[tuple[str, int], Forum] = {}
        discussions = dict(known)
        modules: dict[tuple[str, str, int], Module] = {}
        for fact in facts:
            if fact.kind == Kind.FORUM:
                forums[fact.source, int(fact.id)] = forum_of(fact)
            elif fact.kind == Kind.DISCUSSION:
                discussions[fact.source, int(fact.id)] = discussion_of(fact.author, fact.data)
            elif fact.kind == Kind.MODULE:
                module = module_of(fact)
                modules[fact.source, module.modname, fact.data.get("instance") or 0] = module
                modules[fact.source, "module", module.cmid] = module
        return cls(courses, forums, discussions, modules)

    def community(self, communities: Iterable[Community], source: str, forum_id: int) -> Community | None:
        """The first community that lives in this forum."""
        forum = self.forums[source, forum_id]
        for community in communities:
            if any(self._holds(place, source, forum_id, forum) for place in community.lives_in):
                return community
        return None

    def community_of_course(
        self, communities: Iterable[Community], source: str, course: int | None
    ) -> Community | None:
        """The first community that lives in this whole course; else the first that lives in forums of it."""
        here = [
            (place.forum is not None, community)
            for community in communities
            for place in community.lives_in
            if place.source == source and course in self.courses.get((source, place.query), ())
        ]
        return min(here, key=lambda each: each[0])[1] if here else None

    def holder(self, fact: Fact) -> Module | None:
        """The activity that this fact lies in."""
        kind, _, number = (fact.container or "").partition(":")
        return self.modules.get((fact.source, kind, int(number))) if number else None

    def name_of(self, fact: Fact) -> str:
        """Of the forum or activity that this fact lies in; empty if it is not known."""
        place = self.forums.get((fact.source, forum_number(fact))) or self.holder(fact)
        return place.name if place else ""

    def _holds(self, place: Place, source: str, forum_id: int, forum: Forum) -> bool:
        return (
            place.source == source
            and forum.course in self.courses.get((source, place.query), ())
            and (place.forum is None or place.forum.matches(forum_id, forum.type, forum.name))
        )


def forum_number(fact: Fact) -> int:
    """The forum that a discussion or post lies in; 0 if it lies in none."""
    kind, _, number = (fact.container or "").partition(":")
    return int(number) if kind == Kind.FORUM else 0


def forum_of(fact: Fact) -> Forum:
    return Forum(fact.course, fact.data.get("name", ""), fact.data.get("type", ""))


def module_of(fact: Fact) -> Module:
    return Module(fact.course, fact.data.get("modname", ""), fact.data.get("name", ""), int(fact.id))


def discussion_of(author: int | None, known: Mapping[str, Any]) -> Discussion:
    """``known``: the data of its fact."""
    return Discussion(
        known.get("timestart") or 0,
        known.get("timeend") or 0,
        known.get("group"),
        known.get("name", ""),
        author,
    )

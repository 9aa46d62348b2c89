"""What is stored of the places that a mapping names: courses, forums, activities, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Fact, Kind, State
from connector.domain.rules import Community, Mapping, Place
from connector.lms.port import Ask
from connector.mapping.places import Forum, Module, Places
from connector.models.lms import FactRow, Lookup, Reading
from connector.steps.keeping import everywhere

MOST_MODULES = 20_000
"""Activities that are looked through; a site with more is told nothing of them."""

MOST_ENROLMENTS = 20_000
"""Looked through for roles; of a site with more none is said to be unknown."""
LATEST_POSTS = 10_000
"""Looked through for tags."""


@dataclass
class Ground:
    """Read as far as it is asked for; nothing that was never read is taken for missing."""

    session: Session
    mapping: Mapping
    _roles: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def lookups(self) -> dict[tuple[str, str], list[int] | None]:
        """(source, query) → courses; None = asked for and not answered yet."""
        rows = self.session.scalars(select(Lookup))
        return {(row.source, row.query): row.courses if row.read_no else None for row in rows}

    @cached_property
    def forums(self) -> Dict[tuple[str, int], Forum]:
        return Places.of(self._facts(Kind.FORUM), {}).forums

    @cached_property
    def modules(self) -> list[tuple[str, Module]]:
        """(source, activity)"""
        found = Places.of(self._facts(Kind.MODULE, MOST_MODULES + 1), {}).modules
        kept = [(source, module) for (source, kind, _), module in found.items() if kind == "module"]
        return kept if len(kept) <= MOST_MODULES else []

    @cached_property
    def problems(self) -> set[tuple[str, str, str]]:
        """(source, what was asked, its id) of what could not be read when it was last tried."""
        asked = (Ask.FORUMS.value, Ask.HEADS.value)
        query = select(Reading.source, Reading.ask, Reading.id).where(
            Reading.problem.is_not(None), Reading.ask.in_(asked)
        )
        return {(row[0], row[1], row[2]) for row in self.session.execute(query)}

    def roles(self, source: str) -> set[str]:
        """Those that anybody has or had in what was read of this LMS; empty where that is not known."""
        if source not in self._roles:
            query = select(FactRow.data["roles"]).where(
                FactRow.source == source, FactRow.kind == Kind.ENROLMENT.value
            )
            rows = self.session.scalars(query.limit(MOST_ENROLMENTS + 1)).all()
            all_ = len(rows) <= MOST_ENROLMENTS
            self._roles[source] = {role for roles in rows for role in roles or ()} if all_ else set()
        return self._roles[source]

    @cached_property
    def tags(self) -> set[str] | None:
        """Of the latest posts; None while none was read."""
        query = select(FactRow.data["tags"]).where(FactRow.kind == Kind.POST.value, FactRow.time.is_not(None))
        rows = self.session.scalars(query.order_by(FactRow.time.desc()).limit(LATEST_POSTS)).all()
        return {tag for tags in rows for tag in tags or ()} if rows else None

    def courses(self, place: Place) -> list[int] | None:
        """Of a place; None = nobody has looked yet."""
        found = self.lookups.get((place.source, place.query))
        return found if found is not None else self._by_facts(place)

    def _by_facts(self, place: Place) -> list[int] | None:
        """A course that another place made us read is known by its number or short name as well."""
        rows = self._courses
        if place.field == "shortname":
            found = [id_ for source, id_, name in rows if source == place.source and name == place.value]
        else:
            known = place.field == "id"
            found = [
                id_ for source, id_, _ in rows if known and (source, str(id_)) == (place.source, place.value)
            ]
        return found or None

    @cached_property
    def _courses(self) -> list[tuple[str, int, str]]:
        return [
            (one.source, one.course, one.data.get("shortname", ""))
            for one in self._facts(Kind.COURSE)
            if one.course is not None
        ]

    def forums_of(
        self, communities: Iterable[Community], *, whole_course: bool = False
    ) -> dict[tuple[str, int], Forum] | None:
        """Forums in which these communities live, or all of their courses; None while one is unknown."""
        wanted: set[tuple[str, int]] = set()
        for place in places_of(communities):
            courses = self.courses(place)
            if not courses or not self.read(place, courses):
                return None
            wanted |= {
                key
                for key, forum in self.forums.items()
                if key[0] == place.source
                and forum.course in courses
                and (
                    whole_course or place.forum is None or place.forum.matches(key[1], forum.type, forum.name)
                )
            }
        return {key: self.forums[key] for key in sorted(wanted)}

    def read(self, place: Place, courses: Iterable[int]) -> bool:
        """Whether the forums of these courses were read."""
        asked = select(Reading.id).where(Reading.source == place.source, Reading.ask == Ask.FORUMS.value)
        wanted = {str(course) for course in courses}
        known = {str(forum.course) for (source, _), forum in self.forums.items() if source == place.source}
        return bool(wanted & known) or wanted <= set(
            self.session.scalars(asked.where(Reading.id.in_(wanted)))
        )

    def modules_of(self, communities: Iterable[Community]) -> list[Module]:
        """Activities in the courses of these communities; empty also while none was read."""
        courses = {
            (place.source, course) for place in places_of(communities) for course in self.courses(place) or ()
        }
        return [module for source, module in self.modules if (source, module.course) in courses]

    def _facts(self, kind: Kind, limit: int | None = None) -> Iterator[Fact]:
        for source, id_, course, data in present(self.session, kind, limit):
            yield Fact(source, kind, id_, course, data=data)


def present(
    session: Session, kind: Kind, limit: int | None = None
) -> Iterator[tuple[str, str, int | None, dict[str, Any]]]:
    """(source, id, course, data) of what is present of a kind: no more columns than a place needs."""
    query = select(FactRow.source, FactRow.id, FactRow.course, FactRow.data).where(
        *everywhere(kind), FactRow.state == State.PRESENT.value
    )
    return ((row[0], row[1], row[2], row[3]) for row in session.execute(query.limit(limit)))


def places_of(communities: Iterable[Community]) -> Iterator[Place]:
    return (place for each in communities for place in each.lives_in)

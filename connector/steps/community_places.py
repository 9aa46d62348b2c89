"""Where each community lives, by the mapping that holds now and the courses and forums that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind
from connector.domain.rules import Community
from connector.mapping.places import Places
from connector.models.lms import FactRow, Lookup
from connector.steps.keeping import everywhere, fact_of
from connector.steps.world import current_mapping

ANNOUNCEMENTS = "news"
"""Moodle's type of a forum in which members cannot reply."""


@dataclass(frozen=True)
class Ground:
    community: Community
    forums: tuple[tuple[str, str], ...]
    """(source, ``forum:3``), those included that are gone: what was said there was said."""
    announcing: tuple[tuple[str, str], ...]
    """Those of them in which nobody can be expected to answer."""
    courses: tuple[tuple[str, int], ...]
    """(source, course id): where its members are enrolled."""
    owned: tuple[tuple[str, int], ...]
    """Those of the courses whose activities are its own, where several communities share one."""

    @property
    def key(self) -> str:
        return self.community.key


def grounds(db: Db, keys: Sequence[str]) -> list[Ground]:
    """Of these communities, in the mapping's order; two questions, however many they are."""
    mapping = current_mapping(db)
    known = mapping.communities if mapping else ()
    places = _places(db)
    return [_ground(each, known, places) for each in known if each.key in keys]


def _places(db: Db) -> Places:
    courses = {(row.source, row.query): row.courses for row in db.scalars(select(Lookup))}
    forums = db.scalars(select(FactRow).where(*everywhere(Kind.FORUM)))
    return Places.of(map(fact_of, forums), courses)


def _ground(community: Community, known: Sequence[Community], places: Places) -> Ground:
    forums = [
        (source, number)
        for source, number in sorted(places.forums)
        if places.community(known, source, number) == community
    ]
    courses = {
        (place.source, course)
        for place in community.lives_in
        for course in places.courses.get((place.source, place.query), ())
    }
    news = [each for each in forums if places.forums[each].type == ANNOUNCEMENTS]
    return Ground(
        community,
        _containers(forums),
        _containers(news),
        tuple(sorted(courses)),
        tuple(each for each in sorted(courses) if places.community_of_course(known, *each) == community),
    )


def _containers(forums: Sequence[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((source, f"{Kind.FORUM}:{number}") for source, number in forums)

"""What every check of a source is given: who is looked at, by what means, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.domain.matching import ForumMatch
from connector.domain.rules import Mapping as Rules
from connector.domain.rules import SummaryOf
from connector.lms.port import Lms, Site
from connector.models.lms import FactRow, Lookup
from connector.steps.context import Context
from connector.steps.doctor.finding import Finding
from connector.steps.inbox_rows import AnyInbox
from connector.steps.wanted import wanted
from connector.steps.world import current_mapping

MOST_COURSES = 20
"""Looked at one by one; of more the first say enough."""


class Door(Protocol):
    """Our own receive address, as the LMS knows it."""

    address: str
    """``https://cop.example.go.id``; empty: not known."""

    def opens_for(self, source: str) -> bool:
        """Whether this source has a secret, without which every event is refused."""
        ...

    def knock(self, source: str, body: Mapping[str, Any]) -> None:
        """Posts an event with the source's secret; ``NotDone`` with a word if it was not accepted."""
        ...


@dataclass
class Visit:
    context: Context
    inbox: AnyInbox
    source: str
    door: Door | None
    until: float
    """By ``time.monotonic()``."""
    site: Site | None = None
    """What it said of itself, for the checks that need a site that answers."""

    @property
    def lms(self) -> Lms:
        return self.context.sources[self.source]

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.until - monotonic())


Check = Callable[[Visit], Iterable[Finding]]


@dataclass(frozen=True)
class Ground:
    """What the mapping wants of a source, and what is known of its places."""

    mapping: Rules | None
    features: frozenset[str]
    """Keys of ``connector.lms.functions.FOR``."""
    lookups: Mapping[str, list[int]]
    """Query → ids of its courses, as they were found."""
    forums: tuple[FactRow, ...]
    """Those that are there, by id."""

    @property
    def courses(self) -> list[int]:
        return sorted({course for found in self.lookups.values() for course in found})[:MOST_COURSES]


def ground(visit: Visit) -> Ground:
    """One look at the database, ended before anything is asked of the LMS."""
    with visit.context.db.read() as session:
        mapping = current_mapping(session)
        queries = {query for source, query in mapping.lookups if source == visit.source} if mapping else set()
        rows = session.scalars(select(Lookup).where(Lookup.source == visit.source))
        known = {row.query: row.courses for row in rows}
        return Ground(
            mapping,
            _features(visit, session, mapping),
            {query: known.get(query, []) for query in sorted(queries)},
            tuple(_forums(session, visit.source)),
        )


def _forums(session: Session, source: str) -> list[FactRow]:
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.FORUM.value)
    found = session.scalars(query.where(FactRow.state == State.PRESENT.value))
    return sorted(found, key=lambda row: int(row.id))


def _features(visit: Visit, session: Session, mapping: Rules | None) -> frozenset[str]:
    wants = wanted(session)
    has = {
        "figure": visit.source in visit.context.profile_fields,
        "sessions": wants.sessions,
        "completion": wants.completion,
        "choice": bool(wants.choices),
        "badges": bool(cohorts(mapping)),
        "readers": bool(mapping and (mapping.summaries or mapping.related)),
        "discussions": bool(own_forums(mapping)),
        "replies": replies(mapping),
        "own_posts": bool(own_forums(mapping)) or replies(mapping),
        **{match.entry.value: True for match in wants.entries},
    }
    return frozenset(feature for feature, there in has.items() if there)


def cohorts(mapping: Rules | None) -> list[str]:
    """Idnumbers of the cohorts by which badges are given."""
    return sorted({rule.cohort for rule in mapping.recognition if rule.cohort}) if mapping else []


def own_forums(mapping: Rules | None) -> list[ForumMatch]:
    """Where discussions of our own are begun."""
    if mapping is None:
        return []
    told = [rule.into for rule in mapping.summaries] + [rule.thanks for rule in mapping.recognition]
    return list(dict.fromkeys(match for match in told if match is not None))


def replies(mapping: Rules | None) -> bool:
    """Whether we reply in members' own discussions."""
    if mapping is None:
        return False
    inside = any(rule.into is None and rule.of is not SummaryOf.WEEK for rule in mapping.summaries)
    back = any(rule.link_back for rule in mapping.summaries)
    return inside or back or bool(mapping.related)

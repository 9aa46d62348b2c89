"""The world as the pure rules need it: the mapping's timeline, the places, our own accounts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Fact, Kind, account_key
from connector.domain.rules import Mapping, PostMatch
from connector.domain.scheme import Scheme
from connector.mapping.meaning import Judge
from connector.mapping.places import Discussion, Places, discussion_of
from connector.mapping.timeline import Entry, Timeline
from connector.models.dialects import among
from connector.models.lms import FactRow, Lookup
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.keeping import ENTRIES, chunks, fact_of, facts_where
from schemas.mapping_document import compile_mapping

_compiled: dict[tuple[int, str], Mapping] = {}
"""Published versions never change, so each is compiled once a process, and never dropped."""
_timelines: dict[tuple[tuple[int, int | None, int], ...], Timeline] = {}
"""The last one, with what was worked out of it."""


def timeline(session: Session) -> Timeline:
    rows = session.scalars(select(TimelineRow).order_by(TimelineRow.number)).all()
    entries = [Entry(row.number, row.valid_from, _mapping(session, row.version)) for row in rows]
    which = tuple((entry.number, entry.valid_from, id(entry.mapping)) for entry in entries)
    found = _timelines.get(which)
    if found is None:
        found = Timeline(entries)
        _timelines.clear()
        _timelines[which] = found
    return found


def _mapping(session: Session, number: int) -> Mapping:
    key = (number, session.scalar(select(MappingVersion.digest).where(MappingVersion.number == number)) or "")
    if key not in _compiled:
        version = session.get_one(MappingVersion, number)
        _compiled[key] = compile_mapping(version.text, json.loads(version.packs), number)
    return _compiled[key]


def current_mapping(session: Session) -> Mapping | None:
    """The version recorded last: it says where things go (HR, profile), whatever it says of the past."""
    row = session.scalars(select(TimelineRow).order_by(TimelineRow.number.desc()).limit(1)).first()
    return _mapping(session, row.version) if row else None


def figure_scheme(session: Session) -> Scheme | None:
    """The scheme that the profile figure counts: that of the first credit rule."""
    mapping = current_mapping(session)
    if mapping is None or not mapping.credits:
        return None
    return mapping.schemes[mapping.credits[0].scheme]


def community_names(session: Session) -> dict[str, str]:
    """Key → name, as the latest version that knows the community has it."""
    names: dict[str, str] = {}
    for entry in timeline(session).entries:
        names |= {community.key: community.name for community in entry.mapping.communities}
    return names


@dataclass(frozen=True)
class Around:
    """What facts lie in, whatever they are seen by."""

    places: Sequence[Fact]
    discussions: Dict[tuple[str, int], Discussion]

    @classmethod
    def of(cls, session: Session, facts: Sequence[Fact]) -> Around:
        return cls(list(_places_of(session, facts)), _discussions_of(session, facts))


class World:
    """What everybody's facts are seen by: read once for a turn, a page or an export, and not kept any longer."""

    def __init__(self, session: Session, timeline_: Timeline | None = None) -> None:
        """``timeline_``: another than the one in force, to see what it would make of the facts."""
        self.timeline = timeline_ or timeline(session)
        self.lookups = {(row.source, row.query): row.courses for row in session.scalars(select(Lookup))}
        states = session.scalars(select(SourceState).where(SourceState.service_user.is_not(None)))
        self.service_accounts = frozenset((state.source, state.service_user or 0) for state in states)

    def judge(self, session: Session, facts: Sequence[Fact], around: Around | None = None) -> Judge:
        """Whoever can tell what these facts mean: the timeline, and the places the facts lie in.

        ``around``: these places, if they are read already.
        """
        around = around or Around.of(session, facts)
        places = Places.of(around.places, self.lookups, around.discussions)
        persons = _persons(session, facts, around.discussions) if self._asks_who_began else {}
        return Judge(self.timeline, places, self.service_accounts, persons)

    @cached_property
    def _asks_who_began(self) -> bool:
        rules = (rule.is_ for entry in self.timeline.entries for rule in entry.mapping.contributions)
        return any(isinstance(match, PostMatch) and match.answers_other for match in rules)


def judge_for(session: Session, facts: Sequence[Fact]) -> Judge:
    """As :meth:`World.judge`, where it is asked once."""
    return World(session).judge(session, facts)


def _persons(
    session: Session, facts: Sequence[Fact], discussions: Dict[tuple[str, int], Discussion]
) -> dict[str, str]:
    """Account → person, of those who wrote these facts or began their discussions under a second account."""
    wrote = {account_key(fact.source, fact.author) for fact in facts if fact.author}
    wrote |= {account_key(source, each.author) for (source, _), each in discussions.items() if each.author}
    second: dict[str, str] = {}
    for part in chunks(sorted(wrote)):
        query = select(Account.key, Account.person).where(
            Account.key.in_(part), Account.key != Account.person
        )
        second |= {row.key: row.person for row in session.execute(query)}
    return second


def _places_of(session: Session, facts: Sequence[Fact]) -> Iterable[Fact]:
    """Forums, also those that are gone: what was earned there was earned."""
    for source in sorted({fact.source for fact in facts}):
        here = [fact for fact in facts if fact.source == source]
        containers = {container for fact in here if (container := fact.container)}
        forums = {each.partition(":")[2] for each in containers if each.startswith(f"{Kind.FORUM}:")}
        for part in chunks(sorted(forums)):
            there = (FactRow.source == source, FactRow.kind == Kind.FORUM.value, FactRow.id.in_(part))
            yield from facts_where(session, *there)
        yield from _holders_of(session, source, here)


def _discussions_of(session: Session, facts: Sequence[Fact]) -> dict[tuple[str, int], Discussion]:
    """There are nearly as many as facts: a fact of each would be made for nothing."""
    ids: dict[str, set[str]] = {}
    for fact in facts:
        if (number := fact.data.get("discussion")) is not None:
            ids.setdefault(fact.source, set()).add(str(number))
    row = FactRow.__table__.c
    found: dict[tuple[str, int], Discussion] = {}
    for source, some in ids.items():
        there = (row.source == source, row.kind == Kind.DISCUSSION.value, among(session, row.id, some))
        for id_, author, data in session.execute(select(row.id, row.author, row.data).where(*there)).all():
            found[source, int(id_)] = discussion_of(author, data)
    return found


def _holders_of(session: Session, source: str, facts: Sequence[Fact]) -> Iterable[Fact]:
    """The activities that entries stand in."""
    entries = [fact for fact in facts if fact.kind in ENTRIES]
    instances = {int(number) for fact in entries if (number := (fact.container or "").partition(":")[2])}
    modules = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.MODULE.value)
    modules = modules.where(FactRow.course.in_({fact.course for fact in entries}))
    here = modules.where(FactRow.data["instance"].as_integer().in_(instances))
    yield from map(fact_of, session.scalars(here)) if entries else ()

"""What a fact means: a contribution, or why it is none."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from types import MappingProxyType

from connector.domain.credit import Contribution, Nothing
from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.rules import ContributionRule, Entry, EntryMatch, Mapping, PostMatch
from connector.mapping.misses import Miss, told, why_no_entry, why_not
from connector.mapping.places import Discussion, Places
from connector.mapping.timeline import Timeline

_ALWAYS_OPEN = Discussion()
_ENTRIES = frozenset(entry.fact_kind for entry in Entry)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What one mapping version says about one forum; worked out once, since most facts share a few forums."""

    community: str | None
    rules: tuple[tuple[ContributionRule, PostMatch], ...] = ()
    """Those that may match here, in the document's order."""
    elsewhere: tuple[Miss, ...] = ()
    """Those of this community that ask for another forum."""


class Judge:
    """Tells what facts mean. Pure: the answers depend on what is handed over and on nothing else."""

    def __init__(
        self,
        timeline: Timeline,
        places: Places,
        service_accounts: frozenset[tuple[str, int]] = frozenset(),
        persons: Dict[str, str] = MappingProxyType({}),
    ) -> None:
        self.timeline = timeline
        self.places = places
        self.service_accounts = service_accounts
        """(source, user id) of our own accounts: what they write never counts."""
        self.persons = persons
        """Account → person, where one person has several accounts."""
        self._grounds: dict[tuple[str, str, str | None], _Ground | None] = {}
        self._last_opening = max((each.timestart for each in places.discussions.values()), default=0)

    def meaning(self, fact: Fact, as_of: int) -> Contribution | Nothing:
        """What the first matching rule makes of this fact, as seen at ``as_of`` (epoch seconds)."""
        mapping = self.timeline.at(fact.time or 0)
        if mapping is None:
            return Nothing("no_mapping")
        reason = self._unfit(fact)
        if reason:
            return Nothing(reason)
        if fact.kind in _ENTRIES:
            return self._entry(fact, mapping)
        ground = self._ground(mapping, fact.source, fact.container)
        if ground is None:
            return Nothing("unknown_place")
        if ground.community is None:
            return Nothing("outside")
        opens = self._discussion(fact).timestart
        if opens > as_of:
            return Nothing("not_open_yet", (("opens", str(opens)),), ground.community)
        return self._post(fact, mapping, ground, ground.community)

    def next_change(self, fact: Fact, as_of: int) -> int | None:
        """The earliest time after ``as_of`` at which the answer may change though no fact does."""
        if self._last_opening <= as_of or fact.kind != Kind.POST or fact.state == State.GONE:
            return None
        opens = self._discussion(fact).timestart
        return opens if opens > as_of else None

    def _unfit(self, fact: Fact) -> str:
        """Why this fact can never be a contribution, whatever the rules say; empty if it can."""
        if fact.kind != Kind.POST and fact.kind not in _ENTRIES:
            return "not_a_post"
        if fact.state == State.GONE:
            return "gone"
        if fact.data.get("private"):
            return "private_reply"
        if fact.data.get("blank") or fact.time is None:  # a blanked post has lost its time as well
            return "blank"
        if not fact.author:
            return "no_author"
        return "own_post" if (fact.source, fact.author) in self.service_accounts else ""

    def _post(self, fact: Fact, mapping: Mapping, ground: _Ground, community: str) -> Contribution | Nothing:
        misses = []
        for rule, wanted in ground.rules:
            others = not wanted.answers_other or self.begun_by_another(fact)
            miss = why_not(rule.key, wanted, fact, others)
            if miss is None:
                return _contribution(fact, mapping, community, rule)
            misses.append(miss)
        return Nothing("no_rule", told(tuple(misses) or ground.elsewhere), community)

    def _entry(self, fact: Fact, mapping: Mapping) -> Contribution | Nothing:
        """What stands in a glossary, wiki or database."""
        holder = self.places.holder(fact)
        if holder is None:
            return Nothing("unknown_place")
        community = self.places.community_of_course(mapping.communities, fact.source, holder.course)
        if community is None:
            return Nothing("outside")
        misses = []
        for rule in mapping.contributions:
            if isinstance(rule.is_, EntryMatch) and rule.holds_in(community.key):
                miss = why_no_entry(rule.key, rule.is_, fact, holder.name)
                if miss is None:
                    return _contribution(fact, mapping, community.key, rule)
                misses.append(miss)
        return Nothing("no_rule", told(tuple(misses)), community.key)

    def begun_by_another(self, fact: Fact) -> bool:
        """Nobody answers themselves, be it with another account; a discussion not read yet may be their own."""
        discussion = self.places.discussions.get((fact.source, fact.data.get("discussion", 0)))
        if discussion is None:
            return False
        first, second = (account_key(fact.source, each or 0) for each in (discussion.author, fact.author))
        return self.persons.get(first, first) != self.persons.get(second, second)

    def _discussion(self, fact: Fact) -> Discussion:
        """A discussion whose head has not been read yet is taken as open."""
        return self.places.discussions.get((fact.source, fact.data.get("discussion", 0)), _ALWAYS_OPEN)

    def _ground(self, mapping: Mapping, source: str, container: str | None) -> _Ground | None:
        key = (mapping.digest, source, container)
        if key not in self._grounds:
            self._grounds[key] = _survey(mapping, self.places, source, container)
        return self._grounds[key]


def _survey(mapping: Mapping, places: Places, source: str, container: str | None) -> _Ground | None:
    """None if this forum has not been read yet: nothing can be said about its posts."""
    kind, _, number = (container or "").partition(":")
    if kind != Kind.FORUM or (source, int(number)) not in places.forums:
        return None
    forum_id = int(number)
    forum = places.forums[source, forum_id]
    community = places.community(mapping.communities, source, forum_id)
    if community is None:
        return _Ground(None)
    here, elsewhere = [], []
    for rule in mapping.contributions:
        if not isinstance(rule.is_, PostMatch) or not rule.holds_in(community.key):
            continue
        wanted = rule.is_.forum
        if wanted is None or wanted.matches(forum_id, forum.type, forum.name):
            here.append((rule, rule.is_))
        else:
            elsewhere.append(Miss(rule.key, "other_forum", str(wanted), forum.name))
    return _Ground(community.key, tuple(here), tuple(elsewhere))


def _contribution(fact: Fact, mapping: Mapping, community: str, rule: ContributionRule) -> Contribution:
    return Contribution(
        fact.source,
        fact.kind.value,
        fact.id,
        account_key(fact.source, fact.author or 0),
        community,
        rule.key,
        rule.kind,
        fact.time or 0,
        mapping.number,
    )

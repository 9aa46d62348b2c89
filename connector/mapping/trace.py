"""What each rule of contributions says of one fact, where :class:`~connector.mapping.meaning.Judge` ends at the first
that counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connector.domain.facts import Fact
from connector.domain.rules import Community, ContributionRule, Entry, EntryMatch, Mapping, PostMatch
from connector.mapping.meaning import Judge
from connector.mapping.misses import Miss, why_no_entry, why_not
from connector.mapping.places import forum_number

_ENTRIES = frozenset(entry.fact_kind for entry in Entry)


@dataclass(frozen=True, slots=True)
class Said:
    """One rule of one fact."""

    rule: str
    verdict: str
    """counts, later (it fits, but an earlier one counts), other_kind (posts and entries), other_community, misses."""
    miss: Miss | None = None
    """The first thing that does not fit."""


def community_of(judge: Judge, fact: Fact, mapping: Mapping) -> Community | None:
    """Which community lives where this stands; None if none does, or the place has not been read."""
    places = judge.places
    if fact.kind in _ENTRIES:
        holder = places.holder(fact)
        course = holder.course if holder else None
        return places.community_of_course(mapping.communities, fact.source, course)
    number = forum_number(fact)
    if (fact.source, number) not in places.forums:
        return None
    return places.community(mapping.communities, fact.source, number)


def rule_by_rule(judge: Judge, fact: Fact, mapping: Mapping, community: str) -> Iterator[Said]:
    """In the document's order; only the conditions of the rules are looked at, not whether the fact can count."""
    counted = False
    for rule in mapping.contributions:
        said = _said(judge, fact, rule, community)
        if said.verdict == "counts" and counted:
            said = Said(rule.key, "later")
        counted = counted or said.verdict == "counts"
        yield said


def _said(judge: Judge, fact: Fact, rule: ContributionRule, community: str) -> Said:
    if isinstance(rule.is_, EntryMatch) is not (fact.kind in _ENTRIES):
        return Said(rule.key, "other_kind")
    if not rule.holds_in(community):
        return Said(rule.key, "other_community")
    miss = _miss(judge, fact, rule.key, rule.is_)
    return Said(rule.key, "misses" if miss else "counts", miss)


def _miss(judge: Judge, fact: Fact, key: str, wanted: PostMatch | EntryMatch) -> Miss | None:
    if isinstance(wanted, EntryMatch):
        holder = judge.places.holder(fact)
        return why_no_entry(key, wanted, fact, holder.name if holder else "")
    number = forum_number(fact)
    forum = judge.places.forums[fact.source, number]
    if wanted.forum is not None and not wanted.forum.matches(number, forum.type, forum.name):
        return Miss(key, "other_forum", str(wanted.forum), forum.name)
    return why_not(key, wanted, fact, judge.begun_by_another(fact))

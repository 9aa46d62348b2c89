"""What each rule says agrees with the meaning that a fact gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from connector.domain.credit import Contribution
from connector.domain.facts import Fact, Kind
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.rules import (
    Community,
    ContributionRule,
    Entry,
    EntryMatch,
    Mapping,
    Place,
    Position,
    PostMatch,
)
from connector.mapping.meaning import Judge
from connector.mapping.places import Forum, Module, Places
from connector.mapping.timeline import Timeline
from connector.mapping.trace import Said, community_of, rule_by_rule
from tests.golden.test_golden_meaning import entry, fact

GOLDEN = sorted(Path("tests/golden/facts").glob("*.json"))
COURSES = {("lms", "id=2"): [2]}
FORUMS = {("lms", 11): Forum(2, "Blog Praktik Baik", "blog"), ("lms", 12): Forum(3, "Lain", "general")}
MODULES = {("lms", "glossary", 5): Module(2, "glossary", "Pengetahuan CoP", 30)}
PLACES = Places(COURSES, FORUMS, {}, MODULES)
NOW = 2_000_000_000


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_rule_that_counts_is_the_one_of_the_meaning(path: Path) -> None:
    """For every golden post that can count and stands in a community."""
    given = json.loads(path.read_text(encoding="utf-8"))
    facts = [fact(each) for each in given["facts"]]
    lookups = {tuple(key.split(" ")): courses for key, courses in given["lookups"].items()}
    timeline = Timeline(entry(number, each) for number, each in enumerate(given["versions"], 1))
    judge = Judge(timeline, Places.of(facts, lookups))
    for each in facts:
        meaning, mapping = judge.meaning(each, given["as_of"]), timeline.at(each.time or 0)
        if each.kind is not Kind.POST or mapping is None:
            continue
        if not isinstance(meaning, Contribution) and meaning.reason != "no_rule":
            continue
        community = community_of(judge, each, mapping)
        assert community is not None
        assert community.key == meaning.community
        said = list(rule_by_rule(judge, each, mapping, community.key))
        assert [one.rule for one in said] == [rule.key for rule in mapping.contributions]
        counts = [one.rule for one in said if one.verdict == "counts"]
        assert counts == ([meaning.rule] if isinstance(meaning, Contribution) else [])


def verdicts(fact_: Fact, *rules: PostMatch | EntryMatch, community: str = "ak", only: str = "") -> list[str]:
    allowed = frozenset({only} if only else ())
    contributions = tuple(
        ContributionRule(f"r{number}", "answer", rule, allowed) for number, rule in enumerate(rules)
    )
    mapping = Mapping((Community("ak", "AK", (Place("lms", "id", "2"),)),), contributions)
    judge = Judge(Timeline.of(mapping), PLACES)
    found = community_of(judge, fact_, mapping)
    assert found is not None
    assert found.key == community
    return [_word(one) for one in rule_by_rule(judge, fact_, mapping, community)]


def _word(said: Said) -> str:
    return said.miss.why if said.miss else said.verdict


def test_each_rule_says_what_it_misses(post: Callable[..., Fact]) -> None:
    found = verdicts(
        post(),
        PostMatch(post=Position.REPLY),
        PostMatch(at_least=500),
        PostMatch(forum=ForumMatch(name=TextMatch(equal="Lain"))),
        PostMatch(at_least=100),
        PostMatch(),
        EntryMatch(Entry.GLOSSARY),
    )
    assert found == ["not_reply", "too_few_words", "other_forum", "counts", "later", "other_kind"]


def test_rules_of_other_communities_say_so(post: Callable[..., Fact]) -> None:
    assert verdicts(post(), PostMatch(), only="pp") == ["other_community"]


def test_entries(post: Callable[..., Fact]) -> None:
    entry_ = post(kind=Kind.GLOSSARY_ENTRY, container="glossary:5")
    found = verdicts(entry_, PostMatch(), EntryMatch(Entry.WIKI), EntryMatch(Entry.GLOSSARY, at_least=50))
    assert found == ["other_kind", "other_activity", "counts"]


@pytest.mark.parametrize("container", ["forum:12", "forum:99", None])
def test_where_nobody_lives(post: Callable[..., Fact], container: str | None) -> None:
    mapping = Mapping((Community("ak", "AK", (Place("lms", "id", "2"),)),))
    judge = Judge(Timeline.of(mapping), PLACES)
    assert community_of(judge, post(container=container), mapping) is None
    lost = replace(post(container=container), kind=Kind.WIKI_PAGE)
    assert community_of(judge, lost, mapping) is None

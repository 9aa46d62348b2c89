"""What counts beyond plain posts: entries, ratings, answers to others."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from connector.domain.credit import Contribution, Nothing
from connector.domain.facts import Fact, Kind, State
from connector.domain.matching import TextMatch
from connector.domain.rules import (
    Community,
    ContributionRule,
    Entry,
    EntryMatch,
    Mapping,
    Place,
    Position,
    PostMatch,
    Rated,
)
from connector.mapping.meaning import Judge
from connector.mapping.misses import Miss, misses
from connector.mapping.places import Discussion, Forum, Module, Places
from connector.mapping.timeline import Timeline

COURSES = {("lms", "id=2"): [2]}
FORUMS = {("lms", 11): Forum(2, "Blog", "blog")}
MODULES = {
    ("lms", "glossary", 5): Module(2, "glossary", "Pengetahuan CoP", 61),
    ("lms", "glossary", 6): Module(3, "glossary", "Lain", 62),
    ("lms", "data", 7): Module(2, "data", "Kasus", 63),
}
NOW = 2_000_000_000


def judge(*rules: PostMatch | EntryMatch, **kwargs: Any) -> Judge:
    contributions = tuple(
        ContributionRule(f"r{index}", "documentation", rule) for index, rule in enumerate(rules)
    )
    mapping = Mapping((Community("ak", "AK", (Place("lms", "id", "2"),)),), contributions, number=3)
    places = Places(COURSES, FORUMS, {("lms", 31): Discussion(author=7)}, MODULES)
    return Judge(Timeline.of(mapping), places, **kwargs)


def entry(
    kind: Kind = Kind.GLOSSARY_ENTRY, place: str = "glossary:5", author: int | None = 7, **data: Any
) -> Fact:
    known = {"words": 50, "approved": True, **data}
    return Fact("lms", kind, "400", container=place, author=author, time=1_790_000_000, data=known)


GLOSSARY = EntryMatch(Entry.GLOSSARY, TextMatch(prefix="pengetahuan"), 40, 60, approved=True)


def test_an_entry():
    found = judge(PostMatch(), GLOSSARY).meaning(entry(), NOW)
    assert found == Contribution(
        *("lms", "glossary_entry", "400", "lms:7", "ak", "r1", "documentation", 1_790_000_000), version=3
    )


def test_a_record_of_a_database():
    record = entry(Kind.DATA_ENTRY, "data:7")
    assert isinstance(judge(EntryMatch(Entry.DATABASE)).meaning(record, NOW), Contribution)


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (entry(place="glossary:6"), "outside"),
        (entry(place="glossary:9"), "unknown_place"),
        (entry(Kind.WIKI_PAGE, "wiki:5", author=None), "no_author"),
        (entry(author=4), "own_post"),
        (Fact("lms", Kind.DATA_ENTRY, "1", state=State.GONE), "gone"),
    ],
)
def test_what_never_counts(fact: Fact, reason: str):
    found = judge(GLOSSARY, service_accounts=frozenset({("lms", 4)})).meaning(fact, NOW)
    assert found == Nothing(reason)


@pytest.mark.parametrize(
    ("fact", "miss"),
    [
        (entry(words=39), Miss("r0", "too_few_words", "40", "39")),
        (entry(words=61), Miss("r0", "too_many_words", "60", "61")),
        (entry(approved=False), Miss("r0", "not_approved", "", "")),
        (
            entry(Kind.DATA_ENTRY, "data:7"),
            Miss("r0", "other_activity", "glossary, “pengetahuan…”", "Kasus"),
        ),
    ],
)
def test_why_not(fact: Fact, miss: Miss):
    nothing = judge(GLOSSARY).meaning(fact, NOW)
    assert (nothing.reason, nothing.community, misses(nothing)) == ("no_rule", "ak", [miss])


def test_a_rule_for_other_communities_says_nothing():
    mapping = Mapping(
        (Community("ak", "AK", (Place("lms", "id", "2"),)),),
        (ContributionRule("r", "answer", GLOSSARY, frozenset({"pp"})),),
    )
    judging = Judge(Timeline.of(mapping), Places(COURSES, modules=MODULES))
    assert judging.meaning(entry(), NOW) == Nothing("no_rule", (), "ak")
    assert judging.next_change(entry(), NOW) is None


def test_posts_and_entries_have_their_own_rules(post: Callable[..., Fact]):
    judging = judge(GLOSSARY, PostMatch())
    assert [judging.meaning(each, NOW).rule for each in (post(), entry())] == ["r1", "r0"]


# --- ratings ------------------------------------------------------------------------------

WELL = PostMatch(rated=Rated(Decimal("4"), 2))


@pytest.mark.parametrize(
    ("rating", "counts"),
    [
        ({"aggregate": "4", "count": 2}, True),
        ({"aggregate": "4.25", "count": 9}, True),
        ({"aggregate": "3.99", "count": 2}, False),
        ({"aggregate": "5", "count": 1}, False),
        ({"aggregate": None, "count": 2}, False),
        (None, False),
    ],
)
def test_rated(post: Callable[..., Fact], rating: dict[str, Any] | None, counts: bool):
    found = judge(WELL).meaning(post(data={"rating": rating}), NOW)
    assert isinstance(found, Contribution) is counts


def test_not_rated_well_enough(post: Callable[..., Fact]):
    nothing = judge(WELL).meaning(post(data={"rating": {"aggregate": "3", "count": 1}}), NOW)
    assert misses(nothing) == [Miss("r0", "rated", "≥ 4 (2×)", "3 (1×)")]
    assert misses(judge(WELL).meaning(post(), NOW)) == [Miss("r0", "rated", "≥ 4 (2×)", "")]


# --- answers to others ------------------------------------------------------------------

HELPS = PostMatch(Position.REPLY, answers_other=True)


def test_nobody_answers_themselves(post: Callable[..., Fact]):
    own, other = post(data={"parent": 9}), post(data={"parent": 9}, author=8)
    assert misses(judge(HELPS).meaning(own, NOW)) == [Miss("r0", "own_discussion", "", "")]
    assert isinstance(judge(HELPS).meaning(other, NOW), Contribution)


def test_nor_with_another_account(post: Callable[..., Fact]):
    other = post(data={"parent": 9}, author=8)
    found = judge(HELPS, persons={"lms:7": "p", "lms:8": "p"}).meaning(other, NOW)
    assert isinstance(found, Nothing)


def test_a_discussion_not_read_yet_may_be_their_own(post: Callable[..., Fact]):
    unread = post(data={"parent": 9, "discussion": 99}, author=8)
    assert isinstance(judge(HELPS).meaning(unread, NOW), Nothing)

"""What a fact means: edges that the golden pairs do not show."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from connector.domain.credit import Contribution, Nothing
from connector.domain.facts import Fact, Kind, State
from connector.domain.matching import ForumMatch, TextMatch, fold
from connector.domain.rules import (
    Community,
    ContributionRule,
    CreditRule,
    Limit,
    Mapping,
    Place,
    Position,
    PostMatch,
)
from connector.domain.scheme import Span
from connector.mapping.evidence import evidence_of
from connector.mapping.meaning import Judge
from connector.mapping.misses import Miss, misses
from connector.mapping.places import Discussion, Forum, Places
from connector.mapping.timeline import Entry, Timeline

COURSE = Place("lms", "idnumber", "COP-AK")
COURSES = {("lms", "idnumber=COP-AK"): [2]}
FORUMS = {("lms", 11): Forum(2, "Blog Praktik Baik", "blog"), ("lms", 12): Forum(3, "Lain", "general")}
NOW = 2_000_000_000


def judge(*rules: PostMatch, places: Places | None = None, **kwargs: Any) -> Judge:
    contributions = tuple(ContributionRule(f"r{index}", "answer", rule) for index, rule in enumerate(rules))
    mapping = Mapping((Community("ak", "AK", (COURSE,)),), contributions, number=3)
    return Judge(Timeline.of(mapping), places or Places(COURSES, FORUMS), **kwargs)


def test_a_contribution(post: Callable[..., Fact]):
    meaning = judge(PostMatch()).meaning(post(), NOW)
    assert meaning == Contribution(
        "lms", "post", "101", "lms:7", "ak", "r0", "answer", 1_790_000_000, version=3
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": Kind.DISCUSSION}, "not_a_post"),
        ({"state": State.GONE}, "gone"),
        ({"data": {"private": True}}, "private_reply"),
        ({"data": {"blank": True}}, "blank"),
        ({"time": None}, "blank"),
        ({"author": None}, "no_author"),
        ({"author": 0}, "no_author"),
        ({"author": 4}, "own_post"),
        ({"container": "forum:12"}, "outside"),
        ({"container": "forum:99"}, "unknown_place"),
        ({"container": None}, "unknown_place"),
        ({"source": "lms2"}, "unknown_place"),
    ],
)
def test_what_never_counts(post: Callable[..., Fact], changes: dict[str, Any], reason: str):
    judging = judge(PostMatch(), service_accounts=frozenset({("lms", 4)}))
    assert judging.meaning(post(**changes), NOW) == Nothing(reason)


def test_another_lms_has_its_own_user_numbers(post: Callable[..., Fact]):
    judging = judge(PostMatch(), service_accounts=frozenset({("lms2", 7)}))
    assert isinstance(judging.meaning(post(), NOW), Contribution)


def test_nothing_is_published(post: Callable[..., Fact]):
    assert Judge(Timeline(), Places()).meaning(post(), NOW) == Nothing("no_mapping")


def test_no_rule_at_all(post: Callable[..., Fact]):
    nothing = judge().meaning(post(), NOW)
    assert nothing == Nothing("no_rule", (), "ak")
    assert misses(nothing) == []


@pytest.mark.parametrize(
    ("rule", "data", "miss"),
    [
        (PostMatch(Position.FIRST), {"parent": 9}, Miss("r0", "not_first", "first", "reply")),
        (PostMatch(Position.REPLY), {"parent": None}, Miss("r0", "not_reply", "reply", "first")),
        (PostMatch(at_least=201), {}, Miss("r0", "too_few_words", "201", "200")),
        (PostMatch(at_most=199), {}, Miss("r0", "too_many_words", "199", "200")),
        (PostMatch(subject=TextMatch(prefix="re:")), {}, Miss("r0", "subject", "“re:…”", "Halo")),
        (PostMatch(tags=frozenset({"b", "a"})), {"tags": ["C"]}, Miss("r0", "tags", "a / b", "C")),
        (PostMatch(forum=ForumMatch(id=12)), {}, Miss("r0", "other_forum", "id 12", "Blog Praktik Baik")),
        (
            PostMatch(forum=ForumMatch(type="qanda")),
            {},
            Miss("r0", "other_forum", "qanda", "Blog Praktik Baik"),
        ),
    ],
)
def test_why_not(post: Callable[..., Fact], rule: PostMatch, data: dict[str, Any], miss: Miss):
    nothing = judge(rule).meaning(post(data=data), NOW)
    assert (nothing.reason, nothing.community, misses(nothing)) == ("no_rule", "ak", [miss])


@pytest.mark.parametrize(
    "rule",
    [
        PostMatch(Position.FIRST),
        PostMatch(at_least=200, at_most=200),
        PostMatch(subject=TextMatch(equal="halo")),
        PostMatch(tags=frozenset({"praktik baik"})),
        PostMatch(forum=ForumMatch(11, "blog", TextMatch(contains="praktik"))),
    ],
)
def test_at_the_border_it_matches(post: Callable[..., Fact], rule: PostMatch):
    fact = post(data={"tags": ["x", "Praktik  Baik"]})
    assert isinstance(judge(rule).meaning(fact, NOW), Contribution)


def test_rules_of_this_forum_are_nearer_than_others(post: Callable[..., Fact]):
    elsewhere, here = PostMatch(forum=ForumMatch(id=12)), PostMatch(at_least=500)
    assert [each.rule for each in misses(judge(elsewhere, here).meaning(post(), NOW))] == ["r1"]


def test_a_timed_discussion(post: Callable[..., Fact]):
    places = Places(COURSES, FORUMS, {("lms", 31): Discussion(timestart=1000)})
    judging = judge(PostMatch(), places=places)
    assert judging.meaning(post(), 999) == Nothing("not_open_yet", (("opens", "1000"),), "ak")
    assert isinstance(judging.meaning(post(), 1000), Contribution)
    assert (judging.next_change(post(), 999), judging.next_change(post(), 1000)) == (1000, None)
    assert judging.next_change(post(state=State.GONE), 999) is None


def test_the_first_community_that_lives_here(post: Callable[..., Fact]):
    blogs = replace(COURSE, forum=ForumMatch(type="blog"))
    communities = (Community("b", "B", (replace(COURSE, source="x"), blogs)), Community("a", "A", (COURSE,)))
    mapping = Mapping(communities, (ContributionRule("r", "answer", PostMatch()),))
    forums = {**FORUMS, ("lms", 13): Forum(2, "Umum", "general")}
    judging = Judge(Timeline.of(mapping), Places(COURSES, forums))
    found = [judging.meaning(post(container=f"forum:{id_}"), NOW).community for id_ in (11, 13)]
    assert found == ["b", "a"]


def test_places_out_of_facts():
    facts = [
        Fact("lms", Kind.FORUM, "11", 2, "course:2", data={"name": "Blog", "type": "blog", "cmid": 5}),
        Fact("lms", Kind.DISCUSSION, "31", container="forum:11", author=7, data={"timestart": 5, "group": 3}),
        Fact("lms", Kind.POST, "101", container="forum:11"),
    ]
    places = Places.of(facts, COURSES)
    assert places.forums == {("lms", 11): Forum(2, "Blog", "blog")}
    assert places.discussions == {("lms", 31): Discussion(5, 0, 3, "", 7)}


@pytest.mark.parametrize(
    ("match", "text", "expected"),
    [
        (TextMatch(equal="blog praktik"), "  Blog\u00a0 PRAKTIK ", True),
        (TextMatch(equal="blog"), "blog praktik", False),
        (TextMatch(prefix="re:", contains="soal"), "Re: banyak soal", True),
        (TextMatch(prefix="re:", contains="soal"), "banyak soal", False),
        (TextMatch(any_of=("a", "b")), "B", True),
        (TextMatch(any_of=("a", "b")), "ab", False),
        (TextMatch(equal=fold("STRASSE é")), "straße e\u0301", True),
    ],
)
def test_texts(match: TextMatch, text: str, expected: bool):
    assert match.matches(text) is expected


# --- evidence -----------------------------------------------------------------------


def test_one_piece_for_each_credit_rule(post: Callable[..., Fact]):
    rules = (
        CreditRule("a", "r0", 45, Limit(2, Span.MONTH)),
        CreditRule("b", "r0", 30),
        CreditRule("a", "x", 9),
    )
    rule = ContributionRule("r0", "answer", PostMatch())
    mapping = Mapping((Community("ak", "AK", (COURSE,)),), (rule,), rules, number=3)
    judging = Judge(Timeline.of(mapping), Places(COURSES, FORUMS))
    found = evidence_of(judging.meaning(post(), NOW), judging.timeline)
    assert [(each.scheme, each.minutes, each.at_most) for each in found] == [
        ("a", 45, "2/month"),
        ("b", 30, ""),
    ]
    assert (found[0].account, found[0].community, found[0].rule, found[0].version) == ("lms:7", "ak", "r0", 3)


def test_minutes_are_those_of_the_contributions_time():
    versions = [Mapping(credits=(CreditRule("a", "r", minutes),)) for minutes in (30, 60)]
    timeline = Timeline([Entry(1, None, versions[0]), Entry(2, 1000, versions[1])])
    of = [Contribution("lms", "post", "1", "lms:7", "ak", "r", "answer", time, 1) for time in (999, 1000)]
    assert [evidence_of(each, timeline)[0].minutes for each in of] == [30, 60]


def test_no_credit_rule():
    contribution = Contribution("lms", "post", "1", "lms:7", "ak", "r", "answer", 5, 1)
    assert evidence_of(contribution, Timeline.of(Mapping())) == []

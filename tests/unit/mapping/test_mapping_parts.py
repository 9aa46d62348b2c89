"""Sessions, recognition, summaries and points in the document: what they say and what can be wrong."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from config.packs import read_pack
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.recognition import Criterion, Family, Need
from connector.domain.rules import (
    CreditRule,
    Entry,
    EntryMatch,
    Limit,
    Rated,
    RelatedRule,
    SummaryOf,
    SummaryRule,
)
from connector.domain.scheme import Span
from connector.domain.sessions import AttendedBy, How, Proposal, SessionMatch, Where
from schemas.mapping_document import Checked
from schemas.problem_texts import TEXTS

Check = Callable[..., Checked]

GOOD = """\
mapping: 1
pack: indonesia-asn
schemes:
  poin:
    name: Poin
    unit: {name: poin, step: 1}
    at_most: {semester: {units: 128, source: x, date: 2026-11-22}}
    rounding: {per: semester, mode: floor, source: x, date: 2026-11-22}
communities:
  ak:
    name: CoP AK
    lives_in: {source: lms, course: {idnumber: 123}}
sessions:
  webinar:
    in: [ak]
    is: {activity: bigbluebuttonbn, name: {prefix: Webinar}}
    proposed_in: {forum: {name: Usulan}, support: {replies: 5}}
    minutes: 90
    minimum_minutes: 45
    attended_by: {completion: complete}
  temu:
    is: {calendar: {name: {prefix: Temu}}}
    attended_by: {choice: {name: Daftar hadir, answer: Hadir}}
  tulis:
    is: {discussion: {forum: {id: 4}, subject: {prefix: Rapat}}}
    minutes: 60
    attended_by: {replied_within: discussion}
contributions:
  jawab:
    kind: answer
    is: {post: reply, answers_other: true, rated: {at_least: 3.5, times: 2}}
  kamus:
    kind: documentation
    is: {entry: database, name: Kasus, words: {at_least: 40}, approved: true}
recognition:
  penolong:
    name: Penolong
    family: reciprocity
    in: [ak]
    needs:
      contributions: [{kind: answer, at_least: 3}, {rule: kamus, at_least: 1}]
      attendance: {session: webinar, at_least: 2}
      people_helped: {at_least: 4}
      helped_by: {at_least: 1}
      in_months: {at_least: 2}
    after_days: 7
    shown_by: {thanks: {name: Terima Kasih}}
credits:
  - {scheme: cop-jp, for: {attendance: webinar}, at_most: {per: month, times: 2}}
  - {scheme: cop-jp, for: {attendance: temu}}
  - {scheme: poin, for: {attendance: tulis}, points: 4}
  - {scheme: poin, for: {leading: temu}, points: 12, at_most: {per: semester, times: 3}}
  - {scheme: cop-jp, for: {contribution: jawab}, minutes: 30}
summaries:
  - {of: discussion, when: {quiet_days: 3, posts: {at_least: 5}}, into: {forum: {name: Ringkasan}}, language: id}
  - {of: session, into: reply}
related: {of: problem}
hr:
  - {target: simpeg, scheme: cop-jp, every: month}
"""


def changed(before: str, after: str) -> str:
    assert GOOD.count(before) == 1
    return GOOD.replace(before, after)


def wrong_at(text: str, checked: Checked) -> list[str]:
    """Each problem's word with the line it stands in, shortened."""
    assert checked.mapping is None
    return [f"{each.word}: {text.splitlines()[each.line - 1].strip()}" for each in checked.problems]


def test_sessions(checked: Check):
    webinar, temu, tulis = checked(GOOD).mapping.sessions
    assert webinar.is_ == SessionMatch(Where.ACTIVITY, "bigbluebuttonbn", TextMatch(prefix="Webinar"))
    assert webinar.proposed_in == Proposal(ForumMatch(name=TextMatch("Usulan")), 5)
    assert (webinar.key, webinar.minutes, webinar.minimum_minutes) == ("webinar", 90, 45)
    assert (webinar.communities, webinar.attended_by) == ({"ak"}, AttendedBy(How.COMPLETION))
    assert temu.is_ == SessionMatch(Where.CALENDAR, name=TextMatch(prefix="Temu"))
    assert temu.attended_by == AttendedBy(How.CHOICE, TextMatch("Daftar hadir"), TextMatch("Hadir"))
    forum = ForumMatch(id=4)
    assert tulis.is_ == SessionMatch(Where.DISCUSSION, name=TextMatch(prefix="Rapat"), forum=forum)
    assert tulis.attended_by.how is How.REPLIED


@pytest.mark.parametrize(
    ("written", "how"), [("{list: confirmed}", How.CONFIRMED), ("{file: attendance}", How.FILE)]
)
def test_other_ways_to_know(checked: Check, written: str, how: How):
    found = checked(changed("{completion: complete}", written))
    assert found.mapping.sessions[0].attended_by == AttendedBy(how)


def test_contributions(checked: Check):
    jawab, kamus = checked(GOOD).mapping.contributions
    assert (jawab.is_.answers_other, jawab.is_.rated) == (True, Rated(Decimal("3.5"), 2))
    assert kamus.is_ == EntryMatch(Entry.DATABASE, TextMatch("Kasus"), 40, None, True)


def test_recognition(checked: Check):
    [rule] = checked(GOOD).mapping.recognition
    assert (rule.key, rule.names["en"], rule.family) == ("penolong", "Penolong", Family.RECIPROCITY)
    assert (rule.after_days, rule.cohort, rule.communities) == (7, "", {"ak"})
    assert rule.thanks == ForumMatch(name=TextMatch("Terima Kasih"))
    assert set(rule.needs) == {
        Need(Criterion.CONTRIBUTIONS, 3, kind="answer"),
        Need(Criterion.CONTRIBUTIONS, 1, rule="kamus"),
        Need(Criterion.ATTENDANCE, 2, rule="webinar"),
        Need(Criterion.PEOPLE_HELPED, 4),
        Need(Criterion.HELPED_BY, 1),
        Need(Criterion.IN_MONTHS, 2),
    }


def test_credits(checked: Check):
    mapping = checked(GOOD).mapping
    webinar, _, tulis, temu, _ = mapping.credits
    assert webinar == CreditRule("cop-jp", "", 0, Limit(2, Span.MONTH), attendance="webinar")
    assert tulis == CreditRule("poin", "", 0, points=4, attendance="tulis")
    assert temu == CreditRule("poin", "", 0, Limit(3, Span.SEMESTER), 12, leading="temu")
    assert (mapping.schemes["poin"].step_minutes, mapping.schemes["poin"].caps) == (0, {Span.SEMESTER: 128})


def test_summaries(checked: Check):
    mapping = checked(GOOD).mapping
    forum = ForumMatch(name=TextMatch("Ringkasan"))
    assert mapping.summaries == (
        SummaryRule(SummaryOf.DISCUSSION, 3, 5, forum, "id"),
        SummaryRule(SummaryOf.SESSION),
    )
    assert mapping.related == (RelatedRule("problem", 3),)


@pytest.mark.parametrize("pack", ["indonesia-asn-lengkap", "guru-komunitas-belajar"])
def test_the_packs_can_be_used(checked: Check, pack: str):
    found = checked(read_pack(pack))
    assert found.problems == []
    assert {each.word for each in found.warnings} <= {"no_hr"}


def test_the_full_pack_says_all_that_the_starter_says(checked: Check, starter):
    full = checked(read_pack("indonesia-asn-lengkap")).mapping
    assert full.communities == starter.communities
    assert full.schemes == starter.schemes
    assert set(starter.contributions) <= set(full.contributions)
    assert set(starter.credits) <= set(full.credits)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("{activity: bigbluebuttonbn, name: {prefix: Webinar}}", "{name: x}", "exactly_one"),
        ("{calendar: {name: {prefix: Temu}}}", "{calendar: {name: x}, name: y}", "name_of_activity"),
        ("{calendar: {name: {prefix: Temu}}}", "{calendar: {}}", "empty"),
        ("{completion: complete}", "{completion: yes}", "not_one_of"),
        ("{completion: complete}", "{completion: complete, file: attendance}", "exactly_one"),
        ("{completion: complete}", "{replied_within: discussion}", "replied_where"),
        ("    minutes: 60\n", "", "missing"),
        ("minimum_minutes: 45", "minimum_minutes: 91", "minimum_too_long"),
        ("support: {replies: 5}", "support: {}", "missing"),
        ("answers_other: true", "answers_other: 1", "not_yes_no"),
        ("{entry: database, name: Kasus,", "{entry: database, post: first,", "not_with_entry"),
        ("{post: reply, answers_other: true,", "{approved: true, answers_other: true,", "only_with_entry"),
        ("{entry: database,", "{entry: forum,", "not_one_of"),
        ("rated: {at_least: 3.5, times: 2}", "rated: {times: 2}", "missing"),
        ("{kind: answer, at_least: 3}", "{at_least: 3}", "exactly_one"),
        ("{kind: answer, at_least: 3}", "{kind: answer}", "missing"),
        ("      helped_by: {at_least: 1}\n", "", "family_needs"),
        ("shown_by: {thanks: {name: Terima Kasih}}", "shown_by: {}", "exactly_one"),
        ("{attendance: temu}}", "{attendance: temu}, minutes: 45}", "minutes_of_session"),
        ("{contribution: jawab}, minutes: 30", "{contribution: jawab}", "missing"),
        (
            "{contribution: jawab}, minutes: 30",
            "{contribution: jawab}, minutes: 30, points: 3",
            "exactly_one",
        ),
        ("{contribution: jawab}, minutes: 30", "{contribution: jawab}, points: 3", "points_in_minutes"),
        ("for: {attendance: tulis}, points: 4", "for: {attendance: tulis}", "minutes_in_points"),
        ("{leading: temu}", "{leading: temu, attendance: temu}", "exactly_one"),
        ("{attendance: webinar}", "{attendance: webinaar}", "unknown_session"),
        ("{leading: temu}", "{leading: rapat}", "unknown_session"),
        ("session: webinar,", "session: rapat,", "unknown_session"),
        ("rule: kamus,", "rule: kams,", "unknown_contribution"),
        ("{attendance: temu}", "{attendance: webinar}", "same_credit"),
        ("into: reply", "into: balasan", "not_one_of"),
        ("{of: session, into: reply}", "{of: week, into: reply}", "week_replies"),
        (
            "{of: session, into: reply}",
            "{of: session, into: {forum: {name: R}}, link_back: reply}",
            "link_back_of_discussion",
        ),
        (
            "{of: session, into: reply}",
            "{of: session, into: reply, when: {quiet_days: 2}}",
            "quiet_of_discussion",
        ),
        ("related: {of: problem}", "related: {of: masalah}", "not_one_of"),
        ("unit: {name: poin, step: 1}", "unit: {name: poin, step: 0.5}", "step_points"),
    ],
)
def test_what_can_be_wrong(checked: Check, before: str, after: str, word: str):
    text = changed(before, after)
    found = wrong_at(text, checked(text))
    assert [each.split(":")[0] for each in found] == [word]


def test_an_unknown_community_is_told_in_every_part(checked: Check):
    text = GOOD.replace("in: [ak]", "in: [ka]")
    assert wrong_at(text, checked(text)) == ["unknown_community: in: [ka]"] * 2


def test_months_alone_count_nothing(checked: Check):
    start, end = GOOD.index("      contributions: ["), GOOD.index("      in_months")
    text = (GOOD[:start] + GOOD[end:]).replace("    family: reciprocity\n", "")
    assert wrong_at(text, checked(text)) == ["months_of_nothing: needs:"]


@pytest.mark.parametrize(
    ("before", "after", "warning"),
    [
        ("{entry: database,", "{entry: wiki,", "wiki_unsigned"),
        ("kind: answer, at_least: 3", "kind: reflection, at_least: 3", "never_met"),
        ("  - {scheme: cop-jp, for: {attendance: temu}}\n", "", "no_credit"),
    ],
)
def test_what_is_hardly_meant(checked: Check, before: str, after: str, warning: str):
    def warned(text: str) -> list[str]:
        return [each.word for each in checked(text).warnings if each.word != "no_hr"]

    assert warned(GOOD) == []
    assert warned(changed(before, after)) == [warning]


@pytest.mark.parametrize(
    "value", ["3", "x", "[[]]", "[3]", "{a: 3}", "{a: []}", "{a: {}}", "~", "{a: {needs: 3}}"]
)
@pytest.mark.parametrize("key", ["sessions", "recognition", "summaries", "related"])
def test_any_part_may_be_anything(checked: Check, key: str, value: str):
    lines, kept, skip = GOOD.splitlines(), [], False
    for line in lines:
        skip = line.startswith(f"{key}:") or (skip and line.startswith((" ", "-")))
        kept += [] if skip else [line]
    assert checked("\n".join([f"{key}: {value}", *kept])).mapping is None


def test_every_text_speaks_both_languages():
    for word, texts in TEXTS.items():
        assert len(texts) == 4
        assert word == "other" or all(texts[::2]), word

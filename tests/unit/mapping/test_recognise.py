"""Who is recognised, since when, and what is missing."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.domain.credit import Contribution
from connector.domain.recognition import Criterion, Deed, Missing, Need, RecognitionRule, Standing
from connector.domain.rules import Mapping
from connector.domain.sessions import Attendance, How
from connector.mapping.places import Discussion, Places
from connector.mapping.recognise import deed_of, deed_of_attendance, recognise

JAKARTA = ZoneInfo("Asia/Jakarta")
DAY = 86_400
THREE = Need(Criterion.CONTRIBUTIONS, 3, kind="good_practice")
MONTHS = Need(Criterion.IN_MONTHS, 2)
HELPED = Need(Criterion.PEOPLE_HELPED, 2)
THANKED = Need(Criterion.HELPED_BY, 1)
CAME = Need(Criterion.ATTENDANCE, 2, rule="webinar")


def deed(time: int, kind: str = "good_practice", rule: str = "praktik", **changes: str) -> Deed:
    known = {"person": "p", "evidence": f"lms/post/{time}", "helped": "", "community": "ak", **changes}
    return Deed(time, rule=rule, kind=kind, **known)


def standing(
    *deeds: Deed, needs: tuple[Need, ...] = (THREE,), as_of: int = 10**10, **rule: object
) -> Standing:
    mapping = Mapping(recognition=(RecognitionRule("r", {}, needs, **rule),))
    [found] = recognise("p", deeds, mapping, as_of, JAKARTA)
    return found


def test_since_the_last_that_was_needed():
    deeds = [deed(time) for time in (40, 10, 30, 20)]
    found = standing(*deeds)
    assert (found.since, found.due, found.missing) == (30, 30, ())
    assert found.evidence == ("lms/post/10", "lms/post/20", "lms/post/30", "lms/post/40")


def test_what_is_missing():
    found = standing(deed(10), deed(20), deed(30, "answer"), deed(40, person="q"))
    assert (found.since, found.due, found.missing) == (None, None, (Missing(THREE, 2),))
    assert not found.shown(10**9)


def test_shown_after_days():
    found = standing(*(deed(time) for time in (10, 20, 30)), after_days=7)
    assert (found.since, found.due) == (30, 30 + 7 * DAY)
    assert [found.shown(at) for at in (30 + 7 * DAY - 1, 30 + 7 * DAY)] == [False, True]


def test_the_future_does_not_count():
    assert standing(*(deed(time) for time in (10, 20, 30)), as_of=29).since is None


def test_in_different_months(at):
    november, last, december = (at(f"2026-{day} 12:00") for day in ("11-01", "11-30", "12-01"))
    same = [deed(november), deed(november + 1), deed(last)]
    found = standing(*same, needs=(THREE, MONTHS))
    assert (found.since, found.missing) == (None, (Missing(MONTHS, 1),))
    assert standing(*same, deed(december), needs=(THREE, MONTHS)).since == december


def test_a_month_is_local(at):
    """23:30 in Jakarta on the 31st is the same day still, though the next hour is another month."""
    deeds = [deed(at("2026-10-31 23:30")), deed(at("2026-11-01 00:30")), deed(at("2026-11-01 00:31"))]
    assert standing(*deeds, needs=(THREE, MONTHS)).since == at("2026-11-01 00:31")


def test_people_are_helped_once_each():
    deeds = [deed(10, "answer", helped="a"), deed(20, "answer", helped="a"), deed(30, "support", helped="b")]
    assert standing(*deeds[:2], needs=(HELPED,)).missing == (Missing(HELPED, 1),)
    assert standing(*deeds, needs=(HELPED,)).since == 30


def test_helped_and_was_helped():
    own = [deed(10, "answer", helped="a"), deed(20, "answer", helped="b")]
    back = deed(50, "answer", person="a", helped="p")
    assert standing(*own, needs=(HELPED, THANKED)).missing == (Missing(THANKED, 0),)
    found = standing(*own, back, deed(5, "answer", person="a", helped="b"), needs=(HELPED, THANKED))
    assert (found.since, len(found.evidence)) == (50, 3)


def test_being_helped_is_no_month_of_ones_own(at):
    back = deed(at("2026-12-01 12:00"), "answer", person="a", helped="p")
    own = deed(at("2026-11-01 12:00"), "answer", helped="a")
    one = Need(Criterion.PEOPLE_HELPED, 1)
    assert standing(own, back, needs=(one, THANKED, MONTHS)).missing == (Missing(MONTHS, 1),)


def test_attendance_and_rules():
    came = [deed(10, "", "webinar"), deed(20, "", "webinar"), deed(30, "", "rapat")]
    assert standing(*came, needs=(CAME,)).since == 20
    by_rule = Need(Criterion.CONTRIBUTIONS, 1, rule="webinar")
    assert standing(*came, needs=(by_rule,)).missing == (Missing(by_rule, 0),)


def test_only_in_some_communities():
    deeds = [deed(10), deed(20, community="pp"), deed(30), deed(40)]
    assert standing(*deeds, communities=frozenset({"ak"})).since == 40


# --- deeds --------------------------------------------------------------------------------

PLACES = Places(discussions={("lms", 31): Discussion(author=8), ("lms", 32): Discussion()})


def contribution(kind: str = "answer") -> Contribution:
    return Contribution("lms", "post", "101", "lms:7", "ak", "jawab", kind, 10, 1)


@pytest.mark.parametrize(
    ("kind", "discussion", "persons", "helped"),
    [
        ("answer", 31, {}, "lms:8"),
        ("answer", 31, {"lms:8": "b"}, "b"),
        ("answer", 31, {"lms:8": "b", "lms:7": "b"}, ""),
        ("good_practice", 31, {}, ""),
        ("answer", 32, {}, ""),
        ("answer", None, {}, ""),
    ],
)
def test_whom_a_contribution_helps(kind, discussion, persons, helped):
    found = deed_of(contribution(kind), PLACES, discussion, persons)
    assert (found.helped, found.kind, found.evidence) == (helped, kind, "lms/post/101")


def test_the_deed_of_an_attendance():
    there = Attendance("lms:7", "lms", "event:5", "ak", "webinar", 10, 90, How.FILE, True, 1)
    assert deed_of_attendance(there, {"lms:7": "p"}) == Deed(
        10, "ak", "webinar", "", "p", "lms/attendance/event:5/7"
    )


# --- what always holds -------------------------------------------------------------------

some_deeds = st.lists(
    st.builds(
        Deed,
        time=st.integers(0, 90 * DAY),
        community=st.just("ak"),
        rule=st.sampled_from(["webinar", "praktik"]),
        kind=st.sampled_from(["", "good_practice", "answer"]),
        person=st.sampled_from(["p", "a"]),
        evidence=st.integers(0, 10**6).map(str),
        helped=st.sampled_from(["", "a", "b", "p"]),
    ),
    max_size=15,
)
some_needs = st.lists(st.sampled_from([THREE, MONTHS, HELPED, THANKED, CAME]), min_size=1, max_size=3).map(
    tuple
)


@settings(deadline=None)
@given(some_deeds, some_needs, st.integers(0, 90 * DAY), st.randoms(use_true_random=False))
def test_order_and_repetition_never_matter_and_nothing_is_earned_before_its_time(deeds, needs, as_of, random):
    again = [*deeds, *deeds]
    random.shuffle(again)
    found = standing(*deeds, needs=needs, as_of=as_of)
    assert standing(*again, needs=needs, as_of=as_of) == found
    assert (found.since is None) is bool(found.missing)
    later = standing(*deeds, needs=needs, as_of=91 * DAY)
    if found.since is not None:
        assert found.since <= as_of
        assert later.since == found.since

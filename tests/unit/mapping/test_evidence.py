"""Evidence: its identity over time, and that of sessions and points."""

import hashlib
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.domain.credit import Evidence, digest
from connector.domain.rules import CreditRule, Limit, Mapping
from connector.domain.scheme import Rounding, Scheme, Span
from connector.domain.sessions import Attendance, How, Session, Stage
from connector.mapping.entitle import entitle
from connector.mapping.evidence import evidence_of_attendance, evidence_of_leading
from connector.mapping.intervals import minutes_of, read, united
from connector.mapping.timeline import Timeline
from tests.unit.mapping.conftest import SCHEME_SPANS

JAKARTA = ZoneInfo("Asia/Jakarta")
JP = CreditRule("cop-jp", "", 0, attendance="webinar")


def test_what_was_known_before_keeps_its_id():
    """Ledger lines refer to them: pinned as they were written first."""
    one = Evidence(
        "lms:7", "ak", "cop-jp", "praktik", 1790000000, "lms", "post", "101", 60, 1, at_most="4/month"
    )
    two = Evidence(
        *("lms:9", "perancang-peraturan", "cop-jp", "jawaban-pakar"),
        *(1795327200, "lms", "post", "2048", 45, 3),
    )
    assert one.id == "e11791014a24f41e83749471fc88570613f8e030dfa8f3ffb35af247c8f348f0"
    assert two.id == "72f8d0e796a51e0437a9dc5087d1cd1535fc6e19d8de3e4adc5fc6519b484628"


def test_what_is_new_has_another_id(piece):
    old = piece("2026-11-22 08:00", 60)
    others = [replace(old, intervals="1-2"), replace(old, points=3)]
    assert len({each.id for each in (old, *others)}) == 3
    assert "points" not in old.body
    assert "intervals" in others[0].body


# --- attendance -----------------------------------------------------------------------


def took_part(*intervals: tuple[int, int], **changes: object) -> Attendance:
    known = united(intervals)
    time = known[0][0] if known else 1_790_000_000
    made = Attendance(
        *("lms:7", "lms", "event:5", "ak", "webinar", time, minutes_of(known)),
        *(How.FILE, True, 0, known),
    )
    return replace(made, **changes)


def timeline(*credits: CreditRule, **scheme: object) -> Timeline:
    made = Scheme("cop-jp", {}, "JP", 45, 1, {}, Span.DAY, Rounding.FLOOR, {})
    return Timeline.of(Mapping(credits=credits or (JP,), schemes={"cop-jp": replace(made, **scheme)}))


def test_over_new_year_it_is_two_pieces(at):
    start, midnight, end = at("2026-12-31 23:15"), at("2027-01-01 00:00"), at("2027-01-01 00:45")
    found = evidence_of_attendance(took_part((start, end)), timeline(), JAKARTA)
    assert [(each.time, each.minutes) for each in found] == [(start, 45), (midnight, 45)]
    assert {(each.fact_kind, each.fact_id) for each in found} == {("attendance", "event:5/7")}
    assert [read(each.intervals) for each in found] == [((start, midnight),), ((midnight, end),)]
    given_ = entitle(found, timeline(), JAKARTA)
    assert [(each.day, each.amount) for each in given_] == [("2026-12-31", 1), ("2027-01-01", 1)]


def test_a_session_over_midnight_counts_once_for_a_limit(at):
    rule = replace(JP, at_most=Limit(1, Span.YEAR))
    start = at("2026-11-21 23:15")
    first, second = took_part((start, start + 5400)), took_part((start + 86_400, start + 90_000))
    second = replace(second, session="event:6")
    pieces = [
        piece for each in (first, second) for piece in evidence_of_attendance(each, timeline(rule), JAKARTA)
    ]
    found = entitle(pieces, timeline(rule), JAKARTA)
    assert [(each.amount, each.reason) for each in found] == [
        (1, ""),
        (1, ""),
        (0, "rule_limit"),
        (0, "rule_limit"),
    ]


def test_without_intervals_its_minutes_count(at):
    [found] = evidence_of_attendance(took_part(minutes=90), timeline(), JAKARTA)
    assert (found.minutes, found.intervals) == (90, "")


def test_a_hint_is_no_evidence(at):
    assert evidence_of_attendance(took_part((0, 6000), certain=False), timeline(), JAKARTA) == []


def test_points_are_given_once_even_over_midnight(at):
    rule = CreditRule("cop-jp", "", 0, points=4, attendance="webinar")
    start = at("2026-12-31 23:15")
    [found] = evidence_of_attendance(took_part((start, start + 5400)), timeline(rule), JAKARTA)
    assert (found.points, found.minutes, found.time) == (4, 0, start)


def test_whoever_called_it_gets_credit_for_leading_if_they_were_there(at):
    rule = CreditRule("cop-jp", "", 0, points=12, leading="webinar")
    session = Session("lms", "event", "5", "ak", "webinar", "W", Stage.HELD, 0, 90, 0, leader="lms:7")
    [found] = evidence_of_leading(took_part((0, 6000)), session, timeline(rule), {"lms:7", "lms:9"})
    assert (found.points, found.fact_kind, found.fact_id) == (12, "leading", "event:5/7")
    assert (
        evidence_of_leading(took_part((0, 6000)), replace(session, leader="lms:8"), timeline(rule), {"lms:7"})
        == []
    )
    assert evidence_of_leading(took_part((0, 6000), certain=False), session, timeline(rule), {"lms:7"}) == []


# --- the same minutes ------------------------------------------------------------------


def parallel(at, *spans: tuple[str, str], **scheme: object):
    pieces = []
    for number, (start, end) in enumerate(spans):
        there = took_part((at(f"2026-11-22 {start}"), at(f"2026-11-22 {end}")), session=f"event:{number}")
        pieces += evidence_of_attendance(there, timeline(), JAKARTA)
    return [
        (each.computed, each.amount, each.reason) for each in entitle(pieces, timeline(**scheme), JAKARTA)
    ]


def test_two_at_the_same_time_count_once(at):
    assert parallel(at, ("09:00", "10:30"), ("09:00", "10:30")) == [(2, 2, ""), (2, 0, "same_minutes")]


def test_what_goes_beyond_counts(at):
    assert parallel(at, ("09:00", "10:30"), ("10:00", "11:15")) == [(2, 2, ""), (1, 1, "")]
    assert parallel(at, ("09:00", "10:30"), ("10:00", "12:00")) == [(2, 2, ""), (2, 2, "")]
    assert parallel(at, ("09:00", "10:30"), ("09:45", "11:15")) == [(2, 2, ""), (2, 1, "same_minutes")]


def test_the_narrower_reason_is_told(at):
    caps = {Span.DAY: 2}
    found = parallel(at, ("09:00", "10:30"), ("09:45", "11:15"), caps=caps)
    assert found == [(2, 2, ""), (2, 0, "day_cap")]


def test_a_limit_leaves_the_time_free(piece):
    """What was refused has not used the time: another session in it still counts."""
    pieces = [
        piece("2026-11-22 08:00", 45, "1", intervals="0-2700", at_most="1/day"),
        piece("2026-11-22 09:00", 45, "2", intervals="9000-11700", at_most="1/day"),
        piece("2026-11-22 09:00", 45, "3", intervals="9000-11700", rule="other"),
    ]
    found = entitle(pieces, timeline(), JAKARTA)
    assert [(each.amount, each.reason) for each in found] == [(1, ""), (0, "rule_limit"), (1, "")]


NEW_YEAR = 1_798_736_400  # 2027-01-01 00:00 in Jakarta
stretches = st.tuples(st.integers(-300, 300), st.integers(1, 240)).map(
    lambda each: (NEW_YEAR + 60 * each[0], NEW_YEAR + 60 * (each[0] + each[1]))
)
visits = st.lists(st.lists(stretches, min_size=1, max_size=3), max_size=6)


def pieces_of(visits, timeline_):
    made = [took_part(*each, session=f"event:{number}") for number, each in enumerate(visits)]
    return [piece for each in made for piece in evidence_of_attendance(each, timeline_, JAKARTA)]


@settings(deadline=None)  # a busy machine is no failure
@given(visits)
def test_no_minute_counts_twice(visits):
    """By minutes as units, without caps: what is given is exactly the time somebody was somewhere."""
    by_minutes = timeline(step_minutes=1)
    found = entitle(pieces_of(visits, by_minutes), by_minutes, JAKARTA)
    there = united(part for each in visits for part in each)
    assert sum(each.amount for each in found) == minutes_of(there)
    assert all(each.reason == "same_minutes" for each in found if each.lost)


@settings(deadline=None)
@given(
    visits,
    st.dictionaries(st.sampled_from(SCHEME_SPANS), st.integers(1, 4)),
    st.randoms(use_true_random=False),
)
def test_order_and_repetition_never_matter_and_caps_hold(visits, caps, random):
    line = timeline(caps=caps)
    pieces = pieces_of(visits, line)
    found = entitle(pieces, line, JAKARTA)
    again = [*pieces, *pieces]
    random.shuffle(again)
    assert entitle(again, line, JAKARTA) == found
    for span, cap in caps.items():
        sums: dict[str, int] = {}
        for each in found:
            sums[span.of(each.day)] = sums.get(span.of(each.day), 0) + each.amount
        assert all(total <= cap for total in sums.values())


# --- points -----------------------------------------------------------------------------


def test_points_are_whole_and_capped_by_semester(piece):
    """Leading a community with three sessions: 3 × 12 = 36 points; not more than 128 a semester."""
    scheme = Scheme("cop-jp", {}, "poin", 0, 1, {Span.SEMESTER: 128}, Span.SEMESTER, Rounding.FLOOR, {})
    line = Timeline.of(Mapping(schemes={"cop-jp": scheme}))
    made = piece("2026-08-01 08:00", 0, points=12, at_most="3/semester")
    days = [8, 9, 10, 11]
    led = [replace(piece(f"2026-{m:02}-01 08:00", 0, str(m)), points=12, at_most="3/semester") for m in days]
    assert [(each.amount, each.reason) for each in entitle(led, line, JAKARTA)] == [
        *[(12, "")] * 3,
        (0, "rule_limit"),
    ]
    many = [replace(made, fact_id=str(n), points=50, at_most="", time=made.time + n) for n in range(3)]
    assert [(each.amount, each.reason) for each in entitle(many, line, JAKARTA)] == [
        (50, ""),
        (50, ""),
        (28, "semester_cap"),
    ]
    after = replace(made, time=made.time + 200 * 86_400, fact_id="9")
    assert entitle([*many, after], line, JAKARTA)[-1].amount == 12


@pytest.mark.parametrize("cap", [10, 5])
def test_a_day_cap_of_points(piece, cap):
    scheme = Scheme("cop-jp", {}, "poin", 0, 1, {Span.DAY: cap}, Span.SEMESTER, Rounding.NEAREST, {})
    line = Timeline.of(Mapping(schemes={"cop-jp": scheme}))
    [found] = entitle([piece("2026-08-01 08:00", 0, points=12)], line, JAKARTA)
    assert (found.computed, found.amount, found.reason) == (12, cap, "day_cap")


def test_the_body_is_what_the_id_is_made_of(piece):
    each = piece("2026-11-22 08:00", 60)
    assert each.id == hashlib.sha256(each.body.encode()).hexdigest() == digest(json.loads(each.body))
    assert Evidence(**json.loads(each.body)) == each

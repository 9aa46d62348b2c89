"""What evidence is worth: caps, rounding, limits – and that the order of arrival never matters."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connector.domain.credit import Entitlement, Evidence
from connector.domain.rules import Mapping
from connector.domain.scheme import Rounding, Scheme, Span
from connector.mapping.entitle import entitle
from connector.mapping.timeline import Entry, Timeline
from tests.unit.mapping.conftest import SCHEME_SPANS

JAKARTA = ZoneInfo("Asia/Jakarta")

Piece = Callable[..., Evidence]
Make = Callable[..., Scheme]


def given_for(pieces: list[Evidence], scheme: Scheme, zone: ZoneInfo = JAKARTA) -> list[Entitlement]:
    return entitle(pieces, Timeline.of(Mapping(schemes={"cop-jp": scheme})), zone)


def worth(pieces: list[Evidence], scheme: Scheme) -> list[tuple[int, int, str]]:
    return [(each.computed, each.amount, each.reason) for each in given_for(pieces, scheme)]


def test_three_on_a_day_in_two_communities_in_every_order(piece: Piece, scheme: Make):
    three = [
        piece("2026-11-22 08:00", 60, "1"),
        piece("2026-11-22 09:00", 45, "2", community="pp"),
        piece("2026-11-22 10:00", 50, "3"),
    ]
    outcomes = {tuple(given_for(list(order), scheme())) for order in permutations(three)}
    [outcome] = outcomes
    assert [(each.evidence.fact_id, each.amount) for each in outcome] == [("1", 1), ("2", 1), ("3", 0)]
    assert worth(three, scheme()) == [(1, 1, ""), (1, 1, ""), (1, 0, "day_cap")]


def test_equal_times_go_by_number(piece: Piece, scheme: Make):
    pieces = [piece("2026-11-22 08:00", 45, id_) for id_ in ("10", "9", "100")]
    assert [each.evidence.fact_id for each in given_for(pieces, scheme())] == ["9", "10", "100"]


def test_minutes_add_up_within_the_day(piece: Piece, scheme: Make):
    pieces = [piece("2026-11-22 08:00", 30, "1"), piece("2026-11-22 23:59", 30, "2")]
    assert worth(pieces, scheme()) == [(0, 0, "below_unit"), (1, 1, "")]
    apart = [pieces[0], piece("2026-11-23 00:00", 30, "2")]
    assert worth(apart, scheme()) == [(0, 0, "below_unit"), (0, 0, "below_unit")]


def test_the_same_evidence_twice_counts_once(piece: Piece, scheme: Make):
    assert worth([piece("2026-11-22 08:00", 45)] * 2, scheme()) == [(1, 1, "")]


def test_accounts_of_one_human_share_the_cap(piece: Piece, scheme: Make):
    pieces = [piece("2026-11-22 08:00", 45, id_, account=f"lms:{id_}") for id_ in ("1", "2", "3")]
    given_ = given_for(pieces, scheme())
    assert [(each.key.account, each.amount) for each in given_] == [("lms:1", 1), ("lms:2", 1), ("lms:3", 0)]


def test_schemes_are_apart(piece: Piece, scheme: Make):
    pieces = [piece("2026-11-22 08:00", 90, scheme=key) for key in ("b", "a")]
    timeline = Timeline.of(Mapping(schemes={"a": scheme(), "b": scheme(step_minutes=30, caps={})}))
    found = entitle(pieces, timeline, JAKARTA)
    assert [(each.evidence.scheme, each.amount) for each in found] == [("a", 2), ("b", 3)]


def test_nothing_gives_nothing(scheme: Make):
    assert worth([], scheme()) == []


# --- limits ---------------------------------------------------------------------------


def test_a_rule_counts_so_often_in_a_month_across_communities(piece: Piece, scheme: Make):
    days = ["2026-11-01 08:00", "2026-11-15 08:00", "2026-11-30 23:59", "2026-12-01 00:00"]
    pieces = [piece(day, 45, str(i), at_most="2/month") for i, day in enumerate(days)]
    pieces[1] = replace(pieces[1], community="pp")
    assert worth(pieces, scheme()) == [(1, 1, ""), (1, 1, ""), (1, 0, "rule_limit"), (1, 1, "")]


def test_other_rules_have_their_own_limit(piece: Piece, scheme: Make):
    pieces = [piece(f"2026-11-22 0{i}:00", 45, str(i), rule=f"r{i % 2}", at_most="1/day") for i in range(3)]
    assert worth(pieces, scheme(caps={})) == [(1, 1, ""), (1, 1, ""), (1, 0, "rule_limit")]


def test_what_a_limit_refused_adds_no_minutes(piece: Piece, scheme: Make):
    pieces = [piece(f"2026-11-22 0{i}:00", 30, str(i), at_most="1/day") for i in range(2)]
    pieces.append(piece("2026-11-22 05:00", 10, "5", rule="other"))
    assert worth(pieces, scheme()) == [(0, 0, "below_unit"), (1, 0, "rule_limit"), (0, 0, "below_unit")]


def test_a_limit_may_be_of_a_week_or_of_all_time(piece: Piece, scheme: Make):
    """2026-11-22 is a Sunday, 2027-01-03 the last day of the week that began in the old year."""
    days = ["2026-11-22", "2026-11-23", "2026-12-28", "2027-01-03", "2027-01-04"]
    weekly = [piece(f"{day} 08:00", 45, str(i), at_most="1/week") for i, day in enumerate(days)]
    assert [each.amount for each in given_for(weekly, scheme())] == [1, 1, 1, 0, 1]
    once = [piece(f"{day} 08:00", 45, str(i), at_most="1/total") for i, day in enumerate(days)]
    assert [each.amount for each in given_for(once, scheme())] == [1, 0, 0, 0, 0]


# --- caps ------------------------------------------------------------------------------


def test_the_cap_that_leaves_least_is_named(piece: Piece, scheme: Make):
    pieces = [piece(f"2026-11-{day} 08:00", 135, str(day)) for day in (10, 11, 12)]
    caps = {Span.DAY: 2, Span.MONTH: 3, Span.YEAR: 5}
    assert worth(pieces, scheme(caps=caps)) == [(3, 2, "day_cap"), (3, 1, "month_cap"), (3, 0, "month_cap")]


def test_the_year_cap_begins_anew(piece: Piece, scheme: Make):
    days = ["2026-12-30 08:00", "2026-12-31 23:59", "2027-01-01 00:00"]
    pieces = [piece(day, 90, str(i)) for i, day in enumerate(days)]
    assert worth(pieces, scheme(caps={Span.YEAR: 3})) == [(2, 2, ""), (2, 1, "year_cap"), (2, 2, "")]


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_new_year_in_each_zone(piece: Piece, scheme: Make, zone: str):
    here = ZoneInfo(zone)
    midnight = int(datetime(2027, 1, 1, tzinfo=here).timestamp())
    pieces = [replace(piece("2026-11-22 08:00", 45, str(i)), time=midnight + i) for i in (-1, 0)]
    found = given_for(pieces, scheme(), here)
    assert [(each.day, each.key.month, each.amount) for each in found] == [
        ("2026-12-31", "2026-12", 1),
        ("2027-01-01", "2027-01", 1),
    ]


# --- rounding -------------------------------------------------------------------------


def test_nearest_is_half_up(piece: Piece, scheme: Make):
    make = scheme(step_minutes=60, rounding=Rounding.NEAREST, caps={})
    for minutes, steps in ((29, 0), (30, 1), (89, 1), (90, 2)):
        assert given_for([piece("2026-11-22 08:00", minutes)], make)[0].amount == steps


def test_rounding_over_a_month(piece: Piece, scheme: Make):
    pieces = [piece(f"2026-11-{day} 08:00", 30, str(day)) for day in (10, 11, 12)]
    assert worth(pieces, scheme(round_per=Span.MONTH)) == [(0, 0, "below_unit"), (1, 1, ""), (1, 1, "")]


def test_over_a_month_a_day_brings_no_more_than_its_cap(piece: Piece, scheme: Make):
    """Day one 200 minutes, of which 90 count; so 10 more the next day do not fill a unit."""
    pieces = [piece("2026-11-10 08:00", 200, "1"), piece("2026-11-11 08:00", 10, "2")]
    pieces.append(piece("2026-11-12 08:00", 35, "3"))
    expected = [(4, 2, "day_cap"), (0, 0, "below_unit"), (1, 1, "")]
    assert worth(pieces, scheme(round_per=Span.MONTH)) == expected


def test_steps_smaller_than_one(piece: Piece, scheme: Make):
    ceu = scheme(step=Decimal("0.1"), step_minutes=60, caps={})
    [given_] = given_for([piece("2026-11-22 08:00", 200)], ceu)
    assert (given_.amount, ceu.units(given_.amount)) == (3, Decimal("0.3"))


# --- which version -----------------------------------------------------------------------


def test_the_cap_in_force_at_the_days_end(piece: Piece, scheme: Make, at: Callable[..., int]):
    old, new = Mapping(schemes={"cop-jp": scheme()}), Mapping(schemes={"cop-jp": scheme(caps={Span.DAY: 1})})
    timeline = Timeline([Entry(1, None, old), Entry(2, at("2026-11-22 12:00"), new)])
    days = ["2026-11-21 08:00", "2026-11-22 08:00", "2026-11-23 08:00"]
    pieces = [piece(day, 90, str(i)) for i, day in enumerate(days)]
    assert [each.amount for each in entitle(pieces, timeline, JAKARTA)] == [2, 1, 1]


def test_the_month_cap_in_force_at_the_months_end(piece: Piece, scheme: Make, at: Callable[..., int]):
    old, new = (
        Mapping(schemes={"cop-jp": scheme()}),
        Mapping(schemes={"cop-jp": scheme(caps={Span.MONTH: 1})}),
    )
    timeline = Timeline([Entry(1, None, old), Entry(2, at("2026-11-30 12:00"), new)])
    days = ["2026-10-31 08:00", "2026-11-01 08:00"]
    pieces = [piece(day, 90, str(i)) for i, day in enumerate(days)]
    assert [each.amount for each in entitle(pieces, timeline, JAKARTA)] == [2, 1]


def test_a_scheme_dropped_in_the_afternoon_still_counts_the_morning(
    piece: Piece, scheme: Make, at: Callable[..., int]
):
    old = Mapping(schemes={"cop-jp": scheme()})
    timeline = Timeline([Entry(1, None, old), Entry(2, at("2026-11-22 12:00"), Mapping())])
    assert [each.amount for each in entitle([piece("2026-11-22 08:00", 45)], timeline, JAKARTA)] == [1]


# --- what always holds -------------------------------------------------------------------

START = int(datetime(2026, 12, 28, tzinfo=JAKARTA).timestamp())

pieces_of_a_week = st.lists(
    st.builds(
        Evidence,
        account=st.sampled_from(["lms:7", "lms2:9"]),
        community=st.sampled_from(["ak", "pp"]),
        scheme=st.just("cop-jp"),
        rule=st.sampled_from(["r1", "r2"]),
        time=st.integers(START, START + 7 * 86_400),
        source=st.just("lms"),
        fact_kind=st.just("post"),
        fact_id=st.integers(1, 10**6).map(str),
        minutes=st.integers(1, 200),
        version=st.just(1),
        at_most=st.sampled_from(["", "2/day", "3/month"]),
    ),
    max_size=20,
    unique_by=lambda each: each.fact_id,
)
any_scheme = st.builds(
    lambda caps, per, mode, minutes: Scheme("cop-jp", {}, "JP", minutes, 1, caps, per, mode, {}),
    st.dictionaries(st.sampled_from(SCHEME_SPANS), st.integers(1, 6)),
    st.sampled_from(SCHEME_SPANS),
    st.sampled_from(list(Rounding)),
    st.sampled_from([1, 45, 60]),
)


@settings(deadline=None)  # a busy machine is no failure
@given(pieces_of_a_week, any_scheme, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(pieces, scheme, random):
    shuffled = list(pieces)
    random.shuffle(shuffled)
    assert given_for(shuffled, scheme) == given_for(pieces, scheme)


@settings(deadline=None)  # a busy machine is no failure
@given(pieces_of_a_week, any_scheme)
def test_caps_are_never_exceeded_and_every_loss_has_its_reason(pieces, scheme):
    sums: dict[str, int] = defaultdict(int)
    found = given_for(pieces, scheme)
    assert len(found) == len(pieces)
    for each in found:
        assert 0 <= each.amount <= each.computed
        assert bool(each.reason) == (each.amount < each.computed or each.computed == 0)
        for span, cap in scheme.caps.items():
            sums[span.of(each.day)] += each.amount
            assert sums[span.of(each.day)] <= cap


@settings(deadline=None)  # a busy machine is no failure
@given(pieces_of_a_week, st.sampled_from([1, 45, 60]))
def test_without_limits_nothing_is_lost_but_the_floor(pieces, minutes):
    scheme = Scheme("cop-jp", {}, "JP", minutes, 1, {}, Span.DAY, Rounding.FLOOR, {})
    by_day: dict[str, list[Entitlement]] = defaultdict(list)
    for each in given_for([replace(piece, at_most="") for piece in pieces], scheme):
        by_day[each.day].append(each)
    for items in by_day.values():
        assert sum(each.amount for each in items) == sum(each.evidence.minutes for each in items) // minutes

"""Stretches of time."""

from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.domain.scheme import Span
from connector.mapping.calendar import day_of, end_of
from connector.mapping.intervals import by_day, minutes_of, read, united, within, written

JAKARTA = ZoneInfo("Asia/Jakarta")

some = st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 300_000)), max_size=8)


def seconds(intervals: object) -> set[int]:
    return {second for start, end in intervals for second in range(start, end, 1)}


def test_who_comes_back_has_been_there_twice():
    assert united([(50, 60), (0, 10), (8, 20), (20, 30), (7, 7), (9, 5)]) == ((0, 30), (50, 60))


def test_only_what_lies_within():
    assert within([(0, 10), (15, 40)], 5, 20) == ((5, 10), (15, 20))
    assert within([(0, 10)], 20, 30) == ()


def test_whole_minutes_of_all_together():
    assert minutes_of([(0, 90), (100, 130)]) == 2


def test_parted_at_local_midnight(at):
    start, end = at("2026-12-31 23:15"), at("2027-01-01 00:45")
    midnight = at("2027-01-01 00:00")
    assert by_day([(start, end)], JAKARTA) == {
        "2026-12-31": ((start, midnight),),
        "2027-01-01": ((midnight, end),),
    }


@given(some)
def test_united_are_apart_in_order_and_the_same_time(intervals):
    found = united(intervals)
    assert all(a < b for a, b in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    assert united(reversed(intervals)) == united(found) == found
    assert read(written(found)) == found


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8))
def test_no_second_is_lost_or_made(intervals):
    assert seconds(united(intervals)) == seconds(intervals)


@given(some, st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin"]))
def test_days_hold_every_second_once(intervals, name):
    zone = ZoneInfo(name)
    days = by_day(intervals, zone)
    assert united(part for parts in days.values() for part in parts) == united(intervals)
    for day, parts in days.items():
        assert {day_of(start, zone) for start, _ in parts} | {day_of(end - 1, zone) for _, end in parts} == {
            day
        }


@pytest.mark.parametrize(
    ("day", "semester", "last"),
    [("2026-06-30", "2026-S1", "2026-06-30"), ("2026-07-01", "2026-S2", "2026-12-31")],
)
def test_semesters(at, day, semester, last):
    assert Span.SEMESTER.of(day) == semester
    assert end_of(Span.SEMESTER, day, JAKARTA) == at(f"{last} 23:59:59")

"""Which version counts when, and the calendar of an institution's zone."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from connector.domain.rules import Mapping
from connector.domain.scheme import Scheme, Span
from connector.mapping.calendar import day_of, end_of
from connector.mapping.timeline import Entry, Timeline


def version(number: int) -> Mapping:
    return Mapping(number=number)


def number_at(timeline: Timeline, time: int) -> int | None:
    found = timeline.at(time)
    return found.number if found else None


def test_nothing_published():
    assert Timeline().at(5) is None


def test_the_first_holds_from_the_beginning():
    assert number_at(Timeline([Entry(1, 1000, version(1))]), 5) == 1


def test_a_later_one_holds_from_its_time_on():
    timeline = Timeline([Entry(2, 1000, version(2)), Entry(1, None, version(1))])
    assert [number_at(timeline, time) for time in (0, 999, 1000, 5000)] == [1, 1, 2, 2]


def test_the_latest_recorded_wins_where_several_hold():
    rows = [Entry(1, None, version(1)), Entry(2, 1000, version(2)), Entry(3, 500, version(3))]
    assert [number_at(Timeline(rows), time) for time in (400, 600, 1500)] == [1, 3, 3]


def test_recompute_from_the_beginning():
    timeline = Timeline([Entry(1, None, version(1)), Entry(2, None, version(2))])
    assert number_at(timeline, 0) == 2


def test_a_dropped_scheme_is_found_at_the_earlier_time(scheme: Callable[..., Scheme]):
    old = Mapping(schemes={"cop-jp": scheme()}, number=1)
    timeline = Timeline([Entry(1, None, old), Entry(2, 1000, version(2))])
    assert timeline.scheme("cop-jp", 2000, 500) == scheme()
    with pytest.raises(LookupError, match="cop-jp"):
        timeline.scheme("cop-jp", 2000, 1500)


def test_lookups_of_all_versions(starter: Mapping):
    timeline = Timeline([Entry(1, None, starter), Entry(2, 9, replace(starter, communities=()))])
    assert timeline.lookups == {("lms", "idnumber=COP-AK"), ("lms", "idnumber=COP-PP")}


@pytest.mark.parametrize(
    ("zone", "before_midnight"),
    [("Asia/Jakarta", "16:59:59"), ("Asia/Makassar", "15:59:59"), ("Asia/Jayapura", "14:59:59")],
)
def test_midnight_and_new_year(zone: str, before_midnight: str, at: Callable[..., int]):
    here = ZoneInfo(zone)
    last = at(f"2026-12-31 {before_midnight}", ZoneInfo("UTC"))
    assert (day_of(last, here), day_of(last + 1, here)) == ("2026-12-31", "2027-01-01")
    assert [end_of(span, "2026-12-31", here) for span in Span] == [last] * len(Span)


def test_ends_of_months_and_years(at: Callable[..., int]):
    here = ZoneInfo("Asia/Jakarta")
    assert end_of(Span.MONTH, "2028-02-10", here) == at("2028-02-29 23:59:59")
    assert end_of(Span.MONTH, "2026-01-31", here) == at("2026-01-31 23:59:59")
    assert end_of(Span.YEAR, "2026-01-01", here) == at("2026-12-31 23:59:59")

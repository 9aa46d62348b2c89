"""What is usual is learned from the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from connector.steps.rhythm import DAY_S, longest_wait, patience_s, stopped

MONDAY = date(2026, 11, 2)
DAILY = [MONDAY + timedelta(days=n) for n in range(14)]
WORKDAYS = [day for day in DAILY if day.weekday() < 5]
WEEKLY = [MONDAY + timedelta(weeks=n) for n in range(6)]


@pytest.mark.parametrize(
    ("days", "wait"), [(DAILY, 1), (WORKDAYS, 3), (WEEKLY, 7), ([MONDAY], 0), ([], 0), ([MONDAY, MONDAY], 0)]
)
def test_the_longest_wait(days: list[date], wait: int) -> None:
    assert longest_wait(days) == wait


@pytest.mark.parametrize(
    ("days", "a_day", "expected"),
    [(DAILY, 1000, 1), (DAILY, 24, 1), (DAILY, 3, 2), (WORKDAYS, 1000, 3), (WEEKLY, 3, 8)],
)
def test_patience(days: list[date], a_day: float, expected: int) -> None:
    assert patience_s(days, a_day) == expected * DAY_S


@pytest.mark.parametrize(
    ("days", "later", "expected"),
    [
        (DAILY, 7, False),
        (DAILY, 8, True),
        (WEEKLY, 14, False),
        (WEEKLY, 15, True),
        (WEEKLY[:4], 300, False),
        ([MONDAY] * 9, 300, False),
    ],
)
def test_what_has_stopped(days: list[date], later: int, expected: bool) -> None:
    today = max(days) + timedelta(days=later)
    assert stopped(days, today, least_days=5, patience_days=7) is expected

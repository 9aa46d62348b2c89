"""Stretches of time: joined, cut, counted and told by local days. All in epoch seconds."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from connector.domain.scheme import Span
from connector.domain.sessions import Interval
from connector.mapping.calendar import day_of, end_of


def united(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """In order and without overlap; who comes back at once has not been away."""
    found: list[Interval] = []
    for start, end in sorted(each for each in intervals if each[0] < each[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def within(intervals: Iterable[Interval], start: int, end: int) -> tuple[Interval, ...]:
    """What of them lies between start and end."""
    return united((max(a, start), min(b, end)) for a, b in intervals)


def minutes_of(intervals: Iterable[Interval]) -> int:
    """Whole minutes of intervals that do not overlap."""
    return sum(end - start for start, end in intervals) // 60


def by_day(intervals: Iterable[Interval], zone: ZoneInfo) -> dict[str, tuple[Interval, ...]]:
    """Local day → the parts that fall in it."""
    days: dict[str, list[Interval]] = {}
    for start, end in united(intervals):
        while start < end:
            day = day_of(start, zone)
            midnight = end_of(Span.DAY, day, zone) + 1
            days.setdefault(day, []).append((start, min(end, midnight)))
            start = midnight
    return {day: tuple(parts) for day, parts in days.items()}


def written(intervals: Iterable[Interval]) -> str:
    """As evidence carries them."""
    return " ".join(f"{start}-{end}" for start, end in intervals)


def read(text: str) -> tuple[Interval, ...]:
    pairs = (each.split("-") for each in text.split())
    return tuple((int(start), int(end)) for start, end in pairs)

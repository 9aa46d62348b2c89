"""Local days and weeks, and when the day, month, semester or year around them ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from connector.domain.scheme import Span


def day_of(at: int, zone: ZoneInfo) -> str:
    """The ISO date on which an epoch second falls in this zone."""
    return datetime.fromtimestamp(at, zone).date().isoformat()


@lru_cache(maxsize=4096)
def end_of(span: Span, day: str, zone: ZoneInfo) -> int:
    """The last epoch second of the span that the ISO day falls in, by the zone's own calendar."""
    following = _after(span, date.fromisoformat(day))
    return int(datetime.combine(following, time(), zone).timestamp()) - 1


def _after(span: Span, day: date) -> date:
    """The first day after the span."""
    if span is Span.DAY:
        return day + timedelta(days=1)
    if span is Span.MONTH:
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    if span is Span.SEMESTER and day.month <= 6:
        return date(day.year, 7, 1)
    return date(day.year + 1, 1, 1)


def weeks(at: int, zone: ZoneInfo, count: int) -> tuple[int, ...]:
    """When the last ``count`` weeks began, oldest first: Mondays at midnight; ``at`` falls in the last of them."""
    today = datetime.fromtimestamp(at, zone).date()
    monday = today - timedelta(days=today.weekday())
    begun = (monday - timedelta(weeks=back) for back in reversed(range(count)))
    return tuple(int(datetime.combine(day, time(), zone).timestamp()) for day in begun)

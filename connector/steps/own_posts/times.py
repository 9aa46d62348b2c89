"""Dates as a reader of the language writes them, in the institution's zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_skeleton

from connector.summary.port import Language


def day_text(at: int, zone: ZoneInfo, language: Language) -> str:
    """``Senin, 2 November 2026``"""
    return format_date(datetime.fromtimestamp(at, zone), "full", locale=str(language))


def span_text(start: int, end: int, zone: ZoneInfo, language: Language) -> str:
    """``Senin, 2 November 2026, 13.30–15.00 WIB``; with both days where it goes on over midnight."""
    began, ended = datetime.fromtimestamp(start, zone), datetime.fromtimestamp(end, zone)
    last = _clock(ended, language)
    if began.date() != ended.date():
        last = f"{day_text(end, zone, language)}, {last}"
    return f"{day_text(start, zone, language)}, {_clock(began, language)}–{last} {ended.tzname()}"


def week_text(start: int, end: int, zone: ZoneInfo, language: Language) -> str:
    """``9–15 Nov 2026``; ``end`` is not part of it."""
    first, last = (datetime.fromtimestamp(at, zone).date() for at in (start, end - 1))
    return format_interval(first, last, "yMMMd", locale=str(language))


def _clock(at: datetime, language: Language) -> str:
    return format_skeleton("Hm", at.replace(tzinfo=None), locale=str(language))

"""Times and durations as people's programs write them, in English and Indonesian."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

_MONTHS = {
    "jan": 1,
    "peb": 2,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "mei": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "agu": 8,
    "agt": 8,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nop": 11,
    "nov": 11,
    "des": 12,
    "dec": 12,
}

DATE = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})", re.ASCII)
_NAMED = re.compile(
    r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})|([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})"
)
_CLOCK = re.compile(
    r"(?<![\d/.\-:])(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap])?\.?(?:m\b)?",
    re.IGNORECASE | re.ASCII,
)
_UNITS = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)", re.IGNORECASE | re.ASCII)
_SECONDS = {"h": 3600, "j": 3600, "m": 60, "s": 1, "d": 1}
"""By a unit's first letter: hour, jam, minute, menit, second, detik."""


class Clock:
    """Reads the times of one file."""

    def __init__(self, zone: tzinfo, began: datetime | None, day_first: bool | None) -> None:
        """``began``: when the session did, if known. ``day_first``: whether 5/6 is in June; None: not known."""
        self.zone, self.began, self.day_first = zone, began, day_first
        self.guessed = ""
        """The first date that could have been another one."""

    def read(self, text: str) -> datetime | None:
        """None for a time without a date, where nothing tells the date; ValueError for what is no time."""
        if re.match(r"\d{4}-\d\d-\d\d[T ]", text):
            told = datetime.fromisoformat(text)
            return told if told.tzinfo else told.replace(tzinfo=self.zone)
        named, numbers = _NAMED.search(text), DATE.search(text)
        found = named or numbers
        hour, minute, second, half = _clock(text if found is None else text.replace(found[0], " "))
        if named:
            year, month, day = _named_day(named)
        elif numbers:
            year, month, day = self._numbered_day(numbers, half)
        else:
            return self._nearest(timedelta(hours=hour, minutes=minute, seconds=second))
        return datetime(year, month, day, hour, minute, second, tzinfo=self.zone)

    def _numbered_day(self, match: re.Match[str], half: str) -> tuple[int, int, int]:
        if len(match[1]) == 4:
            return int(match[1]), int(match[2]), int(match[3])
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day_first = self.day_first
        if day_first is None:  # only American files write a.m. and p.m. after such a date
            day_first = not half
            if first != second:
                self.guessed = self.guessed or match[0]
        year += 2000 if year < 100 else 0
        return (year, second, first) if day_first else (year, first, second)

    def _nearest(self, clock: timedelta) -> datetime | None:
        """The moment nearest to the session's beginning: some sessions run over midnight."""
        if self.began is None:
            return None
        midnight = self.began.replace(hour=0, minute=0, second=0, microsecond=0)
        began = self.began
        near = (midnight + clock + timedelta(days=days) for days in (-1, 0, 1))
        return min(near, key=lambda at: abs(at - began))


def _clock(text: str) -> tuple[int, int, int, str]:
    """Hour, minute, second, and ``a`` or ``p`` where a half of the day is told."""
    match = _CLOCK.search(text)
    if match is None:
        raise ValueError("no time")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").casefold()
    if hour > (12 if half else 23) or minute > 59 or second > 59:
        raise ValueError("no such time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, minute, second, half


def _named_day(match: re.Match[str]) -> tuple[int, int, int]:
    """``30 November 2026`` or ``Nov 30, 2026``, in English or Indonesian."""
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    number = _MONTHS.get(month.casefold())
    if number is None:
        raise ValueError("no such month")
    return int(year), number, int(day)


def duration(text: str) -> int | None:
    """Seconds of ``93`` (minutes), ``1:33:28`` (hours first), ``1h 33m 28s``, ``1 jam 33 menit``; else None."""
    if re.fullmatch(r"\d{1,6}(?:[.,]\d+)?", text, re.ASCII):
        return round(float(text.replace(",", ".")) * 60)
    if re.fullmatch(r"\d{1,3}:\d\d(?::\d\d)?", text, re.ASCII):
        hours, minutes, *seconds = map(int, text.split(":"))
        return hours * 3600 + minutes * 60 + sum(seconds)
    units = [(float(number.replace(",", ".")), unit.casefold()) for number, unit in _UNITS.findall(text)]
    rest = re.sub(r"[\s,.]|\b(?:and|dan)\b", "", _UNITS.sub("", text))
    if rest or not units or any(unit[0] not in _SECONDS for _, unit in units):
        return None
    return round(sum(number * _SECONDS[unit[0]] for number, unit in units))

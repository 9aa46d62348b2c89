"""How minutes become credit: unit, caps, rounding – with where each figure comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    """From Monday; only of a rule's limit."""
    MONTH = "month"
    SEMESTER = "semester"
    """January to June, July to December."""
    YEAR = "year"
    TOTAL = "total"
    """All time; only of a rule's limit."""

    def of(self, day: str) -> str:
        """The span that an ISO day falls in: ``2026-11-22`` → itself, ``2026-W47``, ``2026-11``, ``2026-S2``, ``2026``
        or, for all time, nothing."""
        if self is Span.TOTAL:
            return ""
        if self is Span.WEEK:
            return _week(day)
        if self is Span.SEMESTER:
            return f"{day[:4]}-S{1 if day[5:7] <= '06' else 2}"
        return day[: _LENGTHS[self]]


_LENGTHS = {Span.DAY: 10, Span.MONTH: 7, Span.YEAR: 4}


@lru_cache(maxsize=4096)
def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def days_of(period: str) -> tuple[str, str]:
    """First and last day of a month, semester or year, as ISO days to compare with; the last may not exist
    (``2026-02-31``)."""
    if period[5:6] == "S":
        first, last = ("01", "06") if period[6] == "1" else ("07", "12")
        return f"{period[:4]}-{first}-01", f"{period[:4]}-{last}-31"
    return (f"{period}-01", f"{period}-31") if len(period) == 7 else (f"{period}-01-01", f"{period}-12-31")


class Rounding(StrEnum):
    FLOOR = "floor"
    NEAREST = "nearest"
    """Half up."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a rule with its legal source and the date that source was looked up."""

    value: Decimal
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to count credit. An amount is a whole number of ``step``s of ``unit``."""

    key: str
    names: dict[str, str]
    """Language → name."""
    unit: str
    """What one is called: ``JP``."""
    step_minutes: int
    """Minutes of one smallest step: 45 for whole JP, 60 for a tenth of a CEU."""
    step: Decimal
    """The smallest step in units: 1 for JP, 0.1 for CEU."""
    caps: dict[Span, int]
    """At most so many steps per person in a span, across communities; a span without a cap is absent."""
    round_per: Span
    rounding: Rounding
    figures: dict[str, Figure]
    """The figures by their place (``unit.minutes``, ``at_most.day`` …), with source and date."""
    target: Decimal | None = None
    """Units a person owes a calendar year; shown, never enforced."""
    record_per: Span = Span.MONTH
    """The period of one record: what is approved as a whole, and one row for HR. It never changes for a scheme."""
    hr_code: str = ""
    """The code of this form of training at HR (SIASN ``jenisDiklatId``): 23 for a CoP."""

    def units(self, steps: int) -> Decimal:
        """An amount in units: 3 steps of 0.1 → ``Decimal("0.3")``."""
        return self.step * steps

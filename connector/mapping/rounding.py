"""Minutes into steps, within one day and its rounding period.

A scheme without minutes (``step_minutes`` 0) counts points: there each point is one step, and what is called
minutes here is points.
"""

from __future__ import annotations

from dataclasses import dataclass

from connector.domain.scheme import Rounding, Scheme, Span


def size_of_step(scheme: Scheme) -> int:
    return scheme.step_minutes or 1


def steps_in(minutes: int, scheme: Scheme) -> int:
    """Whole steps in these minutes; in integers, so that nothing depends on how fractions are kept."""
    size = size_of_step(scheme)
    if scheme.rounding is Rounding.NEAREST:
        return (2 * minutes + size) // (2 * size)
    return minutes // size


@dataclass(slots=True)
class Day:
    """One person's day in one scheme.

    The day's cap limits its *minutes*, before they join those of the rounding period: then no day adds more
    steps than its cap, whether rounding is per day (the period begins with it) or per month.
    """

    date: str
    """ISO."""
    scheme: Scheme
    """As at the day's end: its cap counts."""
    rounding: Scheme
    """As at the rounding period's end: its step and mode count."""
    period: str
    start: int
    """Minutes that earlier days brought into the period."""
    minutes: int = 0
    """Minutes of the day so far."""

    @property
    def limited(self) -> int:
        cap = self.scheme.caps.get(Span.DAY)
        return self.minutes if cap is None else min(self.minutes, cap * size_of_step(self.rounding))

    def adds(self, minutes: int) -> tuple[int, int]:
        """Steps that further minutes add: (alone, within the day's cap) = f(with them) − f(before them)."""
        rounding, before = self.rounding, self.start + self.minutes
        after, cap = before + minutes, self.scheme.caps.get(Span.DAY)
        alone = steps_in(after, rounding) - steps_in(before, rounding)
        if cap is None:
            return alone, alone
        most = self.start + cap * size_of_step(rounding)
        if after <= most:
            return alone, alone
        return alone, steps_in(most, rounding) - steps_in(min(before, most), rounding)

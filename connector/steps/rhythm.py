"""How often something happens by itself, learned from the days on which it did; pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise

DAY_S = 86_400


def longest_wait(days: Collection[date]) -> int:
    """The most days from one such day to the next: 1 = every day, 3 = not at weekends. 0 if there are not two."""
    return max(((later - sooner).days for sooner, later in pairwise(sorted(set(days)))), default=0)


def patience_s(days: Collection[date], a_day: float) -> int:
    """Seconds of silence that are nothing unusual, where ``a_day`` come on a day on which any come.

    Of what comes many times a day, the next day's first is about as late as the day before's last.
    """
    return (longest_wait(days) + (0 if a_day >= 24 else 1)) * DAY_S


def stopped(days: Collection[date], today: date, *, least_days: int, patience_days: int) -> bool:
    """Whether what happened on these days does not happen any more: for twice as long as ever, and some days.

    Of what happened on fewer than ``least_days`` days no rhythm is known.
    """
    if len(set(days)) < max(least_days, 2):
        return False
    return (today - max(days)).days > max(2 * longest_wait(days), patience_days)

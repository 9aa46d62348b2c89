"""Guards of fairness: what looks like farming. They say what to look at and judge nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from connector.domain.rules import Burst


def in_the_last_minutes(times: Sequence[int], at: int, burst: Burst) -> int:
    """How many of these times lie within the guard's minutes up to and with ``at``; epoch seconds, ascending."""
    return bisect_right(times, at) - bisect_right(times, at - burst.minutes * 60)

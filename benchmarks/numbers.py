"""The few figures that are made of many: a percentile, a median and how low it may really lie."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from random import Random
from statistics import median

DRAWS = 4_000


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest of the values that ``percent`` % of them do not exceed."""
    return sorted(values)[max(0, ceil(len(values) * percent / 100) - 1)]


def bound(values: Sequence[float], percent: float = 2.5) -> float:
    """Where the median of such values lies at the least (``percent`` 2.5) or the most (97.5), by bootstrap."""
    random = Random(1)  # noqa: S311 - the same figures give the same bound
    medians = sorted(median(random.choices(values, k=len(values))) for _ in range(DRAWS))
    return medians[min(DRAWS - 1, int(DRAWS * percent / 100))]

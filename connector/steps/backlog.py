"""Whether what waits grows: a few samples of how much it is, kept in a remark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.models.lms import Hint
from connector.models.state import Alarm, Remark
from connector.steps.alarm_signs import Sign
from connector.steps.status import PEEK

SAMPLES = "alarm-backlog"
SPAN_S = 30 * 60
MANY = 500
"""Less than that is worked off in no time."""
FEW = 100

Sample = Sequence[int]
"""(epoch seconds, how much waits)"""


def grows(samples: Sequence[Sample], now: int) -> bool:
    """It is much, it was never less than half an hour ago, and it is more now – or it is past counting."""
    if not samples or now - samples[0][0] < SPAN_S:
        return False
    first, latest, least = samples[0][1], samples[-1][1], min(count for _, count in samples)
    if latest >= PEEK:
        return least >= PEEK or latest > first
    return latest >= MANY and least >= first and latest >= 1.2 * first


def sampled(samples: Sequence[Sample], now: int, count: int) -> list[Sample]:
    """With the newest; of the old ones, one that is half an hour old is enough."""
    kept = [*samples, [now, count]]
    while len(kept) > 1 and now - kept[1][0] >= SPAN_S:
        kept.pop(0)
    return kept


def what_grows(session: Session, waiting: Mapping[str, int], now: int) -> Iterator[Sign]:
    """``backlog``: raised while it grows, and open until it is nearly worked off. Takes a sample."""
    row = session.get(Remark, SAMPLES)
    before = row.value if row else {}
    samples = {what: sampled(before.get(what, []), now, count) for what, count in waiting.items()}
    session.merge(Remark(name=SAMPLES, value=samples))
    for what, count in waiting.items():
        open_ = session.get(Alarm, f"backlog:{what}")
        was = open_.about["count"] if open_ and open_.cleared_at is None else None
        if was is not None and count > max(FEW, was // 2):
            yield Sign("backlog", what, {"what": what, "count": was})
        elif grows(samples[what], now):
            yield Sign("backlog", what, {"what": what, "count": count})


def told_hints(session: Session, now: int) -> int:
    """Objects that events told of and that should have been read by now."""
    query = select(Hint.id).where(Hint.sweep == 0, Hint.attempt == 0, Hint.failures == 0, Hint.due_at <= now)
    return session.scalar(select(func.count()).select_from(query.limit(PEEK).subquery())) or 0

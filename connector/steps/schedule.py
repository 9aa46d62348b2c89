"""When a reconcile is due: light passes in minutes, a whole one each hour, a full one at night.

Only hints are laid here; the reading goes on in turns, over the source's one connection, and after a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.models.lms import Lookup
from connector.models.state import SourceState, SweepRun
from connector.steps import found, reconcile
from connector.steps.context import Context, Tiers
from connector.steps.hints import Sweep

NIGHT_S = 6 * 3600
"""A full reconcile that could not begin at its time may begin so long after it; else it waits for the next night."""
WITHOUT_FULL_S = 48 * 3600
"""After so long it waits for no night."""


@dataclass(frozen=True)
class Past:
    """When the reconciles of a source began (epoch seconds), and how long the last one took."""

    began: Mapping[Sweep, int]
    ended: int = 0
    took: int = 0

    def since(self, tier: Sweep) -> int:
        """When the last of this tier or a higher one began; 0 = never."""
        return max((at for each, at in self.began.items() if each >= tier), default=0)

    @property
    def first(self) -> int:
        return min(self.began.values(), default=0)


def due(now: int, zone: ZoneInfo, tiers: Tiers, past: Past) -> Sweep:
    """Which reconcile is due, the highest one; ``NONE`` if none is."""
    if now - past.ended < past.took:
        return Sweep.NONE  # a site that is read slowly rests as long as it was read
    if past.began and _full_is_due(now, zone, tiers, past):
        return Sweep.FULL
    if now - past.since(Sweep.WHOLE) >= tiers.whole_s:
        return Sweep.WHOLE
    return Sweep.LIGHT if now - past.since(Sweep.LIGHT) >= tiers.light_s else Sweep.NONE


def _full_is_due(now: int, zone: ZoneInfo, tiers: Tiers, past: Past) -> bool:
    last = past.since(Sweep.FULL) or past.first
    tonight = _last_time_of(tiers.full_at, now, zone)
    return last < tonight and (now - tonight < NIGHT_S or now - last > WITHOUT_FULL_S)


def _last_time_of(clock: time, now: int, zone: ZoneInfo) -> int:
    """When this clock time was last, in epoch seconds."""
    local = datetime.fromtimestamp(now, zone)
    at = datetime.combine(local.date(), clock, zone)
    return int((at if at <= local else at - timedelta(days=1)).timestamp())


def begin_due(context: Context, source: str) -> bool:
    """Begins the reconcile that is due, unless one goes on or the source is in trouble."""
    if context.tiers is None:
        return False
    now = context.now()
    with context.db.read() as session:
        if _in_the_way(session, source, now):
            return False
        tier = due(now, context.zone, context.tiers, _past(session, source))
    return tier is not Sweep.NONE and reconcile.begin(context, source, tier, at_once=False)


def _in_the_way(session: Session, source: str, now: int) -> bool:
    """Nothing is mapped, the source is left alone for a while, or a reconcile goes on."""
    mapped = session.scalars(select(Lookup.query).where(Lookup.source == source).limit(1)).first()
    state = session.get(SourceState, source)
    left_alone = state is not None and state.retry_at > now
    return mapped is None or left_alone or found.running(session, source) is not None


def _past(session: Session, source: str) -> Past:
    runs = select(SweepRun.tier, func.max(SweepRun.began_at)).where(SweepRun.source == source)
    began = {Sweep(tier): at for tier, at in session.execute(runs.group_by(SweepRun.tier))}
    ended = select(SweepRun).where(SweepRun.source == source, SweepRun.ended_at.is_not(None))
    last = session.scalars(ended.order_by(SweepRun.ended_at.desc()).limit(1)).first()
    if last is None or last.ended_at is None:
        return Past(began)
    return Past(began, last.ended_at, last.ended_at - last.began_at)

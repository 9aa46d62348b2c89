"""What evidence is worth: limits, rounding and caps, item by item, each loss with its reason.

The items of one person are taken in the order of their evidence (LMS time, source, kind, id), never in the
order in which they became known: so the same evidence gives the same amounts by any road.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from connector.domain.credit import Entitlement, Evidence, LedgerKey
from connector.domain.rules import Limit
from connector.domain.scheme import Scheme, Span
from connector.domain.sessions import Interval
from connector.mapping.calendar import day_of, end_of
from connector.mapping.intervals import minutes_of, read, united
from connector.mapping.rounding import Day, size_of_step
from connector.mapping.timeline import Timeline


def entitle(evidence: Iterable[Evidence], timeline: Timeline, zone: ZoneInfo) -> list[Entitlement]:
    """The entitlements of ONE human, all accounts together, in the order of the evidence.

    Caps and rounding are those in force at the end of their span: a day, month, semester or year of ``zone``.
    Minutes whose time is known count once, however many things were done in them.
    """
    purses: dict[str, _Purse] = {}
    given: list[Entitlement] = []
    taken: list[Evidence] = []
    for item in sorted(set(evidence), key=_order):
        if item.size < 0:
            taken.append(item)
            continue
        purse = purses.setdefault(item.scheme, _Purse(item.scheme, timeline, zone))
        given.append(purse.give(item))
    return given + _take_back(taken, given, timeline, zone)


def _take_back(
    taken: Iterable[Evidence], given: Iterable[Entitlement], timeline: Timeline, zone: ZoneInfo
) -> list[Entitlement]:
    """Corrections, after all else: never more than was given on that day. What they free, no cap gives again."""
    left: dict[LedgerKey, int] = defaultdict(int)
    for each in given:
        left[each.key] += each.amount
    found = []
    for item in taken:
        date = day_of(item.time, zone)
        scheme = timeline.scheme(item.scheme, end_of(Span.DAY, date, zone), item.time)
        wanted = -item.size // size_of_step(scheme)
        key = LedgerKey(item.account, item.community, date, item.scheme)
        amount = min(wanted, left[key])
        left[key] -= amount
        found.append(Entitlement(item, date, -wanted, -amount, "nothing_left" if amount < wanted else ""))
    return found


def _order(item: Evidence) -> tuple[Any, ...]:
    """The evidence's own order, made total: no two different pieces are left to chance."""
    rest = (item.scheme, item.account, item.community, item.minutes, item.version, item.at_most)
    return (*item.order, *rest, item.points, item.intervals)


class _Purse:
    """What one person has so far by one scheme."""

    def __init__(self, key: str, timeline: Timeline, zone: ZoneInfo) -> None:
        self.key, self.timeline, self.zone = key, timeline, zone
        self.day: Day | None = None
        self.kept: dict[str, int] = defaultdict(int)
        """Minutes that earlier days brought into a rounding period (``2026-11``)."""
        self.given: dict[str, int] = defaultdict(int)
        """Steps given in a month (``2026-11``), a semester (``2026-S2``) or a year (``2026``)."""
        self.counted: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
        """What a rule has counted in a span; a session over midnight is one thing."""
        self.ends: dict[tuple[Span, str], Scheme | None] = {}
        """The scheme at the end of a span, looked up once for all items of it."""
        self.covered: tuple[Interval, ...] = ()
        """The time of the day that something counted already."""

    def give(self, item: Evidence) -> Entitlement:
        day = self._day(item)
        computed, _ = day.adds(item.size)
        if self._used_up(item, day.date):
            return Entitlement(item, day.date, computed, 0, "rule_limit")
        fresh = self._fresh(item)
        amount, reason = self._capped(item, day.date, computed, day.adds(fresh))
        day.minutes += fresh
        for span in Span:
            self.given[span.of(day.date)] += amount
            self.counted[item.fact_kind, item.rule, span.of(day.date)].add((item.source, item.fact_id))
        return Entitlement(item, day.date, computed, amount, reason)

    def _fresh(self, item: Evidence) -> int:
        """What of its minutes nothing else has counted yet."""
        if item.points or not item.intervals:
            return item.size
        before, self.covered = self.covered, united((*self.covered, *read(item.intervals)))
        return min(item.minutes, minutes_of(self.covered) - minutes_of(before))

    def _day(self, item: Evidence) -> Day:
        date = day_of(item.time, self.zone)
        if self.day is None or self.day.date != date:
            if self.day is not None:
                self.kept[self.day.period] += self.day.limited
            scheme = self._scheme(Span.DAY, date, item.time)
            rounding = self._scheme(scheme.round_per, date, item.time)
            period = scheme.round_per.of(date)
            self.day, self.covered = Day(date, scheme, rounding, period, self.kept[period]), ()
        return self.day

    def _scheme(self, span: Span, date: str, time: int) -> Scheme:
        """As it is at the end of the span that this date falls in, if it is known then."""
        which = (span, span.of(date))
        if which not in self.ends:
            at_end = self.timeline.at(end_of(span, date, self.zone))
            self.ends[which] = at_end.schemes.get(self.key) if at_end else None
        return self.ends[which] or self.timeline.scheme(self.key, time)

    def _used_up(self, item: Evidence, date: str) -> bool:
        if not item.at_most:
            return False
        limit = Limit.parse(item.at_most)
        counted = self.counted[item.fact_kind, item.rule, limit.per.of(date)]
        return len(counted - {(item.source, item.fact_id)}) >= limit.times

    def _capped(self, item: Evidence, date: str, computed: int, fresh: tuple[int, int]) -> tuple[int, str]:
        """(steps given, reason): of several caps the one that leaves least, of equal ones the narrowest."""
        left = [(fresh[0], "same_minutes"), (fresh[1], "day_cap")]
        for span in (Span.MONTH, Span.SEMESTER, Span.YEAR):
            cap = self._scheme(span, date, item.time).caps.get(span)
            if cap is not None:
                left.append((max(0, cap - self.given[span.of(date)]), f"{span}_cap"))
        least, reason = min(left, key=lambda each: each[0])
        if computed == 0:
            return 0, "below_unit"
        return (computed, "") if least >= computed else (least, reason)

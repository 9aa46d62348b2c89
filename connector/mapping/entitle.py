"""What evidence is worth: limits, rounding and caps, item by item, each loss with its reason.

The items of one person are taken in the order of their evidence (LMS time, source, kind, id), never in the
order in which they became known: so the same evidence gives the same amounts by any road.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from connector.domain.credit import Entitlement, Evidence, LedgerKey
from connector.domain.rules import Limit
from connector.domain.scheme import Span
from connector.domain.sessions import Interval
from connector.mapping.calendar import day_of, end_of
from connector.mapping.intervals import minutes_of, read, united
from connector.mapping.rates import Rates, rates
from connector.mapping.rounding import Day, size_of_step
from connector.mapping.timeline import Timeline


def entitle(evidence: Iterable[Evidence], timeline: Timeline, zone: ZoneInfo) -> list[Entitlement]:
    """The entitlements of ONE human, all accounts together, in the order of the evidence.

    Caps and rounding are those in force at the end of their span: a day, month, semester or year of ``zone``.
    Minutes whose time is known count once, however many things were done in them.
    """
    items = sorted(set(evidence), key=_order)
    limits = _limits(items)
    purses: dict[str, _Purse] = {}
    given: list[Entitlement] = []
    taken: list[Evidence] = []
    for item in items:
        if item.size < 0:
            taken.append(item)
            continue
        purse = purses.get(item.scheme)
        if purse is None:
            purse = purses[item.scheme] = _Purse(item.scheme, timeline, zone, limits)
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
    return (item.order, _rest(item))


_rest = attrgetter("scheme", "account", "community", "minutes", "version", "at_most", "points", "intervals")


Rule = tuple[str, str]
"""(kind of fact, rule)"""


def _limits(items: Iterable[Evidence]) -> dict[Rule, set[Span]]:
    """Of the rules that are limited: in which spans."""
    found: dict[Rule, set[Span]] = {}
    for rule, at_most in {((item.fact_kind, item.rule), item.at_most) for item in items if item.at_most}:
        found.setdefault(rule, set()).add(_limit(at_most).per)
    return found


_limit = lru_cache(256)(Limit.parse)


class _Purse:
    """What one person has so far by one scheme."""

    def __init__(
        self, key: str, timeline: Timeline, zone: ZoneInfo, limits: Mapping[Rule, Collection[Span]]
    ) -> None:
        self.key, self.timeline, self.zone, self.limits = key, timeline, zone, limits
        self.day: Day | None = None
        self.kept: dict[str, int] = defaultdict(int)
        """Minutes that earlier days brought into a rounding period (``2026-11``)."""
        self.given: dict[str, int] = defaultdict(int)
        """Steps given in a month (``2026-11``), a semester (``2026-S2``) or a year (``2026``)."""
        self.counted: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
        """What a limited rule has counted in a span; a session over midnight is one thing."""
        self.covered: tuple[Interval, ...] = ()
        """The time of the day that something counted already."""

    def give(self, item: Evidence) -> Entitlement:
        date = day_of(item.time, self.zone)
        here = rates(self.timeline, self.key, self.zone, date, item.time)
        day = self._day(date, here)
        adds = day.adds(item.size)
        if item.at_most and self._used_up(item, date):
            return Entitlement(item, date, adds[0], 0, "rule_limit")
        fresh = self._fresh(item)
        amount, reason = self._capped(adds[0], adds if fresh == item.size else day.adds(fresh), here)
        day.minutes += fresh
        for span in here.spans:
            self.given[span] += amount
        for limited in self.limits.get((item.fact_kind, item.rule), ()):
            self.counted[item.fact_kind, item.rule, limited.of(date)].add((item.source, item.fact_id))
        return Entitlement(item, date, adds[0], amount, reason)

    def _fresh(self, item: Evidence) -> int:
        """What of its minutes nothing else has counted yet."""
        if item.points or not item.intervals:
            return item.size
        before, self.covered = self.covered, united((*self.covered, *read(item.intervals)))
        return min(item.minutes, minutes_of(self.covered) - minutes_of(before))

    def _day(self, date: str, here: Rates) -> Day:
        if self.day is None or self.day.date != date:
            if self.day is not None:
                self.kept[self.day.period] += self.day.limited
            self.day = Day(date, here.scheme, here.rounding, here.period, self.kept[here.period])
            self.covered = ()
        return self.day

    def _used_up(self, item: Evidence, date: str) -> bool:
        limit = _limit(item.at_most)
        counted = self.counted[item.fact_kind, item.rule, limit.per.of(date)]
        return len(counted) - ((item.source, item.fact_id) in counted) >= limit.times

    def _capped(self, computed: int, fresh: tuple[int, int], here: Rates) -> tuple[int, str]:
        """(steps given, reason): of several caps the one that leaves least, of equal ones the narrowest."""
        if computed == 0:
            return 0, "below_unit"
        least, reason = fresh[0], "same_minutes"
        if fresh[1] < least:
            least, reason = fresh[1], "day_cap"
        for span, cap, word in here.caps:
            left = max(0, cap - self.given[span])
            if left < least:
                least, reason = left, word
        return (computed, "") if least >= computed else (least, reason)

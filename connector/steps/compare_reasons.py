"""Why the connector gives another amount than a list kept by hand: what counted, what was lost, what gave nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from connector.domain.credit import Nothing
from connector.mapping.misses import misses
from connector.models.credit import EntitlementRow
from connector.steps.compare import EVERYWHERE, Compared, Kind
from connector.steps.explain import Teller
from connector.steps.meetings import Meetings
from connector.steps.settle import Meant, Reckoning, reckon

MOST = 4
"""Reasons of one kind that are told; of more the most frequent say enough."""


class Reasons:
    """Tells for one moment of the database; each person is reckoned once."""

    def __init__(self, teller: Teller, scheme: str) -> None:
        self._teller, self._scheme = teller, scheme
        self._meetings = Meetings(teller.context, teller.session)
        self._reckoned: tuple[str, Reckoning | None] = ("", None)

    def of(self, row: Compared) -> list[str]:
        if row.kind is Kind.SAME:
            return []
        told = [*self._earned(row), *self._waits(row)]
        if row.kind in (Kind.MISSING_HERE, Kind.LESS):
            told += [*self._lost(row), *self._nothing(row)]
        return told or [self._say("nothing_read")]

    def _say(self, word: str, **values: str | int) -> str:
        return self._teller.say(f"compare-why-{word}", **values)

    def _items(self, row: Compared) -> list[EntitlementRow]:
        item = EntitlementRow
        query = select(item).where(item.person == row.key.person, item.scheme == self._scheme)
        query = query.where(item.day.startswith(row.key.month))
        if row.key.community != EVERYWHERE:
            query = query.where(item.community == row.key.community)
        return list(self._teller.session.scalars(query))

    def _earned(self, row: Compared) -> Iterator[str]:
        """By which rules."""
        times = Counter(item.rule for item in self._items(row) if item.amount)
        for rule, count in times.most_common(MOST):
            yield self._say("earned", rule=rule, count=count)

    def _waits(self, row: Compared) -> Iterator[str]:
        if row.approved < row.ours:
            yield self._say("not_approved", amount=f"{row.ours - row.approved:f}", unit=self._unit)

    def _lost(self, row: Compared) -> Iterator[str]:
        lost: Counter[str] = Counter()
        for item in self._items(row):
            if item.reason:
                lost[item.reason] += item.computed - item.amount
        times = Counter(item.reason for item in self._items(row) if item.reason)
        for reason, count in times.most_common(MOST):
            amount = self._teller.units(self._scheme, lost[reason])
            yield self._say(f"lost_{reason}", count=count, amount=amount, unit=self._unit)

    def _nothing(self, row: Compared) -> Iterator[str]:
        """Posts of that month that count for nothing, by why."""
        reckoning = self._reckon(row.key.person)
        found = [
            one for one in reckoning.meant if isinstance(one.meaning, Nothing) and self._within(row, one)
        ]
        for why, count in Counter(self._why(one) for one in found).most_common(MOST):
            yield self._say("nothing", count=count, reason=why)

    def _within(self, row: Compared, one: Meant) -> bool:
        month = datetime.fromtimestamp(one.fact.time or 0, self._teller.context.zone).strftime("%Y-%m")
        community = one.meaning.community if isinstance(one.meaning, Nothing) else None
        return month == row.key.month and community in (None, row.key.community, *self._any(row))

    def _any(self, row: Compared) -> list[str]:
        return list(self._teller.communities) if row.key.community == EVERYWHERE else []

    def _why(self, one: Meant) -> str:
        """Of a post that no rule matches, the rule that came nearest."""
        nothing = one.meaning
        if not isinstance(nothing, Nothing):
            return ""
        near = misses(nothing)
        if near:
            miss = near[0]
            return self._teller.say(
                f"explain-miss-{miss.why}", rule=miss.rule, needs=miss.needs, has=miss.has
            )
        details = dict(nothing.details)
        opens = {"opens": self._teller.when(int(details["opens"]))} if "opens" in details else {}
        return self._teller.say(f"explain-reason-{nothing.reason}", **opens)

    def _reckon(self, person: str) -> Reckoning:
        known, reckoning = self._reckoned
        if reckoning is None or known != person:
            reckoning = reckon(self._teller.context, self._teller.session, person, self._meetings)
            self._reckoned = (person, reckoning)
        return reckoning

    @property
    def _unit(self) -> str:
        return self._teller.unit(self._scheme)

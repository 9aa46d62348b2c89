"""A page of a list: what an index finds, and what is looked for in that while there is time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import true

from connector.steps.inbox_rows import AnyInbox
from connector.steps.lists.listing import (
    Asked,
    Condition,
    Found,
    Key,
    Listing,
    Query,
    Sort,
    key_text,
    read_key,
)
from connector.steps.telling import Teller

PATIENCE_S = 1.0
"""After which a page tells what it has found, as soon as the rows that it is at have been looked through."""
REACH = 2_000
"""Rows looked through before the first look at the clock, then twice as many each time, up to:"""
FARTHEST = 8 * REACH

Ask = Callable[[Query], Sequence[Any]]


@dataclass(frozen=True)
class Plan:
    quick: Sequence[Condition]
    """What an index finds, in the list's order."""
    slow: Sequence[Condition]
    """What is looked for in that."""
    fixed: Sequence[Any] = ()
    """Columns that are the same in all that the index finds."""
    little: bool = False
    """The index finds so little that all of it is looked through, and put in order."""


def find(listing: Listing[Any], teller: Teller, inbox: AnyInbox | None, asked: Asked) -> Found:
    """A page of the list; ``inbox`` is needed for what lies there."""
    asked = replace(asked, sort=listing.sort(asked.sort).name)
    if listing.objects is not None:
        return _computed(listing, listing.objects(teller), asked)

    def ask(query: Query) -> Sequence[Any]:
        if not listing.inbox or inbox is None:
            return teller.session.execute(query).all()
        with inbox.engine.connect() as connection:
            return connection.execute(query).all()

    return _page(_Way(listing, listing.sort(asked.sort), _plan(listing, teller, asked), ask), asked)


def _page(way: _Way, asked: Asked) -> Found:
    keys = [column.label(f"key_{number}") for number, column in enumerate(way.sort.by)]
    query = way.listing.query.add_columns(*keys).where(*way.conditions).order_by(*way.sort.order)
    rows: list[Any] = []
    end: Key | None = None
    for key, end in way.stretches(read_key(way.sort, asked.after)):
        rows += way.ask(query.where(*way.between(key, end)).limit(asked.limit + 1 - len(rows)))
        if len(rows) > asked.limit:
            break
    return _cut(rows, asked.limit, len(keys), end)


def _cut(rows: Sequence[Any], limit: int, keys: int, end: Key | None) -> Found:
    """A page out of ``limit`` + 1 rows: the one too many says that there are more."""
    found = [tuple(row)[:-keys] for row in rows[:limit]]
    if len(rows) > limit:
        return Found(found, key_text(tuple(rows[limit - 1])[-keys:]))
    return Found(found, key_text(end), reached=True) if end else Found(found)


@dataclass(frozen=True)
class _Way:
    """From a key onwards, in stretches of so many rows, as long as there is time."""

    listing: Listing[Any]
    sort: Sort
    plan: Plan
    ask: Ask

    @property
    def conditions(self) -> list[Condition]:
        """The slow ones are no column's own, or an engine might find them by an index and sort all of that."""
        return [*self.plan.quick, *(condition.is_(true()) for condition in self.plan.slow)]

    def stretches(self, key: Key | None) -> Iterator[tuple[Key | None, Key | None]]:
        """(key before, key of the last row that is looked at; None = of all)."""
        until, reach = time.monotonic() + PATIENCE_S, REACH
        while True:
            end = None if self.plan.little or not self.plan.slow else self._end(key, reach)
            yield key, end
            if end is None or time.monotonic() > until:
                return
            key, reach = end, min(2 * reach, FARTHEST)

    def between(self, key: Key | None, end: Key | None) -> list[Condition]:
        here = [self.sort.only] if self.sort.only is not None else []
        here += [self.sort.after(key, self.plan.fixed)] if key else []
        here += [self.sort.until(end, self.plan.fixed)] if end else []
        return here

    def _end(self, key: Key | None, reach: int) -> Key | None:
        """The key of the last of so many rows; None if the list ends before."""
        query = self.listing.query.with_only_columns(*self.sort.by, maintain_column_froms=True)
        query = query.where(*self.plan.quick, *self.between(key, None)).order_by(*self.sort.order)
        rows = self.ask(query.offset(reach - 1).limit(1))
        return tuple(rows[0]) if rows else None


# --- what an index finds ------------------------------------------------------------


def _plan(listing: Listing[Any], teller: Teller, asked: Asked) -> Plan:
    told, slow = _wanted(listing, asked)
    if asked.words and listing.named:
        named = listing.named(teller.session, asked.words)
        if named is not None:
            return Plan([named], [*told.values(), *slow[:-1]], little=True)
    found = _found_by_index(listing, asked.sort, told)
    rest = [condition for name, condition in told.items() if name not in found]
    fixed = [column for one in listing.filters if one.name in found for column in one.fixes]
    return Plan([told[name] for name in found], rest + slow, fixed)


def _wanted(listing: Listing[Any], asked: Asked) -> tuple[dict[str, Any], list[Any]]:
    """(conditions by the names of filters, others; words are the last)."""
    chosen = {
        one.name: one.where(asked.chosen[one.name]) for one in listing.filters if one.name in asked.chosen
    }
    told = {name: condition for name, condition in chosen.items() if condition is not None}
    others: list[Any] = []
    if asked.communities is not None and listing.within is not None:
        within = listing.within(sorted(asked.communities))
        if len(asked.communities) == 1 and "community" not in told:
            told["community"] = within
        else:
            others.append(within)
    if asked.words and listing.words is not None:
        others.append(listing.words(asked.words))
    return told, others


def _found_by_index(listing: Listing[Any], sort: str, names: Collection[str]) -> tuple[str, ...]:
    """The most of what was chosen that one index finds; of what is as much, the first."""
    alone = [(one.name,) for one in listing.filters if sort not in one.slow_by]
    found = [some for some in (*listing.together, *alone) if all(name in names for name in some)]
    return max(found, key=len, default=())


# --- computed -------------------------------------------------------------------------


def _computed(listing: Listing[Any], objects: Iterable[Any], asked: Asked) -> Found:
    """There are so few of them that all are looked at."""
    sort = listing.sort(asked.sort)
    place = sort.by[0]
    told, others = _wanted(listing, asked)
    wanted = (*told.values(), *others)
    found = sorted((one for one in objects if all(holds(one) for holds in wanted)), key=place)
    key = read_key(sort, asked.after)
    if sort.down:
        found.reverse()
    if key:
        found = [one for one in found if (place(one) < key if sort.down else place(one) > key)]
    more = len(found) > asked.limit
    return Found(found[: asked.limit], key_text(place(found[asked.limit - 1])) if more else "")

"""One way to list anything: filters, words to look for, an order, and pages that begin after a key.

A page costs the same wherever it lies: nothing is counted or skipped. Of several filters the first that was chosen
is what an index finds; for the others, and for words, at most :data:`REACH` rows are looked through, and the page
says from where to go on (docs/decisions/0021).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, select, tuple_

from connector.steps.inbox_rows import AnyInbox
from connector.steps.telling import Teller

REACH = 2_000
LONGEST_WORDS = 100

Row = TypeVar("Row")
Condition = ColumnElement[bool]
Query = Select[*tuple[Any, ...]]
Key = tuple[Any, ...]
Choice = tuple[str, str]
"""(value in an address, words)"""


@dataclass(frozen=True)
class Filter:
    name: str
    where: Callable[[str], Any]
    """The condition for a value (of a computed list: a function of one object); None: there is no such value."""
    values: Callable[[Teller], Sequence[Choice]] | None = None
    """What can be chosen; None: it is typed."""
    slow_by: tuple[str, ...] = ()
    """Orders in which no index finds it."""


@dataclass(frozen=True)
class Sort:
    name: str
    by: tuple[Any, ...]
    """Columns that are never null and together never equal; an index has them, and one behind each filter.
    Of a computed list: one function of an object that gives them."""
    down: bool = False
    only: Condition | None = None
    """Rows that have a place in this order, if not all have."""
    kinds: tuple[type, ...] = ()
    """Of the values of a key, where ``by`` has no columns."""

    @property
    def order(self) -> list[ColumnElement[Any]]:
        return [column.desc() if self.down else column.asc() for column in self.by]

    def after(self, key: Key) -> Condition:
        here = tuple_(*self.by)
        return here < tuple_(*key) if self.down else here > tuple_(*key)

    def until(self, key: Key) -> Condition:
        here = tuple_(*self.by)
        return here >= tuple_(*key) if self.down else here <= tuple_(*key)

    def takes(self, key: object) -> bool:
        """Whether this can be a key of ours: it comes from an address."""
        kinds = self.kinds or tuple(column.type.python_type for column in self.by)
        if not isinstance(key, list) or len(key) != len(kinds):
            return False
        return all(type(value) is kind for value, kind in zip(key, kinds, strict=True)) and all(
            abs(value) < 2**63 if isinstance(value, int) else "\x00" not in value for value in key
        )


@dataclass(frozen=True)
class Listing(Generic[Row]):
    name: str
    row: type[Row]
    """A dataclass; its fields are the columns. One that ends in ``_at`` holds epoch seconds (UTC)."""
    sorts: tuple[Sort, ...]
    """The first holds if none is asked for."""
    plain: Callable[[Teller, Sequence[Any]], list[Row]]
    """Rows out of what was found, whatever else they tell looked up for all of them at once."""
    filters: tuple[Filter, ...] = ()
    words: Callable[[str], Any] | None = None
    within: Callable[[Collection[str]], Any] | None = None
    """What lies in these communities; None: it belongs to none."""
    query: Query = field(default_factory=select)
    inbox: bool = False
    """Whether it is the inbox that is asked."""
    objects: Callable[[Teller], Iterable[Any]] | None = None
    """Instead of a query, for what is computed whenever it is asked."""

    def sort(self, name: str) -> Sort:
        return next((one for one in self.sorts if one.name == name), self.sorts[0])

    def asked(self, told: Mapping[str, str], limit: int, communities: Collection[str] | None = None) -> Asked:
        """Out of an address; what cannot be is left out."""
        given = {key: value.replace("\x00", "").strip()[:LONGEST_WORDS] for key, value in told.items()}
        chosen = {one.name: given.get(one.name, "") for one in self.filters}
        return Asked(
            words=given.get("q", "") if self.words else "",
            chosen={
                one.name: value
                for one in self.filters
                if (value := chosen[one.name]) and one.where(value) is not None
            },
            sort=self.sort(given.get("sort", "")).name,
            after=told.get("after", ""),
            limit=limit,
            communities=communities,
        )


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of a list."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    after: str = ""
    """As :attr:`Found.next` told it; empty = from the beginning."""
    limit: int = 25
    communities: Collection[str] | None = None
    """Nothing of others is told; None = all."""


@dataclass(frozen=True)
class Found:
    rows: Sequence[Any]
    """What the listing's query selects, as tuples; or its objects."""
    next: str = ""
    """To go on from; empty = that was all."""
    reached: bool = False
    """There may be more, but it was not looked any further."""


def find(listing: Listing[Any], teller: Teller, inbox: AnyInbox | None, asked: Asked) -> Found:
    """A page of the list; ``inbox`` is needed for what lies there."""
    if listing.objects is not None:
        return _computed(listing, listing.objects(teller), asked)

    def ask(query: Query) -> Sequence[Any]:
        if not listing.inbox or inbox is None:
            return teller.session.execute(query).all()
        with inbox.engine.connect() as connection:
            return connection.execute(query).all()

    sort = listing.sort(asked.sort)
    asked = replace(asked, sort=sort.name)
    quick, slow = _conditions(listing, asked)
    key = read_key(sort, asked.after)
    quick += [sort.after(key)] if key else []
    quick += [sort.only] if sort.only is not None else []
    end: Key | None = None
    if slow:
        end = _end(listing, sort, quick, ask)
        quick += [sort.until(end)] if end else []
    keys = [column.label(f"key_{number}") for number, column in enumerate(sort.by)]
    query = listing.query.add_columns(*keys).where(*quick, *slow).order_by(*sort.order)
    rows = ask(query.limit(asked.limit + 1))
    return _cut(rows, asked.limit, len(keys), end)


def _conditions(listing: Listing[Any], asked: Asked) -> tuple[list[Any], list[Any]]:
    """(what an index finds, what is looked for in that)."""
    quick: list[Any] = []
    slow: list[Any] = []
    for one in listing.filters:
        told = one.where(asked.chosen[one.name]) if one.name in asked.chosen else None
        if told is not None:
            found = not quick and asked.sort not in one.slow_by
            (quick if found else slow).append(told)
    if asked.communities is not None and listing.within is not None:
        alone = len(asked.communities) == 1 and not quick
        (quick if alone else slow).append(listing.within(sorted(asked.communities)))
    if asked.words and listing.words is not None:
        slow.append(listing.words(asked.words))
    return quick, slow


def _end(
    listing: Listing[Any], sort: Sort, quick: Sequence[Condition], ask: Callable[[Query], Sequence[Any]]
) -> Key | None:
    """The key of the last row that is looked at; None if the list ends before."""
    query = listing.query.with_only_columns(*sort.by, maintain_column_froms=True).where(*quick)
    rows = ask(query.order_by(*sort.order).offset(REACH - 1).limit(1))
    return tuple(rows[0]) if rows else None


def _cut(rows: Sequence[Any], limit: int, keys: int, end: Key | None) -> Found:
    """A page out of ``limit`` + 1 rows: the one too many says that there are more."""
    found = [tuple(row)[:-keys] for row in rows[:limit]]
    if len(rows) > limit:
        return Found(found, key_text(tuple(rows[limit - 1])[-keys:]))
    return Found(found, key_text(end), reached=True) if end else Found(found)


def _computed(listing: Listing[Any], objects: Iterable[Any], asked: Asked) -> Found:
    """There are so few of them that all are looked at."""
    sort = listing.sort(asked.sort)
    place = sort.by[0]
    quick, slow = _conditions(listing, asked)
    found = sorted((one for one in objects if all(holds(one) for holds in (*quick, *slow))), key=place)
    key = read_key(sort, asked.after)
    if sort.down:
        found.reverse()
    if key:
        found = [one for one in found if (place(one) < key if sort.down else place(one) > key)]
    more = len(found) > asked.limit
    return Found(found[: asked.limit], key_text(place(found[asked.limit - 1])) if more else "")


def key_text(key: Key) -> str:
    """For an address; whoever gets it hands it back as it is."""
    text = json.dumps(key, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_key(sort: Sort, text: str) -> Key | None:
    """None for what no key of this order can be."""
    try:
        key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None
    return tuple(key) if sort.takes(key) else None

"""One way to list anything: filters, words to look for, an order, and pages that begin after a key.

What each list declares; :mod:`connector.steps.lists.finding` asks by it. A page costs the same wherever it lies:
nothing is counted or skipped. An index finds what was chosen, or as much of it as one index can; for the rest, and for
words, rows are looked through while there is time, and the page says from where to go on (docs/decisions/0021).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

from connector.steps.telling import Teller

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
    """Orders in which no index finds it alone."""
    fixes: tuple[Any, ...] = ()
    """Columns of an order that are the same in all that it finds."""


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

    def after(self, key: Key, fixed: Sequence[Any] = ()) -> Condition:
        here, there = self._apart(key, fixed)
        beyond: Condition = here < there if self.down else here > there
        return beyond

    def until(self, key: Key, fixed: Sequence[Any] = ()) -> Condition:
        here, there = self._apart(key, fixed)
        within: Condition = here >= there if self.down else here <= there
        return within

    def _apart(self, key: Key, fixed: Sequence[Any]) -> tuple[Any, Any]:
        """What tells rows apart: SQLite begins at a key only by columns that are not fixed already."""
        pairs = list(zip(self.by, key, strict=True))
        apart = [pair for pair in pairs if not any(pair[0] is one for one in fixed)]
        return tuple_(*(column for column, _ in apart)), tuple_(*(value for _, value in apart))

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
    together: tuple[tuple[str, ...], ...] = ()
    """Names of filters that one index finds together, in every order."""
    words: Callable[[str], Any] | None = None
    named: Callable[[Session, str], Condition | None] | None = None
    """The same as ``words`` by an index, if that is little enough to be put in order; None: too much."""
    within: Callable[[Collection[str]], Any] | None = None
    """What lies in these communities; None: it belongs to none. A single one is as if ``community`` had it chosen."""
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

"""From a contribution to a credit: what was earned, why, and what was lost on the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import orjson

from connector.domain.nouns import noun


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, non-ASCII kept."""
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """sha256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


@noun(frozen=True, slots=True)
class Contribution:
    """A fact that a contribution rule recognised."""

    source: str
    fact_kind: str
    fact_id: str
    account: str
    community: str
    rule: str
    """Key of the contribution rule in the mapping."""
    kind: str
    """question, problem, solution, good_practice …"""
    time: int
    version: int
    """Number of the mapping version that applied."""


@noun(frozen=True, slots=False)
class Evidence:
    """What a credit rests on: immutable and without text; lines refer to it by its digest."""

    account: str
    community: str
    scheme: str
    rule: str
    time: int
    source: str
    fact_kind: str
    fact_id: str
    minutes: int
    version: int
    at_most: str = ""
    """The limit ``<times>/<span>`` of the credit rule, where it has one."""
    points: int = 0
    """Instead of minutes, in a scheme that counts points."""
    intervals: str = ""
    """When its minutes were, where that is known: ``<start>-<end> <start>-<end>``, epoch seconds."""
    how: str = ""
    """Of a session: how it is known that these minutes were spent there."""

    @cached_property
    def body(self) -> str:
        """Its canonical JSON. What came to the noun later is left out where empty: old evidence keeps its id."""
        told = zip(_NAMES, _values(self), strict=True)
        # Words and whole numbers alone, of which this writes the same as ``canonical``, in a third of the time.
        return orjson.dumps(
            {key: each for key, each in told if each or key not in _LATER}, option=orjson.OPT_SORT_KEYS
        ).decode()

    @cached_property
    def id(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()

    @property
    def size(self) -> int:
        """What its scheme counts: points, or minutes."""
        return self.points or self.minutes

    @property
    def order(self) -> tuple[int, str, str, int, str, str]:
        return (self.time, self.source, self.fact_kind, len(self.fact_id), self.fact_id, self.rule)


_LATER = frozenset({"points", "intervals", "how"})
_NAMES = tuple(each.name for each in fields(Evidence))
_values = attrgetter(*_NAMES)


@noun(frozen=True, slots=True)
class Entitlement:
    """What one piece of evidence is worth, after caps and rounding. Amounts in the scheme's steps."""

    evidence: Evidence
    day: str
    """ISO date in the institution's time zone."""
    computed: int
    """What its minutes alone would add."""
    amount: int
    """What it does add."""
    reason: str = ""
    """Why it adds less: rule_limit, below_unit, same_minutes, day_cap,
    month_cap, semester_cap, year_cap; empty = nothing lost."""

    @property
    def lost(self) -> int:
        return self.computed - self.amount

    @property
    def key(self) -> LedgerKey:
        return LedgerKey(self.evidence.account, self.evidence.community, self.day, self.evidence.scheme)


class LedgerKey(NamedTuple):
    """Who earned where, when and by which scheme: the grain at which sums are kept."""

    account: str
    community: str
    day: str
    scheme: str

    @property
    def month(self) -> str:
        """The month of the day, ``YYYY-MM``."""
        return self.day[:7]


@noun(frozen=True, slots=True)
class Nothing:
    """Why a fact is no contribution, as a machine word and what it needs to be told in words."""

    reason: str
    details: tuple[tuple[str, str], ...] = ()
    community: str | None = None

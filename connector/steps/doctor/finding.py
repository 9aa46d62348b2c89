"""What a check found: a machine word, how bad it is, and the values of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from connector.texts import Value


class Level(StrEnum):
    """In the order of severity."""

    OK = "ok"
    LOOK = "look"
    """No web service tells: a person has to look. It is no fault."""
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """Its sentences are ``doctor-<word>`` and, unless it is ok, the same with ``-why`` and ``-cure``."""

    level: Level
    word: str
    about: Mapping[str, Value] = field(default_factory=dict)
    """Values of the sentences. ``problem`` (a machine word), ``ask`` with ``id`` (something to read) and what ends
    in ``_at`` (epoch seconds) are put into words first."""
    of: str = ""
    """``lms:<source>`` or ``hr:<target>``."""


def _found(level: Level, word: str, **about: Value) -> Finding:
    return Finding(level, word, about)


ok = partial(_found, Level.OK)
look = partial(_found, Level.LOOK)
warning = partial(_found, Level.WARNING)
bad = partial(_found, Level.BAD)

SHOWN = 8


def listed(items: Iterable[object]) -> str:
    """The first few, in order, and how many more there are."""
    names = sorted(str(each) for each in items)
    more = f" … (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more

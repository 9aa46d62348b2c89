"""What several lists let people choose by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from connector.steps.lists.listing import Choice, Condition, Filter
from connector.steps.telling import Teller

MONTH = re.compile(r"\d{4}-\d{2}")


def one_of(
    name: str, column: Any, values: Sequence[str], words: str, slow_by: tuple[str, ...] = ()
) -> Filter:
    """One of some machine words; ``words`` is what their sentences begin with (``desk-state-``)."""

    def where(value: str) -> Condition | None:
        return column == value if value in values else None

    return Filter(
        name, where, lambda teller: [(each, teller.say(f"{words}{each}")) for each in values], slow_by
    )


def of_names(
    name: str, column: Any, names: Callable[[Teller], Sequence[Choice]], slow_by: tuple[str, ...] = ()
) -> Filter:
    """One of what the mapping or the settings name, or anything that they named once."""
    return Filter(name, lambda value: column == value, names, slow_by)


def communities(teller: Teller) -> list[Choice]:
    return sorted(teller.communities.items(), key=lambda one: one[1])


def community(column: Any) -> Filter:
    return of_names("community", column, communities)


def scheme(column: Any) -> Filter:
    return of_names(
        "scheme", column, lambda teller: [(key, teller.scheme_name(key)) for key in sorted(teller.schemes)]
    )


def source(column: Any) -> Filter:
    return of_names(
        "source", column, lambda teller: [(each, each) for each in sorted(teller.context.sources)]
    )


def month(name: str, column: Any) -> Filter:
    """``2026-11``."""
    return Filter(name, lambda value: column == value if MONTH.fullmatch(value) else None, fixes=(column,))

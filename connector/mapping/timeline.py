"""Which version of the mapping counts at which time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from connector.domain.rules import Mapping
from connector.domain.scheme import Scheme

if TYPE_CHECKING:
    from connector.mapping.rates import Rates


@dataclass(frozen=True)
class Entry:
    number: int
    """In the order of recording."""
    valid_from: int | None
    """Epoch seconds; None = from the beginning, as always for the first entry."""
    mapping: Mapping


class Timeline:
    """The published versions and from when on each holds. Entries are only ever added."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: Sequence[Entry] = sorted(entries, key=lambda entry: entry.number)
        first, later = self.entries[:1], self.entries[1:]
        self._latest_first = [(entry.valid_from, entry.mapping) for entry in reversed(later)]
        self._latest_first += [(None, entry.mapping) for entry in first]
        self.rates: dict[tuple[str, ZoneInfo, str], Rates] = {}
        """What :mod:`connector.mapping.rates` worked out."""

    @classmethod
    def of(cls, mapping: Mapping) -> Timeline:
        """One version that holds at all times, for instance to preview it."""
        return cls([Entry(1, None, mapping)])

    def at(self, time: int) -> Mapping | None:
        """The latest recorded version whose ``valid_from`` ≤ time; None only if nothing is published."""
        for valid_from, mapping in self._latest_first:
            if valid_from is None or valid_from <= time:
                return mapping
        return None

    def version(self, number: int) -> Mapping | None:
        """The mapping of this number."""
        return next((each.mapping for each in self.entries if each.mapping.number == number), None)

    def scheme(self, key: str, *times: int) -> Scheme:
        """The scheme as it is at the first of these times at which a version knows it.

        The end of a period comes first, then the time of the evidence itself: a scheme that was dropped
        within the period still counts what was earned before.
        """
        for time in times:
            mapping = self.at(time)
            if mapping is not None and key in mapping.schemes:
                return mapping.schemes[key]
        raise LookupError(f"no version of the mapping knows the scheme {key!r}")

    def record_period(self, key: str, day: str) -> str:
        """The period of the scheme's records that this ISO day falls in: ``2026-11``, ``2026-S2`` or ``2026``."""
        schemes = (entry.mapping.schemes for entry in self.entries)
        return next(known[key].record_per for known in schemes if key in known).of(day)

    @property
    def lookups(self) -> set[tuple[str, str]]:
        """All that any version needs to know of places: (source, query)."""
        return {lookup for entry in self.entries for lookup in entry.mapping.lookups}

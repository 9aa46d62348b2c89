"""Sessions in the order of their time, found by what may speak for somebody's having been there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from connector.domain.sessions import Session, Stage

GRACE = 24 * 3600
"""An attendance list may be answered so long after the session's end."""


class _Opening(NamedTuple):
    start: int
    key: str
    until: int
    position: int


class Agenda(tuple[Session, ...]):
    """Made once for many people, so that each of them costs no more than their own signs."""

    def named(self, source: str, key: str) -> Iterable[int]:
        """Positions of those with this key (``event:12``)."""
        return self._by_key.get((source, key), ())

    def of_module(self, source: str, cmid: str) -> Iterable[int]:
        """Positions of those whose activity has this course-module id."""
        return self._by_module.get((source, cmid), ())

    def asked_at(self, source: str, course: int | None, at: int) -> list[int]:
        """Whom an answer to an attendance list is for: by each rule, the last in the course that had begun by then."""
        groups = self._openings.get((source, course), {}).values()
        last = (next((each for each in group if each.start <= at <= each.until), None) for group in groups)
        return [each.position for each in last if each is not None]

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[int]]:
        return _grouped(((each.source, each.key), position) for position, each in enumerate(self))

    @cached_property
    def _by_module(self) -> dict[tuple[str, str], list[int]]:
        return _grouped(((each.source, str(each.cmid)), position) for position, each in enumerate(self))

    @cached_property
    def _openings(self) -> dict[tuple[str, int | None], dict[str, list[_Opening]]]:
        """(source, course) → rule → when its answers are taken, the last first."""
        found: dict[tuple[str, int | None], dict[str, list[_Opening]]] = {}
        for position, each in enumerate(self):
            if each.start is not None and each.end is not None and each.stage is not Stage.CANCELLED:
                opening = _Opening(each.start, each.key, each.end + GRACE, position)
                found.setdefault((each.source, each.course), {}).setdefault(each.rule, []).append(opening)
        for groups in found.values():
            for group in groups.values():
                group.sort(reverse=True)
        return found


def _grouped(pairs: Iterable[tuple[tuple[str, str], int]]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for key, position in pairs:
        found.setdefault(key, []).append(position)
    return found

"""Hints: what to read back, when, and what the notices say should be found there.

A new notice raises the generation and moves the reading to 2 s after it, at most 15 s after the first, so that
a burst leads to one read. Moodle sends before it commits: what contradicts a notice is read again after
1, 10 and 60 minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from connector.lms.port import Ask
from connector.models.dialects import among
from connector.models.lms import Hint

SETTLE_S = 2
LONGEST_SETTLE_S = 15
REREAD_S = (60, 600, 3600)

Key = tuple[str, str, str]
"""Of a hint: source, what to ask, id."""


class Sweep(IntEnum):
    """How much of what lies below is looked at again; the tiers of a reconcile."""

    NONE = 0
    """An event's own reading: leads no further than to what changed."""
    LIGHT = 1
    """Each forum's heads, and posts where a head differs or members could edit until lately."""
    WHOLE = 2
    """Besides: courses, people, activities; posts and completion that were not read for a day."""
    FULL = 3
    """Everything."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Look there."""

    source: str
    ask: Ask
    id: str
    course: int | None = None
    expect: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    sweep: int = 0
    wait: int = SETTLE_S

    @property
    def key(self) -> Key:
        return (self.source, self.ask.value, self.id)


def source_scope(source: str) -> str:
    """Who changes the hints or facts of one site does so alone (see ``Database.write``)."""
    return f"source:{source}"


def swept() -> ColumnElement[bool]:
    """Hints of a reconcile that is still going on; what cannot be read must not keep it from ending."""
    return and_(Hint.sweep > 0, Hint.failures == 0)


def give_notice(session: Session, notices: Iterable[Notice], now: int) -> None:
    """Adds the hints, or freshens those that are there."""
    wanted = list(notices)
    known = _known(session, {notice.key for notice in wanted})
    for notice in wanted:
        hint = known.get(notice.key)
        if hint is None:
            known[notice.key] = _add(session, notice, now)
        else:
            _freshen(hint, notice, now)


def _known(session: Session, keys: Iterable[Key]) -> dict[Key, Hint]:
    """One kind of question at a time: SQLite finds no triples in an index, however few, and goes through all."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, ask, id_ in keys:
        asked[source, ask].append(id_)
    found: dict[Key, Hint] = {}
    for (source, ask), ids in asked.items():
        query = select(Hint).where(Hint.source == source, Hint.ask == ask, among(session, Hint.id, ids))
        found |= {(hint.source, hint.ask, hint.id): hint for hint in session.scalars(query)}
    return found


def _add(session: Session, notice: Notice, now: int) -> Hint:
    hint = Hint(
        source=notice.source,
        ask=notice.ask.value,
        id=notice.id,
        course=notice.course,
        generation=1,
        first_at=now,
        due_at=now + notice.wait,
        attempt=0,
        failures=0,
        sweep=notice.sweep,
        expect=dict(notice.expect),
        asked=dict(notice.asked),
    )
    session.add(hint)
    return hint


def _freshen(hint: Hint, notice: Notice, now: int) -> None:
    if hint.attempt:  # it was waiting for a re-read; the new notice starts afresh
        hint.first_at, hint.attempt = now, 0
    hint.generation += 1
    hint.due_at = min(now + notice.wait, hint.first_at + LONGEST_SETTLE_S)
    hint.course = notice.course or hint.course
    hint.sweep = max(hint.sweep, notice.sweep)
    hint.expect = {**hint.expect, **notice.expect}
    hint.asked = {**hint.asked, **notice.asked}


def finish(session: Session, ended: Iterable[tuple[Hint, dict[str, Any]]], now: int) -> None:
    """These hints were read, each with what of its expectations was not met.

    One goes, unless a newer notice came meanwhile or the LMS does not yet show what it told.
    """
    unmet = {(taken.source, taken.ask, taken.id): (taken.generation, rest) for taken, rest in ended}
    for key, hint in _known(session, unmet).items():
        generation, rest = unmet[key]
        if hint.generation == generation:
            _finish(session, hint, rest, now)


def _finish(session: Session, hint: Hint, unmet: dict[str, Any], now: int) -> None:
    if not unmet or hint.attempt >= len(REREAD_S):
        session.delete(hint)
        return
    hint.due_at = now + REREAD_S[hint.attempt]
    hint.attempt += 1
    hint.expect, hint.sweep, hint.failures = unmet, 0, 0


def postpone(session: Session, taken: Hint, now: int) -> None:
    """It could not be read, and nothing else is to blame: tried again alone, and ever later."""
    hint = session.get(Hint, (taken.source, taken.ask, taken.id))
    if hint is None:
        return
    hint.failures += 1
    hint.due_at = now + min(30 * 2**hint.failures, 6 * 3600)

"""Published versions: from when each holds, what it said otherwise than the one before, and why it was published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.mapping import MappingVersion, TimelineRow
from connector.steps.mapping_difference import Change, changes

IN_FORCE, COMING, SUPERSEDED, OVERTAKEN = "in-force", "coming", "superseded", "overtaken"


@dataclass(frozen=True)
class Version:
    number: int
    published_at: int
    published_by: str
    note: str
    valid_from: int | None
    """Epoch seconds; None = from the beginning. Of the last row of the timeline that names it."""
    state: str
    """in-force | coming | superseded | overtaken: another was recorded before its day came, so it never held"""
    overtaken_by: int | None = None


def versions(session: Session, now: int, *, before: int | None = None, limit: int = 100) -> list[Version]:
    """The newest first, a page at a time."""
    rows = MappingVersion
    query = select(rows.number, rows.published_at, rows.published_by, rows.note)
    query = query if before is None else query.where(rows.number < before)
    found = session.execute(query.order_by(rows.number.desc()).limit(limit)).all()
    timeline = session.scalars(select(TimelineRow).order_by(TimelineRow.number)).all()
    return [Version(*row, *_standing(timeline, row.number, now)) for row in found]


def version(session: Session, number: int, now: int) -> Version | None:
    found = versions(session, now, before=number + 1, limit=1)
    return found[0] if found and found[0].number == number else None


def latest(session: Session) -> int | None:
    """The number of the version that was recorded last."""
    return session.scalar(select(TimelineRow.version).order_by(TimelineRow.number.desc()).limit(1))


def overtaken(session: Session, valid_from: int, now: int) -> list[TimelineRow]:
    """What is to come and never would, if another held from ``valid_from`` on: what is recorded last counts."""
    timeline = session.scalars(select(TimelineRow).order_by(TimelineRow.number)).all()
    later = [(row, row.valid_from) for row in timeline if row.valid_from is not None]
    later = [(row, day) for row, day in later if day > now and day >= valid_from]
    return [row for row, day in later if _row_at(timeline, day) is row]


def _standing(timeline: Sequence[TimelineRow], number: int, now: int) -> tuple[int | None, str, int | None]:
    mine = [row for row in timeline if row.version == number]
    if not mine:
        return None, SUPERSEDED, None
    valid_from = None if mine[-1] is timeline[0] else mine[-1].valid_from
    if _at(timeline, now) == number:
        return valid_from, IN_FORCE, None
    later = [row.valid_from or 0 for row in mine if (row.valid_from or 0) > now]
    if any(_at(timeline, time) == number for time in later):
        return valid_from, COMING, None
    by = [_overtaker(timeline, row) for row in mine]
    return (valid_from, SUPERSEDED, None) if None in by else (valid_from, OVERTAKEN, by[-1])


def _overtaker(timeline: Sequence[TimelineRow], row: TimelineRow) -> int | None:
    """The version that was recorded before this row's day had come, and holds on that day."""
    day = row.valid_from
    found = [
        one.version
        for one in timeline
        if day is not None and one.number > row.number and one.recorded_at < day >= (one.valid_from or 0)
    ]
    return found[0] if found else None


def _at(timeline: Sequence[TimelineRow], time: int) -> int | None:
    row = _row_at(timeline, time)
    return row.version if row else None


def _row_at(timeline: Sequence[TimelineRow], time: int) -> TimelineRow | None:
    """As :meth:`connector.mapping.timeline.Timeline.at`, without compiling anything."""
    for row in reversed(timeline[1:]):
        if row.valid_from is None or row.valid_from <= time:
            return row
    return timeline[0] if timeline else None


def changes_of(session: Session, number: int) -> tuple[str, list[Change] | None]:
    """The text of the version before, and what this one says otherwise; the first differs from nothing."""
    now, old = session.get_one(MappingVersion, number), session.get(MappingVersion, number - 1)
    before = (old.text, json.loads(old.packs)) if old else ("", {})
    return before[0], changes(before[0], now.text, before[1], json.loads(now.packs)) if old else []

"""Published versions: from when each holds, what it said otherwise than the one before, and why it was published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.mapping import MappingVersion, TimelineRow
from connector.steps.mapping_difference import Change, changes

IN_FORCE, COMING, SUPERSEDED = "in-force", "coming", "superseded"


@dataclass(frozen=True)
class Version:
    number: int
    published_at: int
    published_by: str
    note: str
    valid_from: int | None
    """Epoch seconds; None = from the beginning. Of the last row of the timeline that names it."""
    state: str
    """in-force | coming | superseded"""


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


def _standing(timeline: Sequence[TimelineRow], number: int, now: int) -> tuple[int | None, str]:
    mine = [row for row in timeline if row.version == number]
    if not mine:
        return None, SUPERSEDED
    valid_from = None if mine[-1] is timeline[0] else mine[-1].valid_from
    if _at(timeline, now) == number:
        return valid_from, IN_FORCE
    later = [row.valid_from or 0 for row in mine if (row.valid_from or 0) > now]
    return valid_from, COMING if any(_at(timeline, time) == number for time in later) else SUPERSEDED


def _at(timeline: Sequence[TimelineRow], time: int) -> int | None:
    """As :meth:`connector.mapping.timeline.Timeline.at`, without compiling anything."""
    for row in reversed(timeline[1:]):
        if row.valid_from is None or row.valid_from <= time:
            return row.version
    return timeline[0].version if timeline else None


def changes_of(session: Session, number: int) -> tuple[str, list[Change] | None]:
    """The text of the version before, and what this one says otherwise; the first differs from nothing."""
    now, old = session.get_one(MappingVersion, number), session.get(MappingVersion, number - 1)
    before = (old.text, json.loads(old.packs)) if old else ("", {})
    return before[0], changes(before[0], now.text, before[1], json.loads(now.packs)) if old else []

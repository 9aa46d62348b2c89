"""The meetings of communities: which come next, which were kept, which need a word from somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import How, Session, Stage
from connector.models.sessions import PresenceRow
from connector.steps.community_places import Ground
from connector.steps.community_talk import DAY_S, Window
from connector.steps.context import Context
from connector.steps.meetings import found_sessions
from connector.steps.world import timeline

SOON_S = 7 * DAY_S
TOOK_PLACE = (Stage.HELD, Stage.SUMMARISED)
LISTED = (How.CONFIRMED, How.FILE)
"""Attendance that a person has to hand in."""


class Needs(StrEnum):
    """What is missing for a session to go well, or to count."""

    SUPPORT = "support"
    """It is proposed, and too few want it yet."""
    TIME = "time"
    """Nobody has said when it is."""
    LENGTH = "length"
    """It is over, and nobody has said how long it was."""
    LIST = "list"
    """It is over, and nobody has handed in who was there."""
    REMINDER = "reminder"
    """It is within the next seven days."""


@dataclass(frozen=True)
class Meetings:
    coming: Sequence[Session] = ()
    """Not over and not called off, the next first; without a time or only proposed ones last."""
    over: Sequence[Session] = ()
    """Held or called off, the latest first."""
    due: int = 0
    """Those of the window that have been held or called off; the day it was to begin decides."""
    kept: int = 0
    """Those of them that were held."""


def meetings(context: Context, db: Db, grounds: Sequence[Ground], window: Window) -> dict[str, Meetings]:
    """Community → its sessions."""
    courses = {course for each in grounds for course in each.courses}
    found = found_sessions(context, db, courses)
    return {
        each.key: _meetings([one for one in found if one.community == each.key], window) for each in grounds
    }


def _meetings(found: Sequence[Session], window: Window) -> Meetings:
    over = [one for one in found if one.stage in (*TOOK_PLACE, Stage.CANCELLED)]
    coming = [one for one in found if one.stage in (Stage.SCHEDULED, Stage.PROPOSED)]
    due = [one for one in over if window.start <= (one.start or 0) <= window.now]
    return Meetings(
        coming=sorted(coming, key=lambda one: (one.start is None, one.start or 0)),
        over=sorted(over, key=lambda one: one.start or 0, reverse=True),
        due=len(due),
        kept=sum(one.stage in TOOK_PLACE for one in due),
    )


def needs(db: Db, found: Meetings, window: Window) -> list[tuple[Session, Needs]]:
    """What a moderator might do about sessions: first about those that come, then about those of the window."""
    coming = [(one, need) for one in found.coming if (need := _coming(one, window.now))]
    held = [one for one in found.over if one.stage in TOOK_PLACE and (one.start or 0) >= window.start]
    unlisted = _unlisted(db, held)
    over = [(one, Needs.LENGTH if not one.minutes else Needs.LIST) for one in held]
    return coming + [(one, need) for one, need in over if need is Needs.LENGTH or one in unlisted]


def _coming(one: Session, now: int) -> Needs | None:
    if one.stage is Stage.PROPOSED:
        return Needs.SUPPORT
    if one.start is None:
        return Needs.TIME
    return Needs.REMINDER if one.start - now <= SOON_S else None


def _unlisted(db: Db, held: Sequence[Session]) -> list[Session]:
    """Those whose attendance somebody has to hand in, and nobody has."""
    times = timeline(db)
    by_hand = []
    for one in held:
        mapping = times.version(one.version)
        rule = mapping.session(one.rule) if mapping else None
        if rule is not None and rule.attended_by.how in LISTED:
            by_hand.append(one)
    query = select(PresenceRow.source, PresenceRow.session).distinct()
    query = query.where(PresenceRow.session.in_([one.key for one in by_hand]), PresenceRow.how.in_(LISTED))
    handed_in = {(row.source, row.session) for row in db.execute(query)}
    return [one for one in by_hand if (one.source, one.key) not in handed_in]

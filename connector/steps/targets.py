"""Targets that take nothing for now: each is paused as a whole and tried again, often at first.

A site that is down is asked the lightest question there is, not given a message: a message would pay for the
outage with its tries. Where only one kind of message is stopped (a function or a right is missing), one
message of that kind is the question.
"""

from __future__ import annotations

import random
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from connector.models.outbox import TargetState

FRESH_S = 600
"""So long after it went down somebody may be waiting for it."""
OFTEN_S = 15
"""The longest pause in that time."""
SELDOM_S = 300
"""The longest pause of all; jitter may add a fifth."""
EXPECTED = "unavailable"
"""HTTP 503: its Retry-After says how long the site *expects* to be away (Moodle's page always says 300 s)."""

log = structlog.get_logger()


def one_kind(target: str, kind: str) -> str:
    """Name of the state of one kind of message only."""
    return f"{target}/{kind}"


def pause(session: Session, name: str, now: int, word: str, retry_after: int | None = None) -> None:
    """Stops a target, or one kind of message for it; a later call moves the next try, not the beginning."""
    row = session.get(TargetState, name)
    if row is None:
        row = TargetState(target=name, reason=None, since=None, probe_at=0)
        session.add(row)
    if row.reason is None:
        row.since = now
        log.warning("target paused", target=name, word=word)
    row.reason = word
    row.probe_at = now + pause_s(_own_wait(now - (row.since or now)), word, retry_after)


def pause_s(own: int, word: str, retry_after: int | None) -> int:
    """Seconds until the next try: ``own``, unless the site asked us to wait."""
    if retry_after is None:
        return own
    return min(retry_after, own) if word == EXPECTED else retry_after


def _own_wait(down_s: int) -> int:
    if down_s < FRESH_S:
        return int(OFTEN_S * random.uniform(0.6, 1.0))  # noqa: S311 - no secret
    return int(min(down_s // 20, SELDOM_S) * random.uniform(0.8, 1.2))  # noqa: S311


def may_be_tried(session: Session, name: str, now: int) -> bool:
    """Claims the next try of a stopped target, if it is time; nobody else tries for as long as one may take."""
    claimed: Any = session.execute(
        update(TargetState)
        .where(TargetState.target == name, TargetState.reason.is_not(None), TargetState.probe_at <= now)
        .values(probe_at=now + OFTEN_S)
    )
    return bool(claimed.rowcount)


def free(session: Session, name: str) -> None:
    """It takes messages again."""
    row = session.get(TargetState, name)
    if row is not None and row.reason is not None:
        log.info("target takes messages again", target=name, word=row.reason)
        row.reason, row.since, row.probe_at = None, None, 0


def hurry(session: Session, target: str, kind: str, now: int) -> None:
    """A person does not want to wait for the next try."""
    names = (target, one_kind(target, kind))
    session.execute(update(TargetState).where(TargetState.target.in_(names)).values(probe_at=now))


def stopped(session: Session) -> list[TargetState]:
    """All that take nothing now."""
    query = select(TargetState).where(TargetState.reason.is_not(None))
    return list(session.scalars(query.order_by(TargetState.target)))

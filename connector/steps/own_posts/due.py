"""What posts of ours are due, written into the outbox."""

from __future__ import annotations

from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from connector.models.own_posts import OwnPostRow
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.numbers import number
from connector.steps.own_posts.kind import Due, Kind, NoOrder, must_look, new_row
from connector.steps.own_posts.kinds import KINDS

BUSY_S, IDLE_S = 5, 60
BATCH = 50
"""Posts in one transaction: the write lock is held while each is examined."""


def want_posts(context: Context, source: str) -> int:
    """Writes a message for each post that is due, in observe mode none; returns how many were examined."""
    if not context.live:
        return 0
    return sum(_want_kind(context, source, kind) for kind in KINDS)


def _want_kind(context: Context, source: str, kind: Kind) -> int:
    with context.db.read() as session:
        due = list(islice(kind.due(context, session, source), BATCH))
    if due:
        with context.db.write() as session:
            for each in due:
                _want(context, session, source, kind, each)
    return len(due)


def _want(context: Context, session: Session, source: str, kind: Kind, due: Due) -> None:
    now, key = context.now(), (source, due.key)
    row = session.get(OwnPostRow, key) or new_row(session, *key)
    look, row.seen = row.look_at if must_look(row, now) else None, due.seen
    order = kind.order(context, session, source, due.key)
    if isinstance(order, NoOrder) and (row.placed is None or not order.withdraw):
        row.reason, row.look_at = order.reason, None
        return
    read = "" if isinstance(order, NoOrder) else order.digest
    if row.state == "new":
        row.reason = None
    if look is None and read == row.digest and row.state != "new":
        return
    desired: dict[str, Any] = {"digest": read}
    if look is not None:
        desired["look"], row.look_at = look, None
    outbox.want(session, f"lms:{source}", kind.word, due.key, desired, kind.prefix, now)


class PostsTurn:
    """Counts only when something was read since, and then not at every moment."""

    def __init__(self, context: Context, source: str) -> None:
        self._context, self._source = context, source
        self._at, self._reads = 0, -1

    def __call__(self) -> int:
        with self._context.db.read() as session:
            reads = number(session, "reads")
        now = self._context.now()
        pause = BUSY_S if reads != self._reads else IDLE_S
        haste = self._context.in_haste and reads != self._reads
        if now - self._at < pause and not haste:
            return 0
        done = want_posts(self._context, self._source)
        self._at, self._reads = (0, -1) if done >= BATCH else (now, reads)
        return done

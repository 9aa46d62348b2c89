"""Delivering to an LMS: which messages may go now, and what becomes of them after trouble that may not be theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from connector.errors import LmsError, OutcomeUnknown, WrongSetup
from connector.models.outbox import Message, TargetState
from connector.steps import outbox, targets
from connector.steps.context import Context

MINUTE_S = 60
PER_MINUTE = 600
"""Messages to one site, unless its settings say otherwise; figures and members go fifty to a call."""

log = structlog.get_logger()


def claim(context: Context, source: str, kind: str, limit: int) -> list[Message]:
    """Up to ``limit`` messages to be sent now; none while the site, or this kind of message, is stopped."""
    target, now = f"lms:{source}", context.now()
    with context.db.read() as session:
        down = _reason(session, target)
        stuck = _reason(session, targets.one_kind(target, kind))
        if not down and not outbox.any_due(session, target, kind, now):
            return []
    if down and not _is_back(context, source):
        return []
    with context.db.write() as session:
        if stuck:
            limit = 1 if targets.may_be_tried(session, targets.one_kind(target, kind), now) else 0
        if not context.in_haste:
            limit = min(limit, _room(context, session, source, now))
        return outbox.take(session, target, kind, now, limit) if limit > 0 else []


def trouble(
    context: Context,
    source: str,
    messages: Sequence[Message],
    error: LmsError,
    *,
    untried: Sequence[Message] = (),
    wait: int | None = None,
) -> bool:
    """Puts messages back after an error that may be the site's; returns whether others may go on.

    If the site itself is unwell it is paused, and no message has worn out a try; ``untried`` go back, too.
    ``wait``: seconds for which a look would prove nothing after an unknown outcome.
    """
    cause = error if error.retry_after is not None else _unwell(context, source)
    one_kind = cause is None and isinstance(error, WrongSetup)
    goes_on = cause is None and not one_kind
    now, target, unknown = context.now(), messages[0].target, isinstance(error, OutcomeUnknown)
    with context.db.write() as session:
        if cause is not None:
            targets.pause(session, target, now, cause.word, cause.retry_after)
        elif one_kind:
            targets.pause(session, targets.one_kind(target, messages[0].kind), now, error.word)
        for message in messages:
            if goes_on or (unknown and wait):
                outbox.try_again(session, message, now, error.word, wait=wait, unknown=unknown)
            else:
                outbox.put_back(session, message, now, error.word, unknown=unknown)
        for message in untried if not goes_on else ():
            outbox.put_back(session, message, now, error.word)
    return goes_on


@dataclass(frozen=True)
class Unforeseen:
    """Around the sending of messages: whatever else goes wrong is a failed try of these, and stops nobody else.

    What an LMS answers is left to the caller, and a database that is away to the runner.
    """

    context: Context
    messages: Sequence[Message]

    def __enter__(self) -> None:
        """Nothing is needed beforehand."""

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception) or isinstance(error, LmsError | OperationalError):
            return False
        log.error("messages failed", messages=[message.id for message in self.messages], exc_info=error)
        with self.context.db.write() as session:
            for message in self.messages:
                outbox.failed(session, message, self.context.now())
        return True


def leave(context: Context, messages: Sequence[Message]) -> None:
    """These were claimed, and are not tried now after all."""
    with context.db.write() as session:
        for message in messages:
            outbox.put_back(session, message, context.now(), None)


def _reason(session: Session, name: str) -> str | None:
    row = session.get(TargetState, name)
    return row.reason if row else None


def _room(context: Context, session: Session, source: str, now: int) -> int:
    """How many more may go to this site within a minute."""
    lately = select(func.count()).select_from(Message).where(Message.target == f"lms:{source}")
    taken = session.scalar(lately.where(Message.taken_at > now - MINUTE_S)) or 0
    return context.paces.get(source, PER_MINUTE) - taken


def _is_back(context: Context, source: str) -> bool:
    target = f"lms:{source}"
    with context.db.write() as session:
        if not targets.may_be_tried(session, target, context.now()):
            return False
    error = _unwell(context, source)
    with context.db.write() as session:
        if error is None:
            targets.free(session, target)
        else:
            targets.pause(session, target, context.now(), error.word, error.retry_after)
    return error is None


def _unwell(context: Context, source: str) -> LmsError | None:
    """What the site itself suffers from, if it does."""
    try:
        context.sources[source].site(anew=True)
    except LmsError as error:
        return error
    return None

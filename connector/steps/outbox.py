"""The outbox: nothing leaves except through a message, written in the transaction of its cause."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session, aliased

from connector.models.outbox import Message
from connector.steps import targets

OPEN = ("pending", "sending")
UNSENT = ("refused", "dead", "discarded")
"""Ended, and the remote does not show it."""
TRIES = 40
FIRST_PAUSE_S = 15
LONGEST_PAUSE_S = 6 * 3600
LONGEST_RUN_S = 300
"""How long a site may go on with a call that we gave up: before that a look proves nothing."""
SET_AGAIN = ("profile-figure", "cohort-member", "badge-withdrawal", "hr-file")
"""Kinds of which a second sending changes nothing: there is no harm in trying at once."""
UNFORESEEN = "unforeseen"
"""Reason of what failed in a way that nobody foresaw; our log tells more."""


def want(
    session: Session, target: str, kind: str, subject: str, desired: dict[str, Any], cause: str, now: int
) -> Message | None:
    """Asks for the remote to show ``desired``; a message that still waits is brought up to date instead.

    What was refused is asked for again by whatever asks anew, by the same message if it is the very same; what a
    person laid aside is not.
    """
    query = select(Message).where(Message.target == target, Message.kind == kind, Message.subject == subject)
    last = session.scalars(query.order_by(Message.id.desc()).limit(1)).first()
    if last is not None and last.desired == desired and last.state not in ("refused", "dead"):
        return None
    if last is not None and last.state == "pending":
        last.desired, last.cause = desired, cause
        return last
    if last is not None and last.desired == desired:
        last.state, last.attempts, last.next_at, last.cause = "pending", 0, now, cause
        return last
    message = Message(target=target, kind=kind, subject=subject, desired=desired, cause=cause)
    message.created_at = message.next_at = now
    message.state, message.attempts, message.look_first, message.answer = "pending", 0, False, {}
    session.add(message)
    session.flush()
    return message


def any_due(session: Session, target: str, kind: str, now: int) -> bool:
    return session.scalar(select(Message.id).where(*_due(target, kind, now)).limit(1)) is not None


def take(session: Session, target: str, kind: str, now: int, limit: int) -> list[Message]:
    """Claims what is due: ``sending`` is committed before any call. One message a subject, the oldest.

    One that failed before is claimed alone, after the others: the target may stumble over it again.
    """
    failed = (Message.attempts > 0) | Message.look_first
    query = select(Message).where(*_due(target, kind, now)).order_by(failed, Message.next_at, Message.id)
    due = list(session.scalars(query.limit(limit).with_for_update(skip_locked=True)))
    ours = [message for message in due if not (message.attempts or message.look_first)] or due[:1]
    for message in ours:
        message.state, message.taken_at = "sending", now
        message.attempts += 1
    return ours


def _due(target: str, kind: str, now: int) -> list[ColumnElement[bool]]:
    """Pending and due, and nothing older about the same subject is on its way or waits."""
    older = aliased(Message)
    before = select(older.id).where(older.target == target, older.kind == kind, older.state.in_(OPEN))
    before = before.where(older.subject == Message.subject, older.id < Message.id)
    ours = (Message.target == target, Message.kind == kind)
    return [*ours, Message.state == "pending", Message.next_at <= now, ~before.exists()]


def take_up_again(session: Session, stale_before: int) -> int:
    """Messages left in ``sending`` by a crash: their outcome is unknown, so the next try looks first.

    The site may still be at work on a call that died with us: what would be there twice waits that out before it looks.
    One that never came to an end in so many tries may be what we die of: a person must look.
    """
    stale = update(Message).where(Message.state == "sending", Message.taken_at < stale_before)
    session.execute(
        stale.where(Message.attempts >= TRIES).values(state="dead", reason=UNFORESEEN, look_first=True)
    )
    made_anew = Message.kind.not_in(SET_AGAIN)
    session.execute(stale.where(made_anew).values(next_at=Message.taken_at + LONGEST_RUN_S))
    done: Any = session.execute(stale.values(state="pending", look_first=True))
    return int(done.rowcount)


def sent(session: Session, message: Message, now: int, answer: dict[str, Any]) -> None:
    _end(session, message, "sent", None, now, answer)


def nothing_to_say(session: Session, message: Message) -> None:
    """There was nothing to send after all; of that no trace is kept."""
    targets.free(session, targets.one_kind(message.target, message.kind))
    row = _ours(session, message)
    if row is not None:
        session.delete(row)


def refused(session: Session, message: Message, now: int, reason: str, answer: dict[str, Any]) -> None:
    """The remote or what we know said no; can be sent again by a person."""
    _end(session, message, "refused", reason, now, answer)


def try_again(
    session: Session, message: Message, now: int, reason: str, *, wait: int | None, unknown: bool
) -> None:
    """Later, and ever later: 15 s doubling to six hours, for about a week; then a person must look."""
    row = _ours(session, message)
    if row is None:
        return
    row.reason, row.look_first = reason, row.look_first or unknown
    if row.attempts >= TRIES:
        row.state = "dead"
        return
    row.state, row.next_at = "pending", now + (wait or _pause(row.attempts))


def failed(session: Session, message: Message, now: int) -> None:
    """In a way that nobody foresaw: it may have gone out, and the site may still be at work on it."""
    pause = _pause(message.attempts)
    wait = pause if message.kind in SET_AGAIN else max(pause, LONGEST_RUN_S)
    try_again(session, message, now, UNFORESEEN, wait=wait, unknown=True)


def _pause(attempts: int) -> int:
    """With jitter, so that those who failed together do not come back together."""
    pause = min(FIRST_PAUSE_S * 2 ** min(attempts - 1, 12), LONGEST_PAUSE_S)
    return int(pause * random.uniform(0.8, 1.2))  # noqa: S311 - no secret


def put_back(
    session: Session, message: Message, now: int, reason: str | None, *, unknown: bool = False
) -> None:
    """It was not its turn after all: no try is worn out, and it goes on as soon as its target does."""
    row = _ours(session, message)
    if row is None:
        return
    row.reason, row.look_first = reason or row.reason, row.look_first or unknown
    row.state, row.next_at, row.attempts = "pending", now, max(row.attempts - 1, 0)


def _end(
    session: Session, message: Message, state: str, reason: str | None, now: int, answer: dict[str, Any]
) -> None:
    targets.free(session, targets.one_kind(message.target, message.kind))
    row = _ours(session, message)
    if row is not None:
        row.state, row.reason, row.answer, row.sent_at = state, reason, answer, now


def _ours(session: Session, message: Message) -> Message | None:
    """The row, unless it was claimed by us and taken up by somebody else since, who thought us dead."""
    row = session.get_one(Message, message.id)
    lost = message.state == "sending" and _claim(row) != _claim(message)
    return None if lost else row


def _claim(message: Message) -> tuple[str, int, int | None]:
    return message.state, message.attempts, message.taken_at

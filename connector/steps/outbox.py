"""The outbox: nothing leaves except through a message, written in the transaction of its cause."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from connector.models.outbox import Message
from connector.steps.audit import note

FINAL = ("sent", "refused", "dead")
OPEN = ("pending", "sending")
TRIES = 40
LONGEST_PAUSE_S = 6 * 3600
ONE_BY_ONE = ("hr-file",)
"""Kinds whose messages build on each other whatever their subject."""


def want(
    session: Session, target: str, kind: str, subject: str, desired: dict[str, Any], cause: str, now: int
) -> Message | None:
    """Asks for the remote to show ``desired``; a message that still waits is brought up to date instead."""
    query = select(Message).where(Message.target == target, Message.kind == kind, Message.subject == subject)
    last = session.scalars(query.order_by(Message.id.desc()).limit(1)).first()
    if last is not None and last.desired == desired and last.state not in ("refused", "dead"):
        return None
    if last is not None and last.state == "pending":
        last.desired, last.cause = desired, cause
        return last
    message = Message(target=target, kind=kind, subject=subject, desired=desired, cause=cause)
    message.created_at = message.next_at = now
    message.state, message.attempts, message.look_first, message.answer = "pending", 0, False, {}
    session.add(message)
    session.flush()
    return message


def take(session: Session, target: str, kind: str, now: int, limit: int) -> list[Message]:
    """Claims what is due: ``sending`` is committed before any call. One message a subject, the oldest.

    One whose outcome was unknown is claimed alone, after the others: the target may stumble over it again.
    """
    query = select(Message).where(Message.target == target, Message.kind == kind, Message.state.in_(OPEN))
    taken: dict[str, Message | None] = {}
    for message in session.scalars(query.order_by(Message.id)):
        if message.subject in taken:
            continue
        due = message.state == "pending" and message.next_at <= now
        taken[message.subject] = message if due else None
        if sum(1 for one in taken.values() if one) >= limit:
            break
    due_now = [message for message in taken.values() if message]
    ours = [message for message in due_now if not message.look_first] or due_now[:1]
    for message in ours:
        message.state, message.taken_at = "sending", now
        message.attempts += 1
    return ours


def take_up_again(session: Session, stale_before: int) -> int:
    """Messages left in ``sending`` by a crash: their outcome is unknown, so the next try looks first."""
    stale = update(Message).where(Message.state == "sending", Message.taken_at < stale_before)
    done: Any = session.execute(stale.values(state="pending", look_first=True))
    return int(done.rowcount)


def sent(session: Session, message: Message, now: int, answer: dict[str, Any]) -> None:
    _end(session, message, "sent", None, now, answer)


def refused(session: Session, message: Message, now: int, reason: str, answer: dict[str, Any]) -> None:
    """The remote or a person said no; can be sent again by a person."""
    _end(session, message, "refused", reason, now, answer)


def try_again(
    session: Session, message: Message, now: int, reason: str, *, wait: int | None, unknown: bool
) -> None:
    """Later, and ever later: 30 s doubling to six hours, for about a week; then a person must look."""
    row = session.get_one(Message, message.id)
    row.reason, row.look_first = reason, row.look_first or unknown
    if row.attempts >= TRIES:
        row.state = "dead"
        return
    row.state = "pending"
    row.next_at = now + (wait or min(30 * 2 ** min(row.attempts, 12), LONGEST_PAUSE_S))


def may_go_again(session: Session, message: Message) -> bool:
    """Only what was refused or given up, and what nothing newer has replaced.

    An old run for HR sent late would undo what came after it.
    """
    if message.state not in ("refused", "dead"):
        return False
    newer = select(Message.id).where(Message.target == message.target, Message.kind == message.kind)
    newer = newer.where(Message.id > message.id)
    if message.kind not in ONE_BY_ONE:
        newer = newer.where(Message.subject == message.subject)
    return session.scalars(newer.limit(1)).first() is None


def send_again(session: Session, message: Message, by: str, now: int) -> None:
    """A person wants it tried once more: tries begin anew; what may have arrived after all is looked for first."""
    note(session, now, by, "send-again", f"message:{message.id}", {"reason": message.reason})
    message.look_first = message.look_first or message.state == "dead"
    message.state, message.attempts, message.next_at = "pending", 0, now


def _end(
    session: Session, message: Message, state: str, reason: str | None, now: int, answer: dict[str, Any]
) -> None:
    row = session.get_one(Message, message.id)
    row.state, row.reason, row.answer, row.sent_at = state, reason, answer, now

"""What a person does with messages: has one sent once more, or lays it aside with a reason.

What is sent is always what is true at sending. So a message is corrected at its source – the field, the cohort,
the right, the NIP – and then sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.outbox import Message
from connector.models.own_posts import OwnPostRow
from connector.steps import targets
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.own_posts.board import FINAL

HR_FILE = "hr-file"
"""Its messages build on each other, whatever their subject."""
WAIT_FOR_A_PERSON = ("refused", "dead")
PAGE = 200


def listed(
    session: Session,
    states: Sequence[str],
    *,
    target: str = "",
    kind: str = "",
    word: str = "",
    after: int = 0,
) -> list[Message]:
    """A page of messages by id, those behind ``after``; empty = any."""
    query = select(Message).where(Message.id > after)
    if states:
        query = query.where(Message.state.in_(states))
    for column, wanted in ((Message.target, target), (Message.kind, kind), (Message.reason, word)):
        if wanted:
            query = query.where(column == wanted)
    return list(session.scalars(query.order_by(Message.id).limit(PAGE)))


def resend(context: Context, ids: Iterable[int], by: str) -> list[NotDone]:
    """Has these sent (again), each in a transaction of its own; returns why some are not."""
    if not context.live:
        return [NotDone("in observe mode nothing is sent", word="observe")]
    return _each(context, ids, lambda session, message: _again(session, message, by, context.now()))


def discard(context: Context, ids: Iterable[int], by: str, reason: str) -> list[NotDone]:
    """Lays these aside: the very same is not asked for again by itself; what changes later is a new message."""
    if not reason.strip():
        return [NotDone("say why", word="discard_reason_missing")]
    return _each(
        context, ids, lambda session, message: _lay_aside(session, message, by, reason, context.now())
    )


def _each(context: Context, ids: Iterable[int], do: Callable[[Session, Message], None]) -> list[NotDone]:
    refusals = []
    for id_ in dict.fromkeys(ids):
        try:
            with context.db.write() as session:
                do(session, _found(session, id_))
        except NotDone as error:
            refusals.append(error)
    return refusals


def _found(session: Session, id_: int) -> Message:
    message = session.scalars(select(Message).where(Message.id == id_).with_for_update()).first()
    if message is None:
        raise NotDone(f"there is no message {id_}", word="no_such_message")
    if message.state == "sending":
        raise NotDone(f"message {id_} is on its way", word="on_its_way")
    return message


def replaced(session: Session, message: Message) -> bool:
    """Whether something newer says what this one would; a file that HR has had may always be put there again."""
    if message.kind == HR_FILE and "files" in message.answer:
        return False
    newer = select(Message.id).where(Message.target == message.target, Message.kind == message.kind)
    newer = newer.where(Message.id > message.id, Message.state != "discarded")
    if message.kind != HR_FILE:
        newer = newer.where(Message.subject == message.subject)
    return session.scalars(newer.limit(1)).first() is not None


def _again(session: Session, message: Message, by: str, now: int) -> None:
    """Never held back by what was sent before: tries begin anew, and the target is tried at once."""
    if replaced(session, message):
        raise NotDone(f"a newer message has taken the place of {message.id}", word="not_again")
    note(
        session,
        now,
        by,
        "send-again",
        f"message:{message.id}",
        {"was": message.state, "reason": message.reason},
    )
    message.state, message.attempts, message.next_at, message.look_first = "pending", 0, now, True
    _overrule_moderator(session, message)
    targets.hurry(session, message.target, message.kind, now)


def _overrule_moderator(session: Session, message: Message) -> None:
    """By itself a post that a moderator took away is never written again; here a person wants it."""
    post = session.get(OwnPostRow, (message.target.partition(":")[2], message.subject))
    if post is not None and post.state in FINAL and message.kind != HR_FILE:
        post.state, post.reason, post.placed, post.post = "new", None, None, None
        message.desired = {**message.desired, "insist": True}


def _lay_aside(session: Session, message: Message, by: str, reason: str, now: int) -> None:
    if message.state not in ("pending", *WAIT_FOR_A_PERSON):
        raise NotDone(f"message {message.id} is {message.state}", word="not_to_discard")
    note(session, now, by, "discard", f"message:{message.id}", {"was": message.reason, "reason": reason})
    message.answer = {**message.answer, "discarded_because": reason, "by": by}
    message.state, message.sent_at = "discarded", now

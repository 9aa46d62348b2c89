"""Summaries of discussions, sent: a message becomes our post in the forum of summaries, as true at sending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from connector.errors import LmsError, OutcomeUnknown, TryLater, WrongSetup
from connector.models.outbox import Message
from connector.models.summaries import SummaryRow
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.summary_due import KIND
from connector.steps.summary_orders import NoOrder, Order, next_turn, order_for
from connector.steps.summary_posts import FINAL, Board, Placed
from connector.steps.summary_texts import Written, read_and_write, withdrawn
from connector.summary.port import Silence

BATCH = 10
LONGEST_RUN_S = 300
"""How long the site may go on with a call that we gave up: before that a look proves nothing."""
LOOK_AGAIN_S = 3600
REMEMBERED = 8
"""Texts of our own by which a moderator's edit is told from an earlier update of ours."""


def send_summaries(context: Context, source: str) -> int:
    """Returns how many messages were worked on; 0 where the site is away as a whole."""
    with context.db.write() as session:
        messages = outbox.take(session, f"lms:{source}", KIND, context.now(), BATCH)
    for place, message in enumerate(messages):
        try:
            _send(context, source, message)
        except OutcomeUnknown as error:
            _later(context, [message], error)
        except (TryLater, WrongSetup) as error:
            _later(context, messages[place:], error)
            return place
        except LmsError as error:
            _refuse(context, message, error.word)
    return len(messages)


def _send(context: Context, source: str, message: Message) -> None:
    discussion = int(message.subject.partition(":")[2])
    with context.db.read() as session:
        row = session.get_one(SummaryRow, (source, discussion))
        order = order_for(session, source, discussion)
    if row.state in FINAL:
        _refuse(context, message, row.state)
        return
    told = Silence(order.reason) if isinstance(order, NoOrder) else read_and_write(context, order)
    if isinstance(told, Silence):
        _keep_silent(context, row, message, order, told.reason)
    elif isinstance(order, Order):
        _show(context, row, message, order, told)


def _show(context: Context, row: SummaryRow, message: Message, order: Order, text: Written) -> None:
    board = _board(context, row, order.forum)
    doubtful = message.look_first or "look" in message.desired
    found = board.look(thorough=doubtful)
    if found.verdict:
        _refuse(context, message, found.verdict, state=found.verdict)
        return
    placed = board.put_up(found, text)
    with context.db.write() as session:
        _note_standing(session, row, order, placed, text, context.now())
        kept = _row(session, row)
        again = [context.now() + LOOK_AGAIN_S] if doubtful and placed.created else []
        kept.look_at = _next_look(session, row, context.now(), again)
        answer = {"discussion": placed.discussion, "post": placed.post, "cited": list(text.cited)}
        outbox.sent(session, message, context.now(), answer)


def _note_standing(
    session: Session, row: SummaryRow, order: Order, placed: Placed, text: Written, now: int
) -> None:
    kept, modified = _row(session, row), order.modified
    kept.state, kept.reason, kept.digest, kept.written_at = "standing", None, order.digest, now
    kept.forum, kept.placed, kept.post = order.forum, placed.discussion, placed.post or kept.post
    kept.cited = {str(post): modified.get(str(post)) for post in text.cited}


def _keep_silent(
    context: Context, row: SummaryRow, message: Message, order: Order | NoOrder, reason: str
) -> None:
    """Says nothing; what already stands there no longer holds, so it is withdrawn."""
    forum = row.forum or (order.forum if isinstance(order, Order) else None)
    state, wrote = "silent", False
    if forum is not None and (row.placed is not None or message.look_first):
        board = _board(context, row, forum)
        found = board.look(thorough=message.look_first)
        if found.verdict:
            _refuse(context, message, found.verdict, state=found.verdict)
            return
        if found.post is not None:
            language = order.rule.language if isinstance(order, Order) else ""
            board.put_up(found, withdrawn(language, row.discussion))
            state, wrote = "withdrawn", True
    with context.db.write() as session:
        kept = _row(session, row)
        kept.state, kept.reason, kept.cited = state, reason, {}
        kept.look_at = _next_look(session, row, context.now(), [])
        kept.digest = order.digest if isinstance(order, Order) else ""
        outbox.refused(session, message, context.now(), reason, {"withdrawn": wrote})


def _next_look(session: Session, row: SummaryRow, now: int, others: list[int]) -> int | None:
    turn = next_turn(session, row.source, row.discussion, now)
    return min([*others, *([turn] if turn else [])], default=None)


def _board(context: Context, row: SummaryRow, forum: int) -> Board:
    def announce(digest: str) -> None:
        with context.db.write() as session:
            kept = _row(session, row)
            kept.forum, kept.ours = forum, [*kept.ours, digest][-REMEMBERED:]

    return Board(context.sources[row.source], row, forum, announce)


def _row(session: Session, row: SummaryRow) -> SummaryRow:
    return session.get_one(SummaryRow, (row.source, row.discussion))


def _refuse(context: Context, message: Message, reason: str, *, state: str | None = None) -> None:
    """``state``: what the row is from now on."""
    answer: dict[str, Any] = {}
    with context.db.write() as session:
        if state:
            source, discussion = message.target.partition(":")[2], int(message.subject.partition(":")[2])
            row = session.get_one(SummaryRow, (source, discussion))
            row.state, row.reason, row.look_at = state, state, None
        outbox.refused(session, message, context.now(), reason, answer)


def _later(context: Context, messages: Sequence[Message], error: LmsError) -> None:
    unknown = isinstance(error, OutcomeUnknown)
    wait = LONGEST_RUN_S if unknown else error.retry_after
    with context.db.write() as session:
        for message in messages:
            outbox.try_again(session, message, context.now(), error.word, wait=wait, unknown=unknown)

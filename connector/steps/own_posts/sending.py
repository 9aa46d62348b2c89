"""Own posts, sent: a message becomes our post, as true at sending."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from connector.errors import LmsError, OutcomeUnknown, TryLater, WrongSetup
from connector.models.outbox import Message
from connector.models.own_posts import OwnPostRow
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.delivery import Unforeseen, claim, trouble
from connector.steps.own_posts.board import FINAL, Board, Placed, Spot
from connector.steps.own_posts.kind import Kind, NoOrder, Order
from connector.steps.own_posts.kinds import KINDS
from connector.steps.own_posts.phrased import as_it_stands, worded
from connector.steps.own_posts.written import Written, mark, withdrawn
from connector.summary.port import Silence

BATCH = 5
"""Few, as a language model may think half a minute about each, and what is claimed must not grow stale."""
FIRST_LOOK_S = 60
DOUBT_S = 3600
"""How long a copy may still appear after we wrote again; it is looked for at 1, 2, 4, 8 … minutes."""
REMEMBERED = 8
"""Texts of our own by which a moderator's edit is told from an earlier update of ours."""


def send_posts(context: Context, source: str) -> int:
    """Returns how many messages were worked on; fewer where the site is away as a whole."""
    return sum(_send_kind(context, source, kind) for kind in KINDS)


def _send_kind(context: Context, source: str, kind: Kind) -> int:
    messages = claim(context, source, kind.word, BATCH)
    for place, message in enumerate(messages):
        try:
            with Unforeseen(context, [message]):
                _send(context, source, kind, message)
        except (TryLater, WrongSetup) as error:
            wait = outbox.LONGEST_RUN_S if isinstance(error, OutcomeUnknown) else None
            later = messages[place + 1 :]
            if not trouble(context, source, [message], error, untried=later, wait=wait):
                return place
        except LmsError as error:
            _refuse(context, message, error.word)
    return len(messages)


def _send(context: Context, source: str, kind: Kind, message: Message) -> None:
    with context.db.read() as session:
        row = session.get_one(OwnPostRow, (source, message.subject))
        order = kind.order(context, session, source, message.subject)
    if row.state in FINAL and "insist" not in message.desired:
        _refuse(context, message, row.state)
        return
    told = Silence(order.reason) if isinstance(order, NoOrder) else order.write(context)
    if isinstance(told, Silence):
        _keep_silent(context, row, kind, message, order, told.reason)
    elif isinstance(order, Order):
        _show(context, row, message, order, told)


def _show(context: Context, row: OwnPostRow, message: Message, order: Order, text: Written) -> None:
    text, how = worded(row, order, text)  # before the look: it takes time, and a moderator may come meanwhile
    board = _board(context, row, order.spot, order.digest)
    doubtful = message.look_first or "look" in message.desired
    found = board.look(thorough=doubtful)
    if found.verdict and "insist" not in message.desired:
        _refuse(context, message, found.verdict, state=found.verdict)
        return
    text = as_it_stands(row, order, found.post, text)
    placed = board.put_up(found, text)
    with context.db.write() as session:
        kept = _note_standing(session, row, order, placed, text, context.now())
        if doubtful and placed.created:
            kept.doubted_since = context.now()
        kept.look_at = _earliest(_next_look(kept, context.now()), order.turns_at)
        answer = {"discussion": placed.discussion, "post": placed.post, "cited": list(text.cited), **how}
        outbox.sent(session, message, context.now(), answer)


def _note_standing(
    session: Session, row: OwnPostRow, order: Order, placed: Placed, text: Written, now: int
) -> OwnPostRow:
    kept, modified = _row(session, row), order.modified
    kept.state, kept.reason, kept.digest, kept.written_at = "standing", None, order.digest, now
    kept.forum, kept.placed, kept.post = order.spot.forum, placed.discussion, placed.post or kept.post
    kept.cited = {str(post): modified.get(str(post)) for post in text.cited}
    return kept


def _keep_silent(
    context: Context, row: OwnPostRow, kind: Kind, message: Message, order: Order | NoOrder, reason: str
) -> None:
    """Says nothing; what already stands there no longer holds, so it is withdrawn."""
    spot = order.spot if isinstance(order, Order) else _spot_of(row)
    state, stands = "silent", None
    if spot is not None and (row.placed is not None or message.look_first):
        board = _board(context, row, spot)
        found = board.look(thorough=message.look_first)
        if found.verdict:
            _refuse(context, message, found.verdict, state=found.verdict)
            return
        if found.post is not None:
            language = order.language if isinstance(order, Order) else ""
            board.put_up(found, withdrawn(language, kind.word, row.key))
            state, stands = "withdrawn", found.post
    with context.db.write() as session:
        kept = _row(session, row)
        kept.state, kept.reason, kept.cited = state, reason, {}
        kept.look_at = order.turns_at if isinstance(order, Order) else None
        kept.digest = order.digest if isinstance(order, Order) else ""
        if stands is not None:
            kept.placed, kept.post = stands.discussion, stands.post
            outbox.sent(session, message, context.now(), {"withdrawn": True})
        else:
            outbox.nothing_to_say(session, message)


def _spot_of(row: OwnPostRow) -> Spot | None:
    """Where it stands, though nothing says any more where it should."""
    if row.forum is None:
        return None
    return Spot(row.forum, row.placed, row.post) if row.reply else Spot(row.forum)


def _next_look(kept: OwnPostRow, now: int) -> int | None:
    """When a copy is looked for again, ever less often until there is no doubt any more."""
    passed = DOUBT_S if kept.doubted_since is None else now - kept.doubted_since
    if passed >= DOUBT_S:
        kept.doubted_since = None
        return None
    return now + max(FIRST_LOOK_S, passed)


def _earliest(*times: int | None) -> int | None:
    return min((time for time in times if time is not None), default=None)


def _board(context: Context, row: OwnPostRow, spot: Spot, made_from: str = "") -> Board:
    def announce(digest: str) -> None:
        with context.db.write() as session:
            kept = _row(session, row)
            kept.forum, kept.reply = spot.forum, spot.reply_to is not None
            new = mark(digest, made_from)
            kept.ours = [*(each for each in kept.ours if each != new), new][-REMEMBERED:]

    return Board(context.sources[row.source], row, spot, announce)


def _row(session: Session, row: OwnPostRow) -> OwnPostRow:
    return session.get_one(OwnPostRow, (row.source, row.key))


def _refuse(context: Context, message: Message, reason: str, *, state: str | None = None) -> None:
    """``state``: what the row is from now on."""
    answer: dict[str, Any] = {}
    with context.db.write() as session:
        if state:
            row = session.get_one(OwnPostRow, (message.target.partition(":")[2], message.subject))
            row.state, row.reason, row.look_at = state, state, None
        outbox.refused(session, message, context.now(), reason, answer)

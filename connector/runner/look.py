"""What is due, looked for cheaply: an idle cluster asks a few indexed questions a second and no more.

Looking only decides how soon a turn is taken. Every one is taken now and then whatever is found here, so that a
turn of which nothing is known here works all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from connector.models.lms import Hint, Missing
from connector.models.outbox import Message
from connector.models.people import Unsettled
from connector.models.preview import Preview
from connector.models.state import SourceState
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox

EVERY_S = 5


def names_due(context: Context, inbox: AnyInbox, names: Sequence[str], at: int) -> list[str]:
    """Of the turns called ``names``, those to be taken at the epoch second ``at``."""
    with context.db.read() as session:
        found = set(_found(context, session, inbox, names))
    found |= {name for place, name in enumerate(sorted(names)) if (at + place) % EVERY_S == 0}
    return sorted(found)


def _found(context: Context, session: Session, inbox: AnyInbox, names: Iterable[str]) -> Iterator[str]:
    now = context.now()
    people = _any(session, select(Unsettled.person).where(Unsettled.due_at <= now))
    new = bool(inbox.waiting(session, 1))
    for name in names:
        kind, _, rest = name.partition(":")
        place = rest.partition(":")[0]
        if (kind == "own" and new) or (kind == "settle" and people):
            yield name
        elif kind == "preview":
            if _any(session, select(Preview.id).where(Preview.state.in_(("waiting", "running")))):
                yield name
        elif kind == "lms":
            if _to_read(session, place, now):
                yield name
        elif place and _any(session, _messages(f"hr:{place}" if kind == "hr" else f"lms:{place}", now)):
            yield name


def _to_read(session: Session, source: str, now: int) -> bool:
    state = session.get(SourceState, source)
    if state is not None and state.retry_at > now:
        return False
    hints = select(Hint.id).where(Hint.source == source, Hint.due_at <= now)
    found = select(Missing.id).where(Missing.source == source, Missing.state == "found")
    return _any(session, hints) or _any(session, found)


def _messages(target: str, now: int) -> Select[Any]:
    due = (Message.target == target, Message.state == "pending", Message.next_at <= now)
    return select(Message.id).where(*due)


def _any(session: Session, query: Select[Any]) -> bool:
    return session.execute(query.limit(1)).first() is not None

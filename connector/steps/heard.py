"""Which events told of which object, noted by triage and kept as long as the events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from connector.models.lms import Heard
from connector.steps.context import Context
from connector.steps.event_object import Thing, thing_of
from connector.steps.inbox_rows import SLICE, AnyInbox, Kept
from connector.steps.rows import Met, add_rows


def keep_heard(session: Session, kept: Iterable[Kept]) -> None:
    things = ((id_, event.source, thing_of(event)) for id_, event in kept)
    rows = [(id_, source, *thing) for id_, source, thing in things if thing is not None]
    add_rows(session, Heard, rows, Met.REPLACED)


def heard_first(session: Session, source: str, things: Collection[Thing], most: int) -> list[int]:
    """The first events about any of these, by their ids."""
    told = (
        session.scalars(
            select(Heard.event)
            .where(Heard.source == source, Heard.kind == kind, Heard.thing == id_)
            .order_by(Heard.event)
            .limit(most)
        )
        for kind, id_ in sorted(things)
    )
    return sorted(chain.from_iterable(told))[:most]


def heard_since(session: Session) -> int | None:
    """From which event on this is noted."""
    return session.scalar(select(func.min(Heard.event)))


def prune_heard(context: Context, inbox: AnyInbox) -> None:
    """What the inbox has no more."""
    oldest = inbox.oldest()
    if oldest is None:
        return
    old = select(Heard.event).where(Heard.event < oldest).order_by(Heard.event).limit(SLICE)
    gone = SLICE
    while gone == SLICE:
        with context.db.write("triage") as session:
            gone = session.connection().execute(delete(Heard).where(Heard.event.in_(old))).rowcount

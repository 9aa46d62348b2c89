"""What every inbox is, on whichever engine: it keeps, refuses, and gives out again to triage and pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, func, select
from sqlalchemy.orm import Session

from connector.domain.facts import TEST_EVENT, Event
from connector.models.inbox import EventCount, InboxEvent, Refusal, to_event
from connector.steps.numbers import number, set_number

CURSOR = "inbox-cursor"
SLICE = 1_000
"""Rows that retention takes away in one transaction, so that the writer hardly waits for it."""

Kept = tuple[int, Event]
"""A row's id, and what it holds."""


class Tally(NamedTuple):
    """How often something came from a source."""

    source: str
    what: str
    """An event's name or a refusal's word."""
    times: int
    last_at: int
    """Epoch seconds."""


class Daily(NamedTuple):
    """How often a kind of event came on one day."""

    source: str
    name: str
    day: str
    """ISO date in the institution's time zone."""
    times: int


class AnyInbox(ABC):
    on_kept: Callable[[], None] | None = None
    """Called after events were kept, where one process receives and works; it must return at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)

    @abstractmethod
    def keep(self, event: Event) -> None:
        """Return once the event is on disk; ``NotStored`` if that failed or took too long."""

    @abstractmethod
    def refused(self, source: str, word: str) -> None:
        """Count a refusal without waiting. Only known names and ``?``, or a stranger could grow the table."""

    @abstractmethod
    def close(self) -> None:
        """Write what waits, then stop; later events are refused."""

    @property
    def engine(self) -> Engine:
        """For pages that read it otherwise; a file that was replaced is opened anew by us for all."""
        return self._engine

    # --- for triage ------------------------------------------------------------

    def waiting(self, session: Session, limit: int) -> list[Kept]:
        """The next events that triage has not had; ``session`` is one of the main database."""
        return self.after(number(session, CURSOR), limit)

    def take(self, session: Session, waiting: list[Kept]) -> list[Kept]:
        """Those of them that nobody else has taken meanwhile; taken once ``session`` commits."""
        if number(session, CURSOR) >= waiting[-1][0]:
            return []
        set_number(session, CURSOR, waiting[-1][0])
        return waiting

    def taken(self, session: Session, id_: int) -> bool:
        """Whether triage has had this event."""
        return id_ <= number(session, CURSOR)

    def untaken(self, session: Session) -> ColumnElement[bool]:
        """Of the inbox's rows: that triage has not had it."""
        return InboxEvent.id > number(session, CURSOR)

    # --- for pages and retention -------------------------------------------------

    def after(self, cursor: int, limit: int) -> list[Kept]:
        """The next events with an id above ``cursor``, in the order of arrival."""
        table = InboxEvent.__table__  # rows of the table, not objects: a mapped object each would be slow
        query = select(table).where(table.c.id > cursor).order_by(table.c.id).limit(limit)
        with self._engine.connect() as connection:
            return [(row["id"], to_event(row)) for row in connection.execute(query).mappings()]

    def oldest(self) -> int | None:
        """The first id that is left."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.min(InboxEvent.id)))

    def _was_taken(self, upto_id: int) -> ColumnElement[bool]:
        return InboxEvent.id <= upto_id

    def prune(self, upto_id: int, before_epoch: int) -> int:
        """Take away what triage has seen (id ≤ ``upto_id``) and was received before; how many rows it was."""
        seen = select(InboxEvent.id).where(self._was_taken(upto_id)).order_by(InboxEvent.id).limit(SLICE)
        old = delete(InboxEvent).where(InboxEvent.id.in_(seen), InboxEvent.received_at < before_epoch)
        total = 0
        while True:
            with self._writer.begin() as connection:
                gone = connection.execute(old).rowcount
            total += gone
            if gone < SLICE:  # ids and times grow together: nothing old lies behind the first that is not
                return total

    def counts(self, since_day: str = "") -> list[Tally]:
        """Events by source and name, since an ISO date."""
        return self._tallies(EventCount, EventCount.name, since_day)

    def daily(self, since_day: str) -> list[Daily]:
        """Events by source, name and day, since an ISO date."""
        query = select(EventCount.source, EventCount.name, EventCount.day, EventCount.count)
        query = query.where(EventCount.day >= since_day, EventCount.name != TEST_EVENT)
        with self._engine.connect() as connection:
            return [Daily(*row) for row in connection.execute(query)]

    def refusals(self, since_day: str = "") -> list[Tally]:
        """Refused requests by source and word, since an ISO date."""
        return self._tallies(Refusal, Refusal.word, since_day)

    def last_heard(self, source: str) -> int | None:
        """Epoch seconds of the last event kept from a source, but for those that we send ourselves."""
        theirs = (EventCount.source == source, EventCount.name != TEST_EVENT)
        with self._engine.connect() as connection:
            return connection.scalar(select(func.max(EventCount.last_at)).where(*theirs))

    def _tallies(self, table: type[EventCount | Refusal], what: Any, since_day: str) -> list[Tally]:
        query = (
            select(table.source, what, func.sum(table.count), func.max(table.last_at))
            .where(table.day >= since_day)
            .group_by(table.source, what)
            .order_by(table.source, what)
        )
        with self._engine.connect() as connection:
            return [Tally(*row) for row in connection.execute(query)]

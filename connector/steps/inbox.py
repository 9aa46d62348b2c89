"""Step 1, receive: keep an event on disk before the sender is answered.

One writer thread commits everything that waits in one transaction (a *group commit*): a burst of requests
costs one fsync, not one each, and senders never queue for the file's lock. A request waits for the commit
that holds its own row.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple, cast

import structlog
from sqlalchemy import Engine, PoolProxiedConnection, delete, func, select

from connector.domain.facts import Event
from connector.errors import NotStored
from connector.models.inbox import (
    COUNT_EVENT,
    COUNT_REFUSAL,
    INSERT,
    EventCount,
    InboxEvent,
    Refusal,
    to_event,
    to_row,
)

BATCH = 500
"""Rows in one transaction."""
SLICE = 1_000
"""Rows that retention takes away in one transaction, so that the writer hardly waits for it."""

log = structlog.get_logger(__name__)


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


@dataclass(slots=True)
class _Slip:
    """One request that waits for its row."""

    row: dict[str, Any]
    done: threading.Event = field(default_factory=threading.Event)
    stored: bool = False


class Inbox:
    """Keeps events (from any thread), and gives them out again to triage."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.time,
        *,
        zone: tzinfo = UTC,
        room: int = 5_000,
        patience: float = 5.0,
        tick: float = 1.0,
        on_kept: Callable[[], None] | None = None,
    ) -> None:
        """``clock`` gives epoch seconds; ``zone`` is the institution's, for the days of the counts.

        ``room``: requests that may wait at once. ``patience``: seconds a request waits at most. ``tick``:
        seconds after which counted refusals are written at the latest. ``on_kept`` is called by the writer
        after each commit and must return at once.
        """
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._path = Path(engine.url.database or "")
        self._own: PoolProxiedConnection | None = None
        self._file: tuple[int, int] | None = None
        self._clock = clock
        self._zone = zone
        self._room = room
        self._patience = patience
        self._tick = tick
        self._on_kept = on_kept
        self._change = threading.Condition()
        self._waiting: deque[_Slip] = deque()
        self._refused: Counter[tuple[str, str]] = Counter()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
        self._thread.start()

    # --- from requests -------------------------------------------------------

    def keep(self, event: Event) -> None:
        """Return once the event is on disk; :class:`NotStored` if that failed or took too long."""
        slip = _Slip(to_row(event))
        with self._change:
            if self._closing or len(self._waiting) >= self._room:
                raise NotStored("the inbox takes nothing at the moment")
            self._waiting.append(slip)
            self._change.notify()
        # Who gives up may still find the row written later: common senders do not send twice, so better kept.
        slip.done.wait(self._patience)
        if not slip.stored:
            raise NotStored("the event could not be written")

    def refused(self, source: str, word: str) -> None:
        """Count a refusal without waiting. Only known names and ``?``, or a stranger could grow the table."""
        with self._change:
            self._refused[source, word] += 1

    def close(self) -> None:
        """Write what waits, then stop; later events are refused."""
        with self._change:
            self._closing = True
            self._change.notify()
        self._thread.join()

    @property
    def engine(self) -> Engine:
        """For pages that read it otherwise; a file that was replaced is opened anew by us for all."""
        return self._engine

    # --- for triage, pages and retention ---------------------------------------

    def after(self, cursor: int, limit: int) -> list[tuple[int, Event]]:
        """The next events with an id above ``cursor``, in the order of arrival."""
        table = InboxEvent.__table__  # rows of the table, not objects: a mapped object each would be slow
        query = select(table).where(table.c.id > cursor).order_by(table.c.id).limit(limit)
        with self._engine.connect() as connection:
            return [(row["id"], to_event(row)) for row in connection.execute(query).mappings()]

    def prune(self, upto_id: int, before_epoch: int) -> int:
        """Take away what triage has seen (id ≤ ``upto_id``) and was received before; how many rows it was."""
        seen = select(InboxEvent.id).where(InboxEvent.id <= upto_id).order_by(InboxEvent.id).limit(SLICE)
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
        with self._engine.connect() as connection:
            return [Daily(*row) for row in connection.execute(query.where(EventCount.day >= since_day))]

    def refusals(self, since_day: str = "") -> list[Tally]:
        """Refused requests by source and word, since an ISO date."""
        return self._tallies(Refusal, Refusal.word, since_day)

    def last_heard(self, source: str) -> int | None:
        """Epoch seconds of the last event kept from a source."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.max(EventCount.last_at)).where(EventCount.source == source))

    def _tallies(self, table: type[EventCount | Refusal], what: Any, since_day: str) -> list[Tally]:
        query = (
            select(table.source, what, func.sum(table.count), func.max(table.last_at))
            .where(table.day >= since_day)
            .group_by(table.source, what)
            .order_by(table.source, what)
        )
        with self._engine.connect() as connection:
            return [Tally(*row) for row in connection.execute(query)]

    # --- the writer thread -----------------------------------------------------

    def _run(self) -> None:
        while True:
            batch, refused, last = self._take()
            if batch or refused:
                self._write(batch, refused)
            if last:
                self._let_go()
                return

    def _take(self) -> tuple[list[_Slip], Counter[tuple[str, str]], bool]:
        """What waits, and whether nothing can come after it."""
        with self._change:
            if not self._waiting and not self._closing:
                self._change.wait(self._tick)
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            refused, self._refused = self._refused, Counter()
            return batch, refused, self._closing and not self._waiting

    def _write(self, batch: list[_Slip], refused: Counter[tuple[str, str]]) -> None:
        """One transaction; whatever goes wrong, everyone is answered and the thread lives on."""
        stored = False
        try:
            self._commit([slip.row for slip in batch], refused)
            stored = True
        except Exception as error:
            self._let_go()  # which rolls back, and the next batch begins afresh
            # The type alone: a database error's text may repeat the rows.
            log.error("inbox_not_written", error=type(error).__name__, events=len(batch))
            with self._change:
                self._refused.update(refused)
        finally:
            for slip in batch:
                slip.stored = stored
                slip.done.set()
        if stored and batch and self._on_kept:
            self._wake(self._on_kept)

    def _wake(self, on_kept: Callable[[], None]) -> None:
        try:
            on_kept()
        except Exception as error:
            log.error("inbox_on_kept_failed", error=type(error).__name__)

    def _commit(self, rows: list[dict[str, Any]], refused: Mapping[tuple[str, str], int]) -> None:
        now = int(self._clock())
        day = datetime.fromtimestamp(now, self._zone).date().isoformat()
        connection = self._open()
        connection.execute("BEGIN IMMEDIATE")
        if rows:
            connection.executemany(INSERT, [row | {"received_at": now} for row in rows])
            names = Counter((row["source"], row["name"]) for row in rows)
            connection.executemany(COUNT_EVENT, _counted("name", names, day, now))
        if refused:
            connection.executemany(COUNT_REFUSAL, _counted("word", refused, day, now))
        connection.commit()
        if self._identity() != self._file:
            raise FileNotFoundError(self._path)

    def _open(self) -> sqlite3.Connection:
        """The writer's connection; a new one when another file lies there now.

        SQLite goes on writing into a file that was moved away or deleted: acknowledged into the void.
        """
        identity = self._identity()
        if identity != self._file:
            self._let_go()
            self._engine.dispose()  # readers, too, see the file that is there
        if self._own is None:
            self._own, self._file = self._engine.raw_connection(), identity
        return cast(sqlite3.Connection, self._own.driver_connection)

    def _let_go(self) -> None:
        if self._own is not None:
            self._own.invalidate()
            self._own = None

    def _identity(self) -> tuple[int, int]:
        stat = self._path.stat()
        return stat.st_dev, stat.st_ino


def _counted(
    what: str, counts: Mapping[tuple[str, str], int], day: str, now: int
) -> Iterator[dict[str, str | int]]:
    for (source, word), count in counts.items():
        yield {"source": source, what: word, "day": day, "count": count, "last_at": now}

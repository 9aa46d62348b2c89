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
from typing import Any, cast

import orjson
import structlog
from sqlalchemy import Engine, PoolProxiedConnection

from connector.domain.facts import Event
from connector.errors import NotStored
from connector.models.inbox import COUNT_EVENT, COUNT_REFUSAL, INSERT, to_row
from connector.steps.inbox_rows import AnyInbox

BATCH = 500
"""Rows in one transaction."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Slip:
    """One request that waits for its row."""

    row: dict[str, Any]
    pending: threading.Lock = field(default_factory=threading.Lock)
    """Held until the writer is done with it: a thread that waits for a bare lock is woken in a single step."""
    stored: bool = False

    def __post_init__(self) -> None:
        self.pending.acquire()


class Inbox(AnyInbox):
    """Keeps events (from any thread) in an SQLite file of its own."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.time,
        *,
        zone: tzinfo = UTC,
        room: int = 5_000,
        patience: float = 5.0,
        tick: float = 1.0,
    ) -> None:
        """``clock`` gives epoch seconds; ``zone`` is the institution's, for the days of the counts.

        ``room``: requests that may wait at once. ``patience``: seconds a request waits at most. ``tick``:
        seconds after which counted refusals are written at the latest.
        """
        super().__init__(engine)
        self._path = Path(engine.url.database or "")
        self._own: PoolProxiedConnection | None = None
        self._file: tuple[int, int] | None = None
        self._clock = clock
        self._zone = zone
        self._room = room
        self._patience = patience
        self._tick = tick
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
        slip.pending.acquire(timeout=self._patience)
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
                slip.pending.release()
        if stored and batch and self.on_kept:
            self._wake(self.on_kept)

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
            connection.execute(INSERT, {"now": now, "rows": orjson.dumps(rows).decode()})
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

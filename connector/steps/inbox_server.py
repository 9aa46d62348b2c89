"""The inbox on PostgreSQL: any number of processes receive, and nobody waits for another's row.

To receive is one insert and its commit; many at once share the server's flushes without our help. What
is counted by day would make all receivers wait for one row, so that triage does it.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

import structlog
from sqlalchemy import ColumnElement, Connection, Engine, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from connector.domain.facts import Event
from connector.errors import NotStored
from connector.models.dialects import insert_into
from connector.models.inbox import EventCount, InboxEvent, Refusal, to_event, to_row
from connector.steps.inbox_rows import AnyInbox, Kept

log = structlog.get_logger(__name__)

Day = tuple[str, str, str]
"""(source, event's name or refusal's word, ISO date)"""


class ServerInbox(AnyInbox):
    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.time,
        *,
        zone: tzinfo = UTC,
        tick: float = 1.0,
    ) -> None:
        """``clock`` gives epoch seconds; ``zone`` is the institution's, for the days of the counts; ``tick``:
        seconds after which counted refusals are written.
        """
        super().__init__(engine)
        self._one = engine.execution_options(isolation_level="AUTOCOMMIT")  # one statement, one round trip
        self._clock, self._zone, self._tick = clock, zone, tick
        self._refused: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refusals", daemon=True)
        self._thread.start()

    def keep(self, event: Event) -> None:
        if self._closing.is_set():
            raise NotStored("the inbox takes nothing at the moment")
        try:
            with self._one.connect() as connection:
                connection.execute(insert(InboxEvent), to_row(event) | {"received_at": int(self._clock())})
        except SQLAlchemyError as error:
            # The type alone: a database error's text may repeat the row.
            log.error("inbox_not_written", error=type(error).__name__, events=1)
            raise NotStored("the event could not be written") from None

    def refused(self, source: str, word: str) -> None:
        with self._lock:
            self._refused[source, word] += 1

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    # --- for triage ------------------------------------------------------------

    def waiting(self, session: Session, limit: int) -> list[Kept]:
        table = InboxEvent.__table__
        query = select(table).where(~table.c.taken).order_by(table.c.id).limit(limit)
        return [(row["id"], to_event(row)) for row in session.execute(query).mappings()]

    def take(self, session: Session, waiting: list[Kept]) -> list[Kept]:
        """Marks the rows, in the transaction that writes their hints; rows that another worker holds are left."""
        ours = select(InboxEvent.id).where(InboxEvent.id.in_([id_ for id_, _ in waiting]), ~InboxEvent.taken)
        ids = session.scalars(ours.order_by(InboxEvent.id).with_for_update(skip_locked=True)).all()
        if not ids:
            return []
        marked = update(InboxEvent).where(InboxEvent.id.in_(ids)).values(taken=True)
        told = session.execute(marked.returning(InboxEvent.source, InboxEvent.name, InboxEvent.received_at))
        days: Counter[Day] = Counter()
        last: dict[Day, int] = {}
        for source, name, at in told:
            day = (source, name, self._day(at))
            days[day] += 1
            last[day] = max(at, last.get(day, 0))
        _count(session.connection(), EventCount, "name", days, last)
        mine = set(ids)
        return [one for one in waiting if one[0] in mine]

    def taken(self, session: Session, id_: int) -> bool:
        return bool(session.scalar(select(InboxEvent.taken).where(InboxEvent.id == id_)))

    def untaken(self, session: Session) -> ColumnElement[bool]:  # noqa: ARG002 - there is no cursor here
        return ~InboxEvent.taken

    def _was_taken(self, upto_id: int) -> ColumnElement[bool]:  # noqa: ARG002 - there is no cursor here
        return InboxEvent.taken.is_(True)

    # --- refusals ----------------------------------------------------------------

    def _run(self) -> None:
        while not self._closing.wait(self._tick):
            self._write_refusals()
        self._write_refusals()

    def _write_refusals(self) -> None:
        with self._lock:
            refused, self._refused = self._refused, Counter()
        if not refused:
            return
        now = int(self._clock())
        days = Counter({(*key, self._day(now)): times for key, times in refused.items()})
        try:
            with self._engine.begin() as connection:
                _count(connection, Refusal, "word", days, dict.fromkeys(days, now))
        except SQLAlchemyError as error:
            log.error("refusals_not_written", error=type(error).__name__)
            with self._lock:
                self._refused.update(refused)

    def _day(self, at: int) -> str:
        return datetime.fromtimestamp(at, self._zone).date().isoformat()


def _count(
    connection: Connection,
    table: type[EventCount | Refusal],
    what: str,
    days: Counter[Day],
    last: Mapping[Day, int],
) -> None:
    """Adds to the counts, in the order of their keys: two who count at once must not wait for each other."""
    for key in sorted(days):
        source, word, day = key
        row = {"source": source, what: word, "day": day, "count": days[key], "last_at": last[key]}
        new = insert_into(connection, table).values(row)
        sums = {"count": table.count + new.excluded.count, "last_at": new.excluded.last_at}
        connection.execute(new.on_conflict_do_update(index_elements=["source", what, "day"], set_=sums))

"""A test event all the way round: posted to our own address, kept, triaged, and something read back for it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator

from sqlalchemy import func, select

from connector.domain.facts import TEST_EVENT
from connector.errors import NotDone
from connector.lms.port import Ask
from connector.models.inbox import InboxEvent
from connector.models.lms import Lookup, Reading
from connector.steps.doctor.finding import Finding, bad, look, ok
from connector.steps.doctor.visit import Visit

PATIENCE_S = 20.0
"""Fresh notices settle for 2 s, and a busy reader takes some more."""
POLL_S = 0.1


def round_trip(visit: Visit) -> Iterator[Finding]:
    if visit.door is None or not visit.door.address:
        yield look("own_address_unknown")
        return
    if not visit.door.opens_for(visit.source):
        yield look("no_secret")
        return
    query = _first_lookup(visit)
    number, newest, before = secrets.randbelow(2**53), _newest(visit), _read_no(visit, query)
    address = {"address": f"{visit.door.address}/webhooks/moodle/{visit.source}"}
    began = time.monotonic()
    try:
        visit.door.knock(visit.source, {"eventname": TEST_EVENT, "objectid": number})
    except NotDone as error:
        yield bad(f"door_{error.word}", **address)
        return
    taken_ms = round(1000 * (time.monotonic() - began))
    event = _kept(visit, newest, number)
    if event is None:
        yield bad("event_elsewhere", **address)
    elif not _wait(visit, lambda: _triaged(visit, event)):
        yield bad("event_not_triaged")
    elif query is not None and not _wait(visit, lambda: _read_no(visit, query) > before):
        yield bad("event_not_read_back", query=query)
    else:
        seconds = f"{time.monotonic() - began:.1f}"
        yield ok("round_trip", milliseconds=taken_ms, seconds=seconds, **address)


def _first_lookup(visit: Visit) -> str | None:
    """What triage lets be read back for a test event."""
    with visit.context.db.read() as session:
        queries = session.scalars(select(Lookup.query).where(Lookup.source == visit.source))
        return min(queries, default=None)


def _newest(visit: Visit) -> int:
    with visit.inbox.engine.connect() as connection:
        return connection.scalar(select(func.max(InboxEvent.id))) or 0


def _kept(visit: Visit, after: int, number: int) -> int | None:
    """Its id in the inbox."""
    ours = (InboxEvent.id > after, InboxEvent.name == TEST_EVENT, InboxEvent.object_id == number)
    with visit.inbox.engine.connect() as connection:
        return connection.scalar(select(InboxEvent.id).where(*ours))


def _triaged(visit: Visit, event: int) -> bool:
    with visit.context.db.read() as session:
        return visit.inbox.taken(session, event)


def _read_no(visit: Visit, query: str | None) -> int:
    with visit.context.db.read() as session:
        row = session.get(Reading, (visit.source, Ask.COURSES.value, query)) if query else None
        return row.read_no if row else 0


def _wait(visit: Visit, there: Callable[[], bool]) -> bool:
    end = time.monotonic() + min(PATIENCE_S, visit.seconds_left)
    while not there():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_S)
    return True

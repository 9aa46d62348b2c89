"""Opening what is remembered: two SQLite files, or one PostgreSQL database.

Receiving must be fast beside a busy worker, and SQLite has one writer a file: hence two files
(docs/decisions/0003). Writers BEGIN IMMEDIATE, so that two of them queue instead of failing half-way.

On PostgreSQL many write at once. A step is written as if it were alone, and there it is: ``write()`` waits for
all others. Only a step that names its scopes (``write("source:lms")``) goes on beside others, alone within each
of them (docs/decisions/0016).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from connector.models.dialects import SCOPE, is_server

BUSY_MS = 15_000
READER_KIB, WRITER_KIB = 2_000, 49_152
"""Pages kept in memory. There is one writer at a time; what it changes all over the file it should not fetch anew."""
LOG_PAGES = 16_000
"""After which SQLite brings its log into the file: a page that is changed over and over is written there once."""
PAUSED_S = 20
"""After which PostgreSQL ends the transaction of a process that was paused in the middle of it, with its locks."""
SERVER: dict[str, Any] = {
    "application_name": "cop-connector",
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
SERVER_SETTINGS = (
    "timezone=UTC",
    "synchronous_commit=on",  # what is acknowledged is on disk, whatever the server does by default
    f"idle_in_transaction_session_timeout={PAUSED_S}s",
    "lock_timeout=60s",
)
ALONE = 0
"""Second half of the key of the lock that every writer holds: shared, or alone."""


def is_server_url(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"


def inbox_url(url: str) -> str:
    """The inbox's file beside the main one: ``var/cop.sqlite`` → ``var/cop-inbox.sqlite``; PostgreSQL has one
    database for both."""
    if is_server_url(url):
        return url
    path = Path(make_url(url).database or "")
    return f"sqlite:///{path.with_name(f'{path.stem}-inbox{path.suffix}')}"


def open_engine(url: str) -> Engine:
    """An engine on one SQLite file, whose folder is made if need be, or on a PostgreSQL database."""
    return _open_server(url) if is_server_url(url) else _open_file(url)


def _open_server(url: str) -> Engine:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        connect_args=SERVER | {"options": " ".join(f"-c {setting}" for setting in SERVER_SETTINGS)},
        pool_size=10,
        max_overflow=30,
        pool_timeout=5,
        json_deserializer=_loads,
        pool_pre_ping=True,  # a restarted server has closed all connections
    )
    event.listen(engine, "connect", _whole_sums)
    return engine


def _whole_sums(connection: Any, _record: Any) -> None:
    """A sum of 64-bit numbers comes back as ``numeric``; ours are whole."""
    from psycopg.types.numeric import IntLoader

    connection.adapters.register_loader("numeric", IntLoader)


def _open_file(url: str) -> Engine:
    path = Path(make_url(url).database or ".")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # names and NIPs are in it; its -wal and -shm take the same mode
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_MS / 1000},
        pool_size=20,
        max_overflow=20,
        pool_use_lifo=True,  # who writes next finds the pages of who wrote last
        json_deserializer=_loads,
    )
    event.listen(engine, "do_connect", _never_anew)
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _loads(text: str | bytes) -> Any:
    """Four times as fast as Python's own, which takes what is not strictly JSON (half a character of an emoji)."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


def _never_anew(_dialect: Any, _record: Any, arguments: Any, options: dict[str, Any]) -> sqlite3.Connection:
    """Opens only a file that is there.

    Where one was moved away, SQLite would make an empty one in its place, and with it throw away the log beside
    it, in which the last acknowledged events may lie.
    """
    path = quote(str(Path(arguments[0]).absolute()))
    made: sqlite3.Connection = sqlite3.connect(f"file:{path}?mode=rw", **options | {"uri": True})
    return made


def _pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
        f"cache_size=-{READER_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _long_log(connection: Any, _record: Any) -> None:
    """Not of the inbox: a log that grows makes each commit of a single event dearer."""
    connection.execute(f"PRAGMA wal_autocheckpoint={LOG_PAGES}")


def _begin(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("writes"))
    if connection.info.get("writes", False) is not writes:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA cache_size=-{WRITER_KIB if writes else READER_KIB}")
        connection.info["writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


class Database:
    """The main file (everything but the inbox), or the database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        if not is_server(self.engine):
            event.listen(self.engine, "connect", _long_log)
        self._writer = self.engine.execution_options(writes=True)
        self._reader = self.engine
        if is_server(self.engine):
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def write(self, *scopes: str) -> Iterator[Session]:
        """A session that holds the write lock; commits at the end, rolls back on an error.

        With ``scopes``, on PostgreSQL, only those who name one of them wait, and those who name none.
        """
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            if is_server(self.engine):
                _wait_for_turn(session, sorted(set(scopes)))
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment and holds up nobody."""
        with Session(self._reader) as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()


def _wait_for_turn(session: Session, scopes: list[str]) -> None:
    """In the order of their names, so that no two wait for each other. Released with the transaction.

    A hash that two names share makes one wait needlessly, which does no harm.
    """
    shared = "_shared" if scopes else ""
    session.execute(
        text(f"SELECT pg_advisory_xact_lock{shared}(:scope, :key)"), {"scope": SCOPE, "key": ALONE}
    )
    for name in scopes:
        lock = text("SELECT pg_advisory_xact_lock(:scope, hashtext(:name))")
        session.execute(lock, {"scope": SCOPE, "name": name})

"""Opening what is remembered: two SQLite files, one for the inbox and one for everything else.

Receiving must be fast beside a busy worker, and SQLite has one writer a file: hence two files
(docs/decisions/0003). Writers BEGIN IMMEDIATE, so that two of them queue instead of failing half-way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

BUSY_MS = 15_000


def inbox_url(url: str) -> str:
    """The inbox's file beside the main one: ``var/cop.sqlite`` → ``var/cop-inbox.sqlite``."""
    path = Path(make_url(url).database or "")
    return f"sqlite:///{path.with_name(f'{path.stem}-inbox{path.suffix}')}"


def open_engine(url: str) -> Engine:
    """An engine on one SQLite file, whose folder is made if need be."""
    path = Path(make_url(url).database or ".")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # names and NIPs are in it; its -wal and -shm take the same mode
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, pool_size=20, max_overflow=20)
    event.listen(engine, "do_connect", _never_anew)
    event.listen(engine, "connect", _pragmas)
    event.listen(engine, "begin", _begin)
    return engine


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
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


class Database:
    """The main file (everything but the inbox)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        self._writer = self.engine.execution_options(writes=True)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that holds the write lock; commits at the end, rolls back on an error."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment and holds up nobody."""
        with Session(self.engine) as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()

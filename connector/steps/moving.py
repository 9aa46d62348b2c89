"""Moving an institution from SQLite to PostgreSQL: every row, compared afterwards by count and hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from connector.domain.credit import canonical
from connector.errors import NotDone
from connector.models.database import inbox_url, is_server_url, open_engine
from connector.models.dialects import SCOPE
from connector.models.inbox import InboxEvent
from connector.models.migrations import METADATA, upgrade
from connector.models.state import Counter
from connector.steps.inbox_rows import CURSOR

PAGE = 1_000
APART = frozenset({"taken"})
"""Columns that tell of the engine, not of the institution."""


@dataclass(frozen=True)
class Copied:
    table: str
    rows: int
    hash: str
    """sha256 of the rows as canonical JSON, in the order of their keys; the same on both engines."""


def move(source_url: str, target_url: str, tell: Callable[[Copied], None]) -> list[Copied]:
    """Copies everything to an empty PostgreSQL database, in one transaction: all of it arrives, or nothing.

    Both are brought to this version's tables first. Nothing else may use either meanwhile.
    """
    if is_server_url(source_url) or not is_server_url(target_url):
        raise NotDone("copying goes from SQLite to PostgreSQL", word="wrong_direction")
    files = {"main": open_engine(source_url), "inbox": open_engine(inbox_url(source_url))}
    server = open_engine(target_url)
    try:
        for history, file in files.items():
            upgrade(history, file)
            upgrade(history, server)
        with server.begin() as target:
            target.execute(select(func.pg_advisory_xact_lock(SCOPE, 0)))  # alone among all who write
            return list(_copy_all(files, target, tell))
    finally:
        for engine in (*files.values(), server):
            engine.dispose()


def _copy_all(
    files: dict[str, Engine], target: Connection, tell: Callable[[Copied], None]
) -> Iterator[Copied]:
    for history, metadata in METADATA.items():
        with files[history].connect() as source:
            for table in metadata.sorted_tables:
                copied = _copy(source, target, table)
                tell(copied)
                yield copied
    _mark_taken(target)


def _copy(source: Connection, target: Connection, table: Table) -> Copied:
    if target.execute(select(table).limit(1)).first() is not None:
        raise NotDone(f"{table.name} in the target has rows already", word="not_empty")
    wanted = sha256()
    rows = 0
    for page in _pages(source, table):
        target.execute(insert(table), page)
        rows += len(page)
        _add(wanted, page)
    _go_on_counting(target, table)
    arrived = sha256()
    for page in _pages(target, table):
        _add(arrived, page)
    found = target.scalar(select(func.count()).select_from(table))
    if (found, arrived.digest()) != (rows, wanted.digest()):
        raise NotDone(
            f"{table.name}: {found} of {rows} rows, or another content, arrived", word="copy_differs"
        )
    return Copied(table.name, rows, wanted.hexdigest())


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    columns = [column for column in table.columns if column.name not in APART]
    query = select(*columns).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options={"yield_per": PAGE}) as found:
        for page in found.mappings().partitions():
            yield [dict(row) for row in page]


def _add(hash_: Any, page: list[dict[str, Any]]) -> None:
    for row in page:
        hash_.update(canonical(row).encode() + b"\n")


def _go_on_counting(target: Connection, table: Table) -> None:
    """The next generated id is one above all copied ones."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = target.scalar(select(func.max(column)))
    if last is not None and target.scalar(select(sequence)):
        target.execute(select(func.setval(sequence, last)))


def _mark_taken(target: Connection) -> None:
    """What triage has had by the cursor of SQLite, it has had by the mark of PostgreSQL."""
    cursor = target.scalar(select(Counter.value).where(Counter.name == CURSOR)) or 0
    target.execute(update(InboxEvent).where(InboxEvent.id <= cursor).values(taken=True))
    target.execute(text("ANALYZE"))

"""Rows as plain tuples in the order of their columns, for what is computed anew by the thousand.

An object for each row took most of the time of a recompute, and so did preparing each row for its statement: the
statements here are written once, and the rows go to the driver as they are. What is the same as before is not
written at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, cast

import orjson
from sqlalchemy import JSON, Connection, Table, select
from sqlalchemy.orm import Session

from connector.models.base import Base
from connector.models.dialects import is_server

Known = Mapping[Any, tuple[Any, ...]]
"""By the columns of the primary key, which stand first."""


class Met(Enum):
    """What is done where the key is there already."""

    NEVER = ""
    KEPT = "DO NOTHING"
    REPLACED = "DO UPDATE SET"


def rows_where(session: Session, entity: type[Base], *where: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(select(_table(entity)).where(*where))]


def replace_rows(session: Session, entity: type[Base], wanted: Known, known: Known) -> None:
    """Makes the known rows the wanted ones, also where such a one was not known; writes only what differs."""
    table = _table(entity)
    if gone := [key for key in known if key not in wanted]:
        _many(session.connection(), _deletion(table, _mark(session)), gone)
    add_rows(session, entity, [row for key, row in wanted.items() if known.get(key) != row], Met.REPLACED)


def add_rows(
    session: Session,
    entity: type[Base],
    rows: Sequence[tuple[Any, ...]],
    met: Met = Met.NEVER,
    names: tuple[str, ...] = (),
) -> None:
    """``names``: of the columns that the rows have, if not all."""
    if not rows:
        return
    table = _table(entity)
    names = names or tuple(table.columns.keys())
    lists = [place for place, name in enumerate(names) if isinstance(table.c[name].type, JSON)]
    told = [_written(row, lists) for row in rows] if lists else rows
    if is_server(session):
        _copied(session.connection(), table, names, met, told)
    else:
        _many(session.connection(), _insertion(table, names, met), told)


def _written(row: tuple[Any, ...], lists: Sequence[int]) -> tuple[Any, ...]:
    told = list(row)
    for place in lists:
        told[place] = orjson.dumps(told[place]).decode()
    return tuple(told)


def _many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    connection.exec_driver_sql(statement, list(rows))


def _copied(
    connection: Connection, table: Table, names: tuple[str, ...], met: Met, rows: Iterable[tuple[Any, ...]]
) -> None:
    """PostgreSQL takes in a stream of rows three times as fast; where keys may be met, by way of a table that is
    this connection's own and empty again after the transaction."""
    columns, into = _names(names), table.name
    cursor = connection.connection.cursor()
    if met is not Met.NEVER:
        into = f"coming_{table.name}"
        like = f"SELECT {columns} FROM {table.name} WITH NO DATA"  # noqa: S608 - our own names
        cursor.execute(f"CREATE TEMP TABLE IF NOT EXISTS {into} ON COMMIT DELETE ROWS AS {like}")
    with cursor.copy(f"COPY {into} ({columns}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
    if into != table.name:
        taken = f"SELECT {columns} FROM {into}"  # noqa: S608 - our own names
        cursor.execute(f"INSERT INTO {table.name} ({columns}) {taken} {_on_conflict(table, names, met)}")
        cursor.execute(f"DELETE FROM {into}")  # noqa: S608


@cache
def _insertion(table: Table, names: tuple[str, ...], met: Met) -> str:
    marks = ", ".join("?" for _ in names)
    into = f"INSERT INTO {table.name} ({_names(names)}) VALUES ({marks})"  # noqa: S608 - our own names
    return f"{into} {_on_conflict(table, names, met)}"


@cache
def _deletion(table: Table, mark: str) -> str:
    this_one = " AND ".join(f'"{column.name}" = {mark}' for column in table.primary_key.columns)
    return f"DELETE FROM {table.name} WHERE {this_one}"  # noqa: S608 - our own names


def _on_conflict(table: Table, names: Iterable[str], met: Met) -> str:
    keys = [column.name for column in table.primary_key.columns]
    if met is Met.NEVER:
        return ""
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    return f"ON CONFLICT ({_names(keys)}) {met.value} {rest if met is Met.REPLACED else ''}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _mark(session: Session) -> str:
    return "%s" if is_server(session) else "?"


def _table(entity: type[Base]) -> Table:
    return cast(Table, entity.__table__)

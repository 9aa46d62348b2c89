"""Rows as plain tuples in the order of their columns, for what is computed anew by the thousand.

An object for each row took most of the time of a recompute; what is the same as before is not written at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from connector.models.base import Base

Known = Mapping[Any, tuple[Any, ...]]
"""By the columns of the primary key, which stand first."""


def rows_where(session: Session, entity: type[Base], *where: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(select(_table(entity)).where(*where))]


def replace_rows(session: Session, entity: type[Base], wanted: Known, known: Known) -> None:
    """Makes the known rows the wanted ones; writes only what differs."""
    table = _table(entity)
    gone = [key for key, row in known.items() if wanted.get(key) != row]
    new = [row for key, row in wanted.items() if known.get(key) != row]
    if gone:
        columns = list(table.primary_key.columns)
        this_one = and_(*(column == bindparam(f"key_{column.name}") for column in columns))
        keys = [
            {f"key_{column.name}": part for column, part in zip(columns, key, strict=True)} for key in gone
        ]
        session.connection().execute(delete(table).where(this_one), keys)
    names = table.columns.keys()
    add_rows(session, entity, [dict(zip(names, row, strict=True)) for row in new])


def add_rows(session: Session, entity: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(insert(_table(entity)), rows)


def _table(entity: type[Base]) -> Table:
    return cast(Table, entity.__table__)

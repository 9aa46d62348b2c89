"""What the two engines say differently."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Engine, Text, any_, func, literal, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

SCOPE = 0x636F70
"""First half of the keys of our advisory locks: somebody else's in the same database do not meet them."""


def is_server(bound: Session | Connection | Engine) -> bool:
    """Whether this is PostgreSQL, where others write at the same time."""
    engine = bound.get_bind() if isinstance(bound, Session) else bound
    return engine.dialect.name == "postgresql"


def insert_into(session: Session | Connection, table: type[Any]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if is_server(session) else sqlite.insert(table)


def of_slot(column: Any, slot: int, slots: int) -> ColumnElement[bool]:
    """Of rows that several workers share (on PostgreSQL), those of one of them: by a hash, so always the same."""
    if slots == 1:
        return true()
    return func.abs(func.hashtext(column) % slots) == slot


def among(session: Session, column: Any, values: Collection[str]) -> ColumnElement[bool]:
    """``column IN values``, for many: one parameter, and the same statement however many they are."""
    if is_server(session):
        return cast(ColumnElement[bool], column == any_(literal(sorted(values), postgresql.ARRAY(Text))))
    each = func.json_each(json.dumps(sorted(values))).table_valued("value")
    return cast(ColumnElement[bool], column.in_(select(each.c.value)))


def met_another(error: Exception) -> bool:
    """Whether a transaction failed only because somebody else wrote there at the same time: it will do later."""
    return isinstance(error, StaleDataError) or getattr(getattr(error, "orig", None), "sqlstate", None) in MET


MET = frozenset({"40P01", "40001", "55P03", "23505"})
"""PostgreSQL's words: deadlock, serialisation failure, a lock not given in time, a key that exists by now."""


def with_keys(columns: Sequence[Any], keys: Collection[tuple[Any, ...]]) -> list[ColumnElement[bool]]:
    """What rows with these keys meet, and perhaps some others: whoever asks looks at the keys of what is found.

    Each column by itself: SQLite would go through the whole table for rows of values in a list.
    """
    return [column.in_(sorted({key[place] for key in keys})) for place, column in enumerate(columns)]

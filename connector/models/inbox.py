"""The inbox: what was received, in a file of its own so that a busy worker never makes a sender wait.

Rows are only added at the end and, after the retention time, taken from the beginning. No text of a sender
is among the columns; ``name`` is an event's class name and ``other`` the ids and numbers kept of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Insert, MetaData, false
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from connector.domain.facts import Event
from connector.models.base import COLUMN_TYPES, NAMING

FILLED = ("id", "received_at", "taken")
"""Columns of an event that a sender's request does not fill."""


class InboxBase(DeclarativeBase):
    """Apart from ``Base``: another file, created and migrated by itself."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = COLUMN_TYPES


class InboxEvent(InboxBase):
    """One received event, as often as it was received.

    There is no unique key over the content: distinct deeds within one second give byte-identical bodies, and
    dropping the second of two edits after the first was read back would lose an edit for good.
    """

    __tablename__ = "inbox_event"
    # AUTOINCREMENT, or ids restart below triage's cursor once retention has emptied the table.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it so

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    received_at: Mapped[int]
    """Epoch seconds at which its batch was written; never falls with a growing id unless the clock does."""
    name: Mapped[str]
    object_id: Mapped[int | None]
    user_id: Mapped[int | None]
    related_user_id: Mapped[int | None]
    course_id: Mapped[int | None]
    context_instance_id: Mapped[int | None]
    time: Mapped[int | None]
    """The LMS's own epoch seconds."""
    other: Mapped[str]
    """JSON object of whole numbers and booleans."""
    taken: Mapped[bool] = mapped_column(server_default=false())
    """On PostgreSQL: triage has had it. Its ids are given before the commit, so that a later one may be seen first
    and no cursor over them is safe; on SQLite triage keeps a cursor, and this is not used."""


class EventCount(InboxBase):
    """How many events of a kind came on a day: pages ask this instead of scanning millions of rows."""

    __tablename__ = "event_count"

    source: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    """ISO date in the institution's time zone."""
    count: Mapped[int]
    last_at: Mapped[int]


class Refusal(InboxBase):
    """How many requests were refused on a day, and why; nothing of the requests themselves."""

    __tablename__ = "refusal"

    source: Mapped[str] = mapped_column(primary_key=True)
    """``?`` for every name we do not know: a stranger must not be able to grow the table."""
    word: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[int]


def to_row(event: Event) -> dict[str, Any]:
    """The columns of :class:`InboxEvent` but ``id``, ``received_at`` and ``taken``."""
    return {
        "source": event.source,
        "name": event.name,
        "object_id": event.object_id,
        "user_id": event.user_id,
        "related_user_id": event.related_user_id,
        "course_id": event.course_id,
        "context_instance_id": event.context_instance_id,
        "time": event.time,
        "other": orjson.dumps(dict(event.other), option=orjson.OPT_SORT_KEYS).decode(),
    }


def to_event(row: Mapping[Any, Any]) -> Event:
    """From the columns of :class:`InboxEvent`, by name."""
    known = {key: row[key] for key in row if key not in (*FILLED, "other")}
    return Event(**known, other=json.loads(row["other"]))


def _sql(statement: Insert) -> str:
    """The text of a statement for every column of its table but those filled by the database, with named parameters."""
    columns = [column.name for column in statement.table.columns if column.name not in ("id", "taken")]
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named"), column_keys=columns))


def _counting(table: type[EventCount | Refusal], what: str) -> str:
    """The statement that adds to a day's count."""
    new = sqlite.insert(table)
    sums = {"count": table.count + new.excluded.count, "last_at": new.excluded.last_at}
    return _sql(new.on_conflict_do_update(index_elements=["source", what, "day"], set_=sums))


def _inserting() -> str:
    """One statement for a whole batch, a JSON array of :func:`to_row`'s objects.

    The driver lets go of the interpreter around each step. A statement for each row gave it away, and waited for
    it again, as often as there were rows, while everybody waited for the commit.
    """
    columns = [column.name for column in InboxEvent.__table__.columns if column.name not in FILLED]
    values = ", ".join(f"json_extract(value, '$.{column}')" for column in columns)
    table = InboxEvent.__tablename__
    return (
        f"INSERT INTO {table} (received_at, {', '.join(columns)}) SELECT :now, {values} FROM json_each(:rows)"  # noqa: S608
    )


# The writer hands these to the driver itself. SQLAlchemy's own road made a commit of one row take 540 instead
# of 210 µs and of 32 rows 1,140 instead of 420 µs: time in which no request is answered.
INSERT = _inserting()
COUNT_EVENT = _counting(EventCount, "name")
COUNT_REFUSAL = _counting(Refusal, "word")

"""The inbox's newest rows first, which only pages ask for."""

from __future__ import annotations

from sqlalchemy import select

from connector.domain.facts import Event
from connector.models.inbox import InboxEvent, to_event
from connector.web.page import cop

Kept = tuple[int, int, Event]
"""(id, received at, event)."""


def newest(before: int | None, limit: int, source: str = "", name: str = "") -> list[Kept]:
    table = InboxEvent.__table__
    query = select(table).order_by(table.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(table.c.id < before)
    if name:
        query = query.where(table.c.source == source, table.c.name == name)
    with cop().inbox.engine.connect() as connection:
        return [
            (row["id"], row["received_at"], to_event(row)) for row in connection.execute(query).mappings()
        ]


def kept_event(id_: int) -> Kept | None:
    table = InboxEvent.__table__
    with cop().inbox.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    return (row["id"], row["received_at"], to_event(row)) if row else None

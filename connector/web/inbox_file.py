"""One event of the inbox, which only pages ask for."""

from __future__ import annotations

from sqlalchemy import select

from connector.models.inbox import InboxEvent, to_event
from connector.steps.lists.events import Kept
from connector.web.page import cop


def kept_event(id_: int) -> Kept | None:
    table = InboxEvent.__table__
    with cop().inbox.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    return (row["id"], row["received_at"], to_event(row)) if row else None

"""Counters kept in the database: an order that no clock can give."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from connector.models.state import Counter


def next_number(session: Session, name: str) -> int:
    """Counts up and returns the new value, 1 for the first."""
    row = insert(Counter).values(name=name, value=1)
    row = row.on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
    return session.execute(row.returning(Counter.value)).scalar_one()


def number(session: Session, name: str) -> int:
    found = session.get(Counter, name)
    return found.value if found else 0


def set_number(session: Session, name: str, value: int) -> None:
    row = insert(Counter).values(name=name, value=value)
    session.execute(row.on_conflict_do_update(index_elements=[Counter.name], set_={"value": value}))

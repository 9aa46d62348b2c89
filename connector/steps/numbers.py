"""Counters kept in the database: an order that no clock can give."""

from __future__ import annotations

from sqlalchemy.orm import Session

from connector.models.dialects import insert_into
from connector.models.state import Counter


def next_number(session: Session, name: str) -> int:
    """Counts up and returns the new value, 1 for the first."""
    row = insert_into(session, Counter).values(name=name, value=1)
    counted = row.on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
    return session.execute(counted.returning(Counter.value)).scalar_one()


def number(session: Session, name: str) -> int:
    found = session.get(Counter, name)
    return found.value if found else 0


def set_number(session: Session, name: str, value: int) -> None:
    row = insert_into(session, Counter).values(name=name, value=value)
    session.execute(row.on_conflict_do_update(index_elements=[Counter.name], set_={"value": value}))

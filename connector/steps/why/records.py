"""A record: what it rests on, what was decided, what was booked and whom it was told to."""

from __future__ import annotations

from sqlalchemy import select

from connector.models.credit import EntitlementRow, Record, in_period
from connector.steps.telling import Line
from connector.steps.why.asked import Asked
from connector.steps.why.credit import record_lines
from connector.steps.why.items import item_lines


def explain_record(asked: Asked, number: str) -> list[Line]:
    """Empty if there is no record of that number."""
    record = asked.db.scalars(select(Record).where(Record.number == number)).first()
    if record is None:
        return []
    asked.allow(record.community)
    items, more = asked.part(_items(asked, record), lambda row: row.evidence)
    head = asked.line(
        "subject",
        "record",
        number=record.number,
        name=asked.name(record.person),
        community=asked.teller.community(record.community),
        period=record.period,
        link=record.person,
    )
    chain = [] if asked.after else list(record_lines(asked, record))
    return [head, *item_lines(asked, items), *more, *chain]


def _items(asked: Asked, record: Record) -> list[EntitlementRow]:
    query = select(EntitlementRow).where(
        EntitlementRow.person == record.person,
        EntitlementRow.community == record.community,
        EntitlementRow.scheme == record.scheme,
        *in_period(EntitlementRow.day, record.period),
    )
    return list(asked.db.scalars(query.order_by(EntitlementRow.day, EntitlementRow.evidence)))

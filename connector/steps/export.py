"""Exports: what is known, one JSON object a line, in a stable order.

The projections (facts, contributions, entitlements, records) hold nothing that depends on when or by which road
something was learned: the same facts give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.credit import canonical
from connector.models.credit import ContributionRow, EntitlementRow, LedgerLine, Record
from connector.models.lms import FactRow
from connector.models.outbox import Message
from connector.steps.inbox_rows import AnyInbox

PAGE = 1000


def _rows(session: Session, query: Any) -> Iterator[Any]:
    yield from session.scalars(query.execution_options(yield_per=PAGE))


def facts(session: Session) -> Iterator[dict[str, Any]]:
    order = (FactRow.source, FactRow.kind, func.length(FactRow.id), FactRow.id)
    for row in _rows(session, select(FactRow).order_by(*order)):
        yield _columns(row, "source kind id course container author time state data")


def contributions(session: Session) -> Iterator[dict[str, Any]]:
    row_ = ContributionRow
    order = (row_.source, row_.fact_kind, func.length(row_.fact_id), row_.fact_id)
    for row in _rows(session, select(row_).order_by(*order)):
        yield _columns(row, "source fact_kind fact_id account community rule kind time version")


def entitlements(session: Session) -> Iterator[dict[str, Any]]:
    row_ = EntitlementRow
    order = (row_.account, row_.day, row_.community, row_.scheme, row_.evidence)
    columns = "evidence person account community scheme day rule version minutes computed amount reason"
    for row in _rows(session, select(row_).order_by(*order)):
        yield _columns(row, columns)


def records(session: Session) -> Iterator[dict[str, Any]]:
    order = (Record.person, Record.community, Record.scheme, Record.period)
    columns = "number person community scheme period revision amount approved first_day last_day state"
    for row in _rows(session, select(Record).order_by(*order)):
        yield _columns(row, columns)


def ledger(session: Session) -> Iterator[dict[str, Any]]:
    columns = (
        "id account community day scheme amount reverses booked rules version minutes computed lost reasons "
        "evidence cause decision recorded_at"
    )
    for row in _rows(session, select(LedgerLine).order_by(LedgerLine.id)):
        yield _columns(row, columns)


def messages(session: Session) -> Iterator[dict[str, Any]]:
    columns = "id target kind subject state desired cause attempts next_at reason answer created_at sent_at"
    for row in _rows(session, select(Message).order_by(Message.id)):
        yield _columns(row, columns)


def events(inbox: AnyInbox) -> Iterator[dict[str, Any]]:
    """The received events that are still kept, in the order of their arrival."""
    cursor = 0
    while page := inbox.after(cursor, PAGE):
        for cursor, event in page:
            yield {"id": cursor, **asdict(event), "other": dict(event.other)}


def _columns(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


TABLES: dict[str, Callable[[Session], Iterator[dict[str, Any]]]] = {
    "facts": facts,
    "contributions": contributions,
    "entitlements": entitlements,
    "records": records,
    "ledger": ledger,
    "messages": messages,
}


def lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """As JSON lines with sorted keys."""
    return (canonical(row) for row in rows)

"""Closing a month: afterwards changes to its days are booked in the next open one."""

from __future__ import annotations

import re
from datetime import datetime

from connector.errors import NotDone
from connector.models.credit import Period
from connector.steps.audit import note
from connector.steps.context import Context

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def close_period(context: Context, name: str, by: str) -> None:
    """Closes a month; closing it again is refused, so that the first date stays true."""
    if not MONTH.fullmatch(name):
        raise NotDone(f"{name!r} is no month; write it like 2026-11", word="bad_period")
    if name > datetime.fromtimestamp(context.now(), context.zone).strftime("%Y-%m"):
        raise NotDone(f"{name} has not begun", word="period_not_begun")
    with context.db.write() as session:
        if session.get(Period, name) is not None:
            raise NotDone(f"{name} is closed already", word="period_closed")
        session.add(Period(name=name, closed_at=context.now(), closed_by=by))
        note(session, context.now(), by, "close", f"period:{name}")

"""A whole list as CSV, a piece at a time, however long it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from connector.hr.simpeg_file import no_formula
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked, Listing
from connector.steps.telling import Teller
from connector.texts import say

PIECE = 1_000
"""Rows read in one transaction, so that a slow reader holds up nobody."""


def sheet(
    context: Context, inbox: AnyInbox, listing: Listing[Any], asked: Asked, language: str
) -> Iterator[str]:
    """Lines, in pieces; times are the institution's, and no cell can be taken for a formula."""
    names = [field.name for field in fields(listing.row)]
    yield _text([[say(language, f"list-column-{name}") for name in names]])
    asked = replace(asked, limit=PIECE)
    while True:
        with context.db.read() as session:
            teller = Teller(context, session, language)
            found = find(listing, teller, inbox, asked)
            rows = listing.plain(teller, found.rows)
        yield _text([[_cell(teller, name, getattr(row, name)) for name in names] for row in rows])
        if not found.next:
            return
        asked = replace(asked, after=found.next)


def _cell(teller: Teller, name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_at"):
        return datetime.fromtimestamp(value, teller.context.zone).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(no_formula(str(value))) if not isinstance(value, bool | int) else str(value).lower()


def _text(table: Sequence[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(table)
    return out.getvalue()

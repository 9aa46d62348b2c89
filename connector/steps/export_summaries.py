"""Export of summaries: which discussion has one, and which posts it quotes; no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.summaries import SummaryRow
from connector.steps.context import Context


def summaries(_context: Context, session: Session) -> Iterator[dict[str, Any]]:
    for row in session.scalars(select(SummaryRow).order_by(SummaryRow.source, SummaryRow.discussion)):
        told = {name: getattr(row, name) for name in ("source", "discussion", "rule", "state", "reason")}
        yield {**told, "post": row.post, "cited": sorted(int(post) for post in row.cited)}

"""Export of our own posts: what each is of, where it stands, which posts it quotes; no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.own_posts import OwnPostRow
from connector.steps.context import Context


def summaries(_context: Context, session: Session) -> Iterator[dict[str, Any]]:
    for row in session.scalars(select(OwnPostRow).order_by(OwnPostRow.source, OwnPostRow.key)):
        told = {name: getattr(row, name) for name in ("source", "key", "state", "reason", "post")}
        yield {**told, "cited": sorted(int(post) for post in row.cited)}

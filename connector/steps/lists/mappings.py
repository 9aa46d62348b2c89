"""Published mappings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from connector.models.mapping import MappingVersion, TimelineRow
from connector.steps.lists.listing import Listing, Sort
from connector.steps.telling import Teller


@dataclass(frozen=True)
class MappingLine:
    version: int
    digest: str
    published_at: int
    published_by: str
    reason: str
    valid_from_at: int | None
    """By the last row of the timeline that names it; None: from the beginning."""


def _plain(teller: Teller, found: Sequence[Any]) -> list[MappingLine]:
    numbers = [number for number, *_ in found]
    query = select(TimelineRow.version, TimelineRow.valid_from).where(TimelineRow.version.in_(numbers))
    since: dict[int, int | None] = {
        row.version: row.valid_from for row in teller.session.execute(query.order_by(TimelineRow.number))
    }
    return [
        MappingLine(number, digest, published_at, by, reason, since.get(number))
        for number, digest, published_at, by, reason in found
    ]


_table = MappingVersion
MAPPINGS = Listing(
    name="mappings",
    row=MappingLine,
    query=select(_table.number, _table.digest, _table.published_at, _table.published_by, _table.note),
    sorts=(Sort("newest", (_table.number,), down=True), Sort("oldest", (_table.number,))),
    plain=_plain,
)

"""Flags: what approvers are asked to look at twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from connector.domain.credit import canonical
from connector.models.flags import Flag
from connector.steps.lists.listing import Filter, Listing, Sort
from connector.steps.telling import Teller

SORTS = ("newest", "oldest")


@dataclass(frozen=True)
class FlagLine:
    source: str
    fact_kind: str
    id: str
    """Of the fact."""
    kind: str
    """near_duplicate | burst."""
    record: str
    """Number of the record it was found in."""
    time_at: int
    """The contribution's own time."""
    detail: str
    """Canonical JSON."""
    state: str
    """open | dismissed."""
    decided_by: str
    decided_why: str
    decided_at: int | None


def _plain(_teller: Teller, found: Sequence[Any]) -> list[FlagLine]:
    return [
        FlagLine(
            source=one.source,
            fact_kind=one.fact_kind,
            id=one.fact_id,
            kind=one.kind,
            record=one.record,
            time_at=one.at,
            detail=canonical(one.detail),
            state=one.state,
            decided_by=one.by or "",
            decided_why=one.reason or "",
            decided_at=one.decided_at,
        )
        for (one,) in found
    ]


BY_TIME = (Flag.at, Flag.source, Flag.fact_kind, Flag.fact_id, Flag.kind)

FLAGS = Listing(
    name="flags",
    row=FlagLine,
    query=select(Flag),
    sorts=(Sort("newest", BY_TIME, down=True), Sort("oldest", BY_TIME)),
    plain=_plain,
    filters=(
        Filter("record", lambda value: Flag.record == value),
        Filter("state", lambda value: Flag.state == value, slow_by=SORTS),
        Filter("kind", lambda value: Flag.kind == value, slow_by=SORTS),
    ),
)

"""Losses that a person is asked about, and what each of them would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from connector.models.lms import Held, Missing
from connector.steps.lists.listing import Filter, Listing, Sort
from connector.steps.telling import Teller

STATES = ("open", "released", "dropped", "returned")
SORTS = ("newest", "oldest")


@dataclass(frozen=True)
class HeldLine:
    id: int
    source: str
    container: str
    """Where it is missing: ``forum:4``."""
    reason: str
    """too_many | everything | forum_vanished | course_vanished."""
    count: int
    state: str
    """open → released (the loss is real) | dropped (what was earned is kept) | returned (it came back)."""
    created_at: int
    decided_at: int | None
    decided_by: str
    decided_why: str


@dataclass(frozen=True)
class MissingLine:
    source: str
    fact_kind: str
    id: str
    """Of the fact."""
    course_id: int | None
    container: str
    announced: bool
    """Whether the LMS itself told that it was deleted."""
    state: str
    """held → taken | kept."""
    seen_at: int
    """When it was found missing."""


def _held(_teller: Teller, found: Sequence[Any]) -> list[HeldLine]:
    return [
        HeldLine(
            id=one.id,
            source=one.source,
            container=one.container,
            reason=one.reason,
            count=one.count,
            state=one.state,
            created_at=one.created_at,
            decided_at=one.decided_at,
            decided_by=one.decided_by or "",
            decided_why=one.note or "",
        )
        for (one,) in found
    ]


def _missing(_teller: Teller, found: Sequence[Any]) -> list[MissingLine]:
    return [
        MissingLine(
            source=one.source,
            fact_kind=one.kind,
            id=one.id,
            course_id=one.course,
            container=one.container or "",
            announced=one.announced,
            state=one.state,
            seen_at=one.seen_at,
        )
        for (one,) in found
    ]


HELD = Listing(
    name="held",
    row=HeldLine,
    query=select(Held),
    sorts=(Sort("newest", (Held.id,), down=True), Sort("oldest", (Held.id,))),
    plain=_held,
    filters=(
        Filter("state", lambda value: Held.state == value if value in STATES else None, slow_by=SORTS),
        Filter("source", lambda value: Held.source == value, slow_by=SORTS),
    ),
)


def missing(held: int) -> Listing[MissingLine]:
    """What one of them would take."""
    by = (Missing.source, Missing.kind, Missing.id)
    return Listing(
        name="missing",
        row=MissingLine,
        query=select(Missing).where(Missing.held == held),
        sorts=(Sort("key", by), Sort("key_down", by, down=True)),
        plain=_missing,
    )

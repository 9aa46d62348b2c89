"""Events: what was received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from connector.domain.facts import TEST_EVENT, Event, account_key
from connector.models.inbox import InboxEvent, to_event
from connector.steps.lists import choices
from connector.steps.lists.listing import Filter, Listing, Sort
from connector.steps.telling import Teller
from connector.steps.triage import COURSE_EVENTS, READINGS

USED = READINGS.keys() | COURSE_EVENTS | {TEST_EVENT}
"""The kinds that tell us anything."""


@dataclass(frozen=True)
class EventRow:
    id: int
    source: str
    received_at: int
    happened_at: int | None
    """The LMS's own time."""
    event: str
    """Its name in Moodle."""
    used: bool
    """Whether its kind tells us anything."""
    object_id: int | None
    course_id: int | None
    actor: str
    """Key of the account that did it; empty: the LMS itself."""


def _plain(_teller: Teller, found: Sequence[Any]) -> list[EventRow]:
    return [_row(one) for one in kept(found)]


Kept = tuple[int, int, Event]
"""(id, received at, event)."""


def kept(found: Sequence[Any]) -> list[Kept]:
    told = (dict(zip(COLUMNS, row, strict=True)) for row in found)
    return [(one["id"], one["received_at"], to_event(one)) for one in told]


def _row(one: Kept) -> EventRow:
    id_, received, event = one
    return EventRow(
        id=id_,
        source=event.source,
        received_at=received,
        happened_at=event.time,
        event=event.name,
        used=event.name in USED,
        object_id=event.object_id,
        course_id=event.course_id,
        actor=account_key(event.source, event.user_id) if event.user_id and event.user_id > 0 else "",
    )


_table = InboxEvent.__table__
COLUMNS = tuple(_table.c.keys())

EVENTS = Listing(
    name="events",
    row=EventRow,
    query=select(_table),
    sorts=(Sort("newest", (_table.c.id,), down=True), Sort("oldest", (_table.c.id,))),
    plain=_plain,
    filters=(
        # Not indexed: whoever sends is not to wait for an index that only pages need.
        Filter("name", lambda value: _table.c.name == value, slow_by=("newest", "oldest")),
        replace(choices.source(_table.c.source), slow_by=("newest", "oldest")),
    ),
    inbox=True,
)

"""Which notices came about an object, and where each has led."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import ColumnElement, and_, or_, select, true

from connector.domain.facts import Event, Kind
from connector.models.inbox import InboxEvent, to_event
from connector.steps.event_object import Thing, thing_of
from connector.steps.heard import heard_first, heard_since
from connector.steps.telling import Line
from connector.steps.triage import READINGS, Scope
from connector.steps.why.asked import Asked

MOST = 10
"""Notices named of one object."""
HintKey = tuple[str, str, str]
"""(source, ask, id)"""


@dataclass(frozen=True)
class Notice:
    id: int
    at: int
    event: Event
    taken: bool
    """Whether triage has had it."""
    asks: frozenset[HintKey]
    """What it made us read; empty: nothing, as it lies outside the mapped courses or its kind tells us nothing."""


def heard_of(asked: Asked, source: str, things: Collection[Thing]) -> list[Notice]:
    """The first notices about any of these objects, in the order in which they came."""
    table = InboxEvent.__table__
    noted = table.c.id.in_(heard_first(asked.db, source, things, MOST))
    near = and_(table.c.source == source, _unnoted(asked), or_(*(_near(kind, id_) for kind, id_ in things)))
    with asked.inbox.engine.connect() as connection:
        found = chain.from_iterable(
            connection.execute(select(table).where(each).order_by(table.c.id)).mappings()
            for each in (noted, near)
        )
        rows = {row["id"]: row for row in found}
    told = [(rows[id_], to_event(rows[id_])) for id_ in sorted(rows)]
    of_these = [(row, event) for row, event in told if event.name in READINGS and thing_of(event) in things]
    scope = Scope(asked.db)
    return [
        Notice(
            row["id"],
            row["received_at"],
            event,
            asked.inbox.taken(asked.db, row["id"]),
            frozenset(notice.key for notice in scope.notices(event)),
        )
        for row, event in of_these[:MOST]
    ]


def _unnoted(asked: Asked) -> ColumnElement[bool]:
    """Events that triage has not had, or had before it noted what they tell of."""
    since = heard_since(asked.db)
    return or_(asked.inbox.untaken(asked.db), InboxEvent.id < since if since is not None else true())


def _near(kind: str, id_: str) -> ColumnElement[bool]:
    """Every event about it, and perhaps some more."""
    table = InboxEvent.__table__.c
    first, _, user = id_.partition("/")
    number = int(first) if first.isdigit() else -1
    if kind in (Kind.COMPLETION, Kind.CHOICE_ANSWER, Kind.ENROLMENT) and user.isdigit():
        return or_(table.related_user_id == int(user), table.user_id == int(user))
    if kind == Kind.MODULE:
        return and_(or_(table.object_id == number, table.context_instance_id == number))
    return and_(table.object_id == number)


def heard_line(asked: Asked, notices: list[Notice]) -> Line:
    """What came; nothing is no fault, since everything is found by looking as well."""
    if not notices:
        return asked.line("heard", "heard-nothing")
    told = []
    for notice in notices:
        slug = notice.event.name.strip("\\").replace("\\event\\", "-").replace("\\", "-")
        words = asked.say_or(f"desk-event-{slug}", notice.event.name)
        told.append(
            asked.line("reason", "notice", when=asked.when(notice.at), words=words, id=str(notice.id))
        )
    return asked.line("heard", "heard", *told, count=len(notices))

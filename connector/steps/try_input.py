"""What somebody wants to be tried: an event, by its number or as it was sent; a fact; or an address of the LMS."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.facts import Event, Kind
from connector.errors import NotDone
from connector.models.inbox import InboxEvent, to_event
from connector.models.lms import FactRow
from connector.steps.address import object_at
from connector.steps.context import Context
from connector.steps.event_object import thing_of
from connector.steps.inbox_rows import AnyInbox
from connector.steps.triage import READINGS
from schemas.events import reduce

KINDS = frozenset(kind.value for kind in Kind)
MOST = 20_000
"""Characters of a pasted event."""


@dataclass(frozen=True)
class Subject:
    """What is to be looked at; a fact that an event or an address names may not have been read yet."""

    source: str
    kind: str = ""
    id: str = ""
    event: Event | None = None


def subject(context: Context, inbox: AnyInbox, session: Session, words: str, source: str = "") -> Subject:
    """``words``: JSON of a webhook, an event's number, ``post:17``, ``lms:post:17``, or an address of the LMS.

    ``source``: whose it is, where the words do not say it; the only one by default. Raises :class:`NotDone`
    (not_understood, not_an_event, no_such_event, no_such_source).
    """
    said = words.strip()[:MOST]
    if said.isascii() and said.isdigit() and len(said) < 19:
        return _of_event(_numbered(inbox, int(said)))
    if said.startswith("{"):
        return _of_event(_sent(said, _source(context, source)))
    if re.match(r"https?://", said):
        return _of_address(context, session, said)
    return _of_fact(context, said, source)


def _source(context: Context, named: str) -> str:
    known = sorted(context.sources)
    if named in known or (not named and len(known) == 1):
        return named or known[0]
    raise NotDone(f"which source? {', '.join(known)}", word="no_such_source")


# --- an event --------------------------------------------------------------------------


def _numbered(inbox: AnyInbox, number: int) -> Event:
    table = InboxEvent.__table__
    with inbox.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.id == number)).mappings().first()
    if row is None:
        raise NotDone(f"there is no event {number}", word="no_such_event")
    return to_event(row)


def _sent(text: str, source: str) -> Event:
    try:
        body = json.loads(text)
        return reduce(source, body if isinstance(body, dict) else {})
    except (ValueError, RecursionError, ValidationError) as error:
        raise NotDone(f"that is no event: {error}", word="not_an_event") from error


def _of_event(event: Event) -> Subject:
    """With the object that it tells of, as far as it is known which one that is."""
    kind, id_ = (event.name in READINGS and thing_of(event)) or ("", "")
    return Subject(event.source, kind, id_, event)


# --- a fact, or where it is seen -------------------------------------------------------


def _of_fact(context: Context, words: str, source: str) -> Subject:
    *before, kind, id_ = ["", "", *words.split(":")]
    if kind not in KINDS or not id_ or len(before) > 3:
        raise NotDone("neither an event, nor a fact like post:17, nor an address", word="not_understood")
    return Subject(_source(context, before[-1] or source), kind, id_)


def _of_address(context: Context, session: Session, address: str) -> Subject:
    found = object_at(address, context.addresses)
    if found is None:
        raise NotDone("this address shows nothing that is known by its number", word="not_understood")
    source, (kind, _, id_) = found[0], found[1].partition(":")
    shown = Subject(source, kind, id_)
    return _first_post(session, shown) if kind == Kind.DISCUSSION else shown


def _first_post(session: Session, discussion: Subject) -> Subject:
    """A discussion's page begins with the post that opened it."""
    posts: Any = select(FactRow.id).where(
        FactRow.source == discussion.source,
        FactRow.kind == Kind.POST.value,
        FactRow.discussion == int(discussion.id),
    )
    first = session.scalar(posts.order_by(func.length(FactRow.id), FactRow.id).limit(1))
    return Subject(discussion.source, Kind.POST, first) if first else discussion

"""What somebody wants to be tried: an event, by its number or as it was sent; a fact; or an address of the LMS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from marshmallow import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.facts import Event, Kind
from connector.errors import NotDone
from connector.models.inbox import InboxEvent, to_event
from connector.models.lms import FactRow
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.triage import READINGS
from schemas.events import reduce

KINDS = frozenset(kind.value for kind in Kind)
MOST = 20_000
"""Characters of a pasted event."""
_BY_EVENT = {
    "calendar_event": Kind.EVENT,
    "course_module": Kind.MODULE,
    "course": Kind.COURSE,
    "entry": Kind.GLOSSARY_ENTRY,
    "meeting": Kind.MEETING,
    "page": Kind.WIKI_PAGE,
    "record": Kind.DATA_ENTRY,
}
"""Beginning of an event's last word → the kind of its object, where the event's own hint does not name it."""
_BY_PAGE = {
    "/mod/glossary/showentry.php": (Kind.GLOSSARY_ENTRY, "eid"),
    "/mod/wiki/view.php": (Kind.WIKI_PAGE, "pageid"),
    "/mod/data/view.php": (Kind.DATA_ENTRY, "rid"),
    "/course/view.php": (Kind.COURSE, "id"),
    "/user/profile.php": (Kind.USER, "id"),
}


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
        return _of_event(session, _numbered(inbox, int(said)))
    if said.startswith("{"):
        return _of_event(session, _sent(said, _source(context, source)))
    if re.match(r"https?://", said):
        return _of_address(context, session, said, source)
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


def _of_event(session: Session, event: Event) -> Subject:
    """With the object that it tells of, as far as it is known which one that is."""
    named = list(_named_by(event))
    for kind, id_ in named:
        if session.get(FactRow, (event.source, kind, id_)) is not None:
            return Subject(event.source, kind, id_, event)
    kind, id_ = named[0] if named else ("", "")
    return Subject(event.source, kind, id_, event)


def _named_by(event: Event) -> Iterator[tuple[str, str]]:
    reading = READINGS.get(event.name)
    for notice in reading(event) if reading else ():
        for expected in notice.expect:
            kind, _, id_ = expected.partition(":")
            if kind in KINDS:
                yield kind, id_
    deed = event.name.rpartition("\\")[2].rpartition("_")[0]
    if event.object_id and reading and (deed in KINDS or deed in _BY_EVENT):
        yield _BY_EVENT.get(deed, deed), str(event.object_id)


# --- a fact, or where it is seen -------------------------------------------------------


def _of_fact(context: Context, words: str, source: str) -> Subject:
    *before, kind, id_ = ["", "", *words.split(":")]
    if kind not in KINDS or not id_ or len(before) > 3:
        raise NotDone("neither an event, nor a fact like post:17, nor an address", word="not_understood")
    return Subject(_source(context, before[-1] or source), kind, id_)


def _of_address(context: Context, session: Session, address: str, source: str) -> Subject:
    bases = sorted(context.addresses.items(), key=lambda each: -len(each[1]))
    here = next((name for name, base in bases if address.startswith(base.rstrip("/") + "/")), "")
    parts = urlsplit(address)
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    kind, id_ = _shown_at(parts.path, asked, parts.fragment)
    if not id_.isdigit():
        raise NotDone("this address shows nothing that is known by its number", word="not_understood")
    found = Subject(here or _source(context, source), kind, id_)
    return _first_post(session, found) if kind == Kind.DISCUSSION else found


def _shown_at(path: str, asked: Mapping[str, str], fragment: str) -> tuple[str, str]:
    if path.endswith("/mod/forum/discuss.php"):
        post = fragment.removeprefix("p") or asked.get("parent", "")
        return (Kind.POST, post) if post.isdigit() else (Kind.DISCUSSION, asked.get("d", ""))
    for page, (kind, key) in _BY_PAGE.items():
        if path.endswith(page) and key in asked:
            return kind, asked[key]
    activity = re.search(r"/mod/\w+/view\.php$", path)
    return (Kind.MODULE, asked.get("id", "")) if activity else ("", "")


def _first_post(session: Session, discussion: Subject) -> Subject:
    """A discussion's page begins with the post that opened it."""
    posts: Any = select(FactRow.id).where(
        FactRow.source == discussion.source,
        FactRow.kind == Kind.POST.value,
        FactRow.discussion == int(discussion.id),
    )
    first = session.scalar(posts.order_by(func.length(FactRow.id), FactRow.id).limit(1))
    return Subject(discussion.source, Kind.POST, first) if first else discussion

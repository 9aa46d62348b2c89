"""What arrived: received notices, in words, and where each leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Event, Kind, account_key
from connector.models.lms import FactRow, Hint
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.explain import Teller
from connector.steps.hints import Notice
from connector.steps.lists.events import EVENTS, USED, Kept, kept
from connector.steps.lists.listing import Found
from connector.steps.triage import READINGS, Scope
from connector.web import page
from connector.web.facts import FactLink, fact_link
from connector.web.inbox_file import kept_event
from connector.web.lists import listed
from connector.web.page import blueprint, cop, render, say, say_or, telling, when
from connector.web.roles import READERS, role


@dataclass(frozen=True)
class EventRow:
    id: int
    source: str
    when: str
    words: str
    used: bool
    course: str
    actor: str


def words_of(name: str) -> str:
    r"""``\mod_forum\event\post_created`` in plain words; a kind without words is shown as it is."""
    slug = name.strip("\\").replace("\\event\\", "-").replace("\\", "-")
    return say_or(f"desk-event-{slug}", name)


def event_rows(teller: Teller, found: Found) -> list[EventRow]:
    known = kept(found.rows)
    names = _Names.of(teller.session, [event for _, _, event in known])
    return [_row(one, names) for one in known]


def _row(one: Kept, names: _Names) -> EventRow:
    id_, received, event = one
    return EventRow(
        id=id_,
        source=event.source,
        when=when(received),
        words=words_of(event.name),
        used=event.name in USED,
        course=names.course(event),
        actor=names.actor(event.source, event.user_id),
    )


@dataclass(frozen=True)
class _Names:
    """Names for the ids in some events, looked up together."""

    accounts: dict[str, Account]
    courses: dict[tuple[str, str], str]
    ourselves: set[tuple[str, int | None]]

    @classmethod
    def of(cls, db: Session, events: Sequence[Event]) -> _Names:
        users = [(event.source, user) for event in events for user in (event.user_id, event.related_user_id)]
        keys = {account_key(source, user) for source, user in users if user and user > 0}
        ids = {str(event.course_id) for event in events if event.course_id}
        sources = {event.source for event in events}  # said too, or all facts would be gone through
        query = select(FactRow).where(
            FactRow.source.in_(sources), FactRow.kind == Kind.COURSE.value, FactRow.id.in_(ids)
        )
        found = {(row.source, row.id): _course_name(row) for row in db.scalars(query)} if ids else {}
        ours = select(SourceState.source, SourceState.service_user)
        return cls(page.accounts(db, keys), found, {(source, user) for source, user in db.execute(ours)})

    def actor(self, source: str, user: int | None) -> str:
        if not user or user < 1:
            return say("desk-actor-system")
        if (source, user) in self.ourselves:
            return say("desk-actor-ours")
        account = self.accounts.get(account_key(source, user))
        return account.name if account and account.name else say("desk-user-number", id=str(user))

    def course(self, event: Event) -> str:
        if not event.course_id:
            return ""
        number = say("desk-course-number", id=str(event.course_id))
        return self.courses.get((event.source, str(event.course_id))) or number


def _course_name(row: FactRow) -> str:
    return str(row.data.get("shortname") or row.data.get("fullname") or "")


# --- pages ---------------------------------------------------------------------


@blueprint.get("/events")
@role(*READERS)
def events() -> ResponseReturnValue:
    name = request.args.get("name", "")
    return listed(
        EVENTS,
        "events.html",
        lambda teller, found: {
            "events": event_rows(teller, found),
            "name": name,
            "words": words_of(name) if name else "",
        },
    )


@dataclass(frozen=True)
class Lead:
    """One thing an event makes us look at."""

    words: str
    followed: bool
    """False = it lies outside every mapped course."""
    waits: bool
    """Whether it is still to be read."""


@blueprint.get("/events/<int:id_>")
@role(*READERS)
def event(id_: int) -> str:
    one = kept_event(id_)
    if one is None:
        abort(404)
    told = one[2]
    with telling() as teller:
        names = _Names.of(teller.session, [told])
        return render(
            "event.html",
            row=_row(one, names),
            event=told,
            happened=when(told.time),
            about=names.actor(told.source, told.related_user_id) if told.related_user_id else "",
            taken=cop().inbox.taken(teller.session, id_),
            leads=_leads(teller.session, told),
            link=_fact_of(teller.session, told),
        )


def _leads(db: Session, event: Event) -> list[Lead]:
    followed = {notice.key: notice for notice in Scope(db).notices(event)}
    all_: dict[tuple[str, str, str], Notice] = {}
    if event.name in READINGS:
        all_ = {notice.key: notice for notice in READINGS[event.name](event) if notice.id}
    return [
        Lead(
            say(f"desk-ask-{notice.ask.value}", id=notice.id),
            key in followed,
            db.get(Hint, key) is not None,
        )
        for key, notice in {**all_, **followed}.items()
    ]


def _fact_of(db: Session, event: Event) -> FactLink | None:
    """The object itself, if it was read back since."""
    deed = event.name.rpartition("\\")[2]
    if event.name not in READINGS:
        return None  # its object is something else: a subscription, say
    kind = deed.partition("_")[0] if deed != "assessable_uploaded" else "post"
    return fact_link(db, event.source, kind, str(event.object_id or ""))

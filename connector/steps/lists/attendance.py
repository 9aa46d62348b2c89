"""Who was at one session, or may have been, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import Attendance, Session
from connector.errors import NotThere
from connector.models.people import Account
from connector.models.sessions import PresenceRow
from connector.steps.joinings import joined_at
from connector.steps.keeping import chunks
from connector.steps.lists.listing import Listing, Sort
from connector.steps.meetings import Meetings
from connector.steps.presences import words_about
from connector.steps.session_lists import Sitting, session_named, sittings
from connector.steps.telling import Teller


@dataclass(frozen=True)
class AttendanceLine:
    person: str
    name: str
    counts: bool
    """Whether it is certain enough for credit."""
    minutes: int
    how: str
    """What it is known by, as a machine word; empty: nothing says that they were there."""
    reason: str
    """Machine word of why it does not count; empty: it does, or it is known, but not for certain."""
    said: str
    """A leader's word: confirmed | absent; empty: none."""
    said_by: str
    said_why: str
    said_at: int | None
    joined_at: int | None
    """When a notice told that they joined."""


def attendance(source: str, key: str) -> Listing[AttendanceLine]:
    """Of the session with this key (``event:12``); asking for it raises ``NotThere`` if there is none."""
    return Listing(
        name="attendance",
        row=AttendanceLine,
        objects=lambda teller: _objects(teller, source, key),
        sorts=(
            Sort("person", (_place,), kinds=(str,)),
            Sort("person_down", (_place,), down=True, kinds=(str,)),
        ),
        plain=_plain,
    )


def _place(one: Sitting) -> tuple[str]:
    return (one.person,)


def _objects(teller: Teller, source: str, key: str) -> Iterable[Sitting]:
    meetings = Meetings(teller.context, teller.session)
    found = session_named(teller.context, teller.session, source, key, meetings)
    if found is None or found.course is None:
        raise NotThere
    return sittings(teller.context, teller.session, (source, found.course), {key}, meetings)


def _plain(teller: Teller, found: Sequence[Sitting]) -> list[AttendanceLine]:
    if not found:
        return []
    words, joined = _words(teller.session, found[0].session), _joined(teller.session, found[0].session)
    names = _accounts(teller.session, [one.person for one in found])
    return [_row(one, names.get(one.person), words.get(one.person), joined.get(one.person)) for one in found]


def _row(
    one: Sitting, person: Account | None, word: PresenceRow | None, joined: int | None
) -> AttendanceLine:
    there = one.what if isinstance(one.what, Attendance) else None
    return AttendanceLine(
        person=one.person,
        name=person.name if person else "",
        counts=there is not None and there.certain,
        minutes=there.minutes if there else 0,
        how=there.how.value if there else "",
        reason="" if isinstance(one.what, Attendance) else one.what.reason,
        said=word.how if word else "",
        said_by=word.by if word else "",
        said_why=word.reason if word else "",
        said_at=word.at if word else None,
        joined_at=joined,
    )


def _words(db: Db, session: Session) -> dict[str, PresenceRow]:
    """Person → what a leader said of them; that they were not there counts more."""
    rows = sorted(words_about(db, session), key=lambda row: (row.how, row.account), reverse=True)
    known = _accounts(db, [row.account for row in rows])
    return {known[row.account].person: row for row in rows if row.account in known}


def _joined(db: Db, session: Session) -> dict[str, int]:
    times = joined_at(db, session.source, session.key)
    return {row.person: times[key] for key, row in sorted(_accounts(db, list(times)).items())}


def _accounts(db: Db, keys: Sequence[str]) -> dict[str, Account]:
    found: dict[str, Account] = {}
    for part in chunks(sorted(set(keys))):
        found |= {row.key: row for row in db.scalars(select(Account).where(Account.key.in_(part)))}
    return found

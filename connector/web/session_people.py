"""Who was at a session, or may have been: the people on its page, and how each is known to have been there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import Attendance, Session
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow
from connector.steps.explain import Teller
from connector.steps.explain_sessions import stay_texts
from connector.steps.joinings import joined_at
from connector.steps.meetings import Meetings
from connector.steps.presences import words_about
from connector.steps.session_lists import Sitting, sittings
from connector.web.page import accounts, name_of, say, when

MOST_NAMES = 200
"""Members offered for the list; others are put on it by their NIP."""


@dataclass(frozen=True)
class There:
    """One person for whom something speaks."""

    person: str
    name: str
    how: str
    minutes: int
    stays: Sequence[str]
    reason: str
    """Why it does not count; empty if it does."""
    word: str
    """What a leader said of them: confirmed, absent, or nothing."""
    notes: Sequence[str]
    """By whom and why that was said; and whether a notice told that they joined."""

    @property
    def counts(self) -> bool:
        return not self.reason


def there(teller: Teller, found: Session, meetings: Meetings) -> list[There]:
    """By name. Who was there counts, or does not and says why."""
    if found.course is None:
        return []
    course = (found.source, found.course)
    here = sittings(teller.context, teller.session, course, {found.key}, meetings)
    words, joined = _words(teller.session, found), _joined(teller.session, found)
    named = {one.person for one in here} | {word.by for word in words.values()}
    names = {key: name_of(row, key) for key, row in accounts(teller.session, named).items()}
    rows = []
    for one in here:
        word = words.get(one.person)
        notes = [*_said(word, names), *_noticed(joined.get(one.person))]
        rows.append(_row(teller, one, names.get(one.person, one.person), word, notes))
    return sorted(rows, key=lambda row: (row.name.casefold(), row.person))


def _words(db: Db, found: Session) -> dict[str, PresenceRow]:
    """Person → what a leader said of them; that they were not there counts more."""
    rows = sorted(words_about(db, found), key=lambda row: (row.how, row.account), reverse=True)
    known = accounts(db, (row.account for row in rows))
    return {known[row.account].person: row for row in rows if row.account in known}


def _joined(db: Db, found: Session) -> dict[str, int]:
    """Person → when they joined by a notice."""
    times = joined_at(db, found.source, found.key)
    known = accounts(db, times)
    return {row.person: times[key] for key, row in sorted(known.items())}


def _said(word: PresenceRow | None, names: Mapping[str, str]) -> Iterable[str]:
    if word is not None:
        by = names.get(word.by, word.by)
        yield say(f"session-said-{word.how}", by=by, when=when(word.at), reason=word.reason)


def _noticed(at: int | None) -> Iterable[str]:
    if at is not None:
        yield say("session-joined", when=when(at))


def _row(teller: Teller, one: Sitting, name: str, word: PresenceRow | None, notes: Sequence[str]) -> There:
    what, said = one.what, word.how if word else ""
    if not isinstance(what, Attendance):
        details = dict(what.details)
        needs = {key: details[key] for key in ("needs", "has") if key in details}
        reason = say(f"explain-reason-{what.reason}", **needs)
        return There(one.person, name, "", 0, (), reason, said, notes)
    reason = "" if what.certain else say(f"explain-uncertain-{what.how}")
    how, stays = say(f"explain-how-{what.how}"), stay_texts(teller, what)
    return There(one.person, name, how, what.minutes, stays, reason, said, notes)


def candidates(db: Db, found: Session, known: Sequence[There]) -> list[Account]:
    """Members who did anything in the course, of whom it is neither known nor said that they were there."""
    acted = select(FactRow.author).where(
        FactRow.source == found.source, FactRow.course == found.course, FactRow.author.is_not(None)
    )
    query = select(Account).where(
        Account.source == found.source, Account.state == "active", Account.key == Account.person
    )
    settled = {one.person for one in known if one.counts or one.word}
    query = query.where(Account.user_id.in_(acted)).order_by(Account.name, Account.key)
    return [row for row in db.scalars(query.limit(MOST_NAMES)) if row.key not in settled]

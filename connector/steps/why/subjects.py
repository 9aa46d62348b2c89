"""Which subject is meant by what somebody wrote, and who tells of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind
from connector.errors import NotDone
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.steps.address import object_at
from connector.steps.context import Context
from connector.steps.explain import explain as explain_person
from connector.steps.inbox_rows import AnyInbox
from connector.steps.people import find_person
from connector.steps.telling import Line, Teller
from connector.steps.why.asked import Asked
from connector.steps.why.badges import explain_badge
from connector.steps.why.facts import explain_fact
from connector.steps.why.ledger import explain_ledger
from connector.steps.why.messages import explain_message
from connector.steps.why.posts import BY_PREFIX, explain_post
from connector.steps.why.records import explain_record
from connector.steps.why.sessions import KINDS, explain_session

OBJECT_ID = re.compile(r"[1-9][0-9]{0,17}(/[A-Za-z0-9-]{1,100})?", re.ASCII)
NUMBERED = re.compile(r"(message|line):([1-9][0-9]{0,17})", re.ASCII)


def explain(
    context: Context,
    inbox: AnyInbox,
    session: Db,
    subject: str,
    language: str,
    *,
    after: str = "",
    most: int | None = None,
    within: Collection[str] | None = None,
) -> list[Line]:
    """The chain of a subject, in the order of its steps; times are the institution's.

    ``subject``: a person (NIP, ``lms:9``), a record's number, ``post:17`` or another object of the LMS (also
    ``lms:post:17``, or its address there), ``event:12`` (a session), ``message:5``, ``line:3``,
    ``badge:RULE/PERSON``, or the key of a post of our own (``discussion:31``, ``week:…``). ``after``, ``most``: a
    part of the one long list that the answer may have; a last line of kind ``more`` has the next ``after`` as its
    link. ``within``: the only communities to be told of. Raises ``NotDone``: ``unknown_subject``,
    ``other_community``.
    """
    return explain_asked(Asked(inbox, Teller(context, session, language), after, most, within), subject)


def explain_asked(asked: Asked, subject: str) -> list[Line]:
    """As :func:`explain`."""
    lines = _of(asked, subject.strip())
    if not lines:
        raise NotDone(asked.teller.say("why-unknown", words=subject.strip()), word="unknown_subject")
    return lines


def _of(asked: Asked, words: str) -> list[Line]:
    if words.startswith(("http://", "https://")):
        found = object_at(words, asked.context.addresses)
        return _object(asked, *found) if found else []
    numbered = NUMBERED.fullmatch(words)
    if numbered:
        tell = explain_message if numbered[1] == "message" else explain_ledger
        return tell(asked, int(numbered[2]))
    if words.startswith("badge:"):
        rule, _, person = words.removeprefix("badge:").partition("/")
        return explain_badge(asked, rule, person)
    source, _, rest = words.partition(":")
    if source in asked.context.sources and ":" in rest:
        return _object(asked, source, rest)
    if source in {*Kind, *BY_PREFIX} and rest:
        return [line for each in _sources(asked, words) for line in _object(asked, each, words)]
    return explain_record(asked, words) or _person(asked, words)


def _sources(asked: Asked, key: str) -> list[str]:
    """Where it is known; everywhere, if it is known nowhere."""
    kind, _, id_ = key.partition(":")
    every = sorted(asked.context.sources)
    known = [
        source
        for source in every
        if asked.db.get(FactRow, (source, kind, id_)) or asked.db.get(OwnPostRow, (source, key))
    ]
    return known or every


def _object(asked: Asked, source: str, key: str) -> list[Line]:
    """Of one LMS: an object, the session that it is, the post of ours that is called so."""
    kind, _, id_ = key.partition(":")
    if kind == Kind.USER:
        return _person(asked, f"{source}:{id_}")
    return list(_told(asked, source, kind, id_))


def _told(asked: Asked, source: str, kind: str, id_: str) -> Iterator[Line]:
    key = f"{kind}:{id_}"
    session = explain_session(asked, source, key) if kind in set(KINDS) else []
    is_one = bool(session) and session[0].kind == "subject"
    if kind in set(Kind) and OBJECT_ID.fullmatch(id_) and not (is_one and kind != Kind.DISCUSSION):
        yield from explain_fact(asked, source, kind, id_)
    if is_one or kind != Kind.DISCUSSION:
        yield from session
    known = kind != Kind.DISCUSSION or asked.db.get(FactRow, (source, kind, id_)) is not None
    if kind in BY_PREFIX and known:
        yield from explain_post(asked, source, key)


def _person(asked: Asked, words: str) -> list[Line]:
    person = find_person(asked.db, words)
    if person is None:
        return []
    asked.allow_person(person)
    lines = explain_person(asked.context, asked.db, person, asked.teller.language) or []
    shown, more = asked.part(list(enumerate(lines)), lambda each: str(each[0]))
    return [line for _, line in shown] + more

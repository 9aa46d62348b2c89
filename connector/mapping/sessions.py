"""Which meetings there are, by what the LMS knows of activities, calendar and discussions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from connector.domain.facts import Fact, Kind
from connector.domain.matching import fold
from connector.domain.sessions import Decided, Session, Stage
from connector.mapping.places import Places
from connector.mapping.proposals import Offer, proposals
from connector.mapping.session_finder import Finder, SessionKey
from connector.mapping.timeline import Timeline


def sessions(
    facts: Iterable[Fact],
    timeline: Timeline,
    places: Places,
    as_of: int,
    *,
    decided: Mapping[SessionKey, Decided] | None = None,
    summarised: Collection[SessionKey] = (),
    persons: Mapping[str, str] | None = None,
    service_accounts: Collection[tuple[str, int]] = (),
) -> list[Session]:
    """All sessions by these facts, in the order of their time; each fact is at most one.

    ``facts``: meetings, modules, calendar entries, discussions, and the posts of discussions in which sessions
    are proposed. ``decided``: what leaders said of when and whether. ``persons``: account → person, where one
    person has several. ``service_accounts``: (source, user id) of our own, whose posts are no meeting and no support.
    """
    theirs = (fact for fact in set_of(facts) if not _own(fact, service_accounts))
    known = sorted(theirs, key=lambda fact: fact.order)
    finder = Finder(known, timeline, places, decided or {})
    found = [session for fact in known if (session := finder.session(fact)) is not None]
    found = _proposed(found, proposals(known, timeline, places, persons or {}, decided or {}))
    staged = [replace(each, stage=_stage(each, as_of, summarised)) for each in found]
    return sorted(staged, key=lambda each: (each.start or 0, each.source, each.key))


def _own(fact: Fact, service_accounts: Collection[tuple[str, int]]) -> bool:
    written = fact.kind in (Kind.DISCUSSION, Kind.POST)
    return written and (fact.source, fact.author or 0) in service_accounts


def set_of(facts: Iterable[Fact]) -> list[Fact]:
    """Each object once, however often it was handed over."""
    return list({(fact.source, fact.kind, fact.id): fact for fact in facts}.values())


def next_change(found: Iterable[Session], as_of: int) -> int | None:
    """The earliest time after ``as_of`` at which a session has been held though no fact changes."""
    ends = (each.end for each in found if each.stage is Stage.SCHEDULED)
    return min((end for end in ends if end is not None and end > as_of), default=None)


def _stage(session: Session, as_of: int, summarised: Collection[SessionKey]) -> Stage:
    if session.stage in (Stage.CANCELLED, Stage.PROPOSED) or session.end is None or session.end > as_of:
        return session.stage
    return Stage.SUMMARISED if (session.source, session.key) in summarised else Stage.HELD


def _proposed(found: list[Session], offers: list[Offer]) -> list[Session]:
    """A proposal becomes the session of its name that was made later; else it stays a session by itself.

    Where a discussion is the meeting itself, it is held as soon as it is supported.
    """
    open_ = dict(enumerate(offers))
    places: dict[tuple[str, ...], list[int]] = {}
    for number, offer in open_.items():
        for name in _names(offer.session):
            places.setdefault(name, []).append(number)
    joined = []
    for session in sorted(found, key=lambda each: (each.start or 0, each.source, each.key)):
        near = sorted(number for name in _names(session) for number in places.get(name, ()))
        match = next((each for each in near if each in open_ and _becomes(open_[each], session)), None)
        if match is not None:
            session = _joined(session, open_.pop(match).session)
        joined.append(session)
    return joined + [offer.session for offer in open_.values()]


def _names(session: Session) -> Iterable[tuple[str, ...]]:
    """By what a session and its proposal find each other."""
    rule = (session.source, session.community, session.rule)
    return (*rule, "key", session.key), (*rule, "name", fold(session.name))


def _becomes(offer: Offer, session: Session) -> bool:
    """Whether it does, where their names fit: it is the very same, or was proposed before."""
    return offer.session.key == session.key or session.start is None or offer.at <= session.start


def _joined(session: Session, offer: Session) -> Session:
    itself = offer.key == session.key and offer.stage is Stage.PROPOSED
    return replace(
        session,
        stage=offer.stage if itself else session.stage,
        leader=session.leader or offer.leader,
        supporters=offer.supporters,
        proposal=offer.key,
    )

"""Which meetings there are, by what the LMS knows of activities, calendar and discussions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.matching import fold
from connector.domain.rules import Community
from connector.domain.rules import Mapping as Rules
from connector.domain.sessions import Decided, Session, SessionRule, Stage, Where
from connector.mapping.places import Places, forum_number
from connector.mapping.proposals import proposals
from connector.mapping.timeline import Timeline

SessionKey = tuple[str, str]
"""(source, ``event:12``)"""

_KINDS = {
    Kind.MEETING: Where.ACTIVITY,
    Kind.MODULE: Where.ACTIVITY,
    Kind.EVENT: Where.CALENDAR,
    Kind.DISCUSSION: Where.DISCUSSION,
}
_BIGBLUEBUTTON = "bigbluebuttonbn"


def sessions(
    facts: Iterable[Fact],
    timeline: Timeline,
    places: Places,
    as_of: int,
    *,
    decided: Mapping[SessionKey, Decided] | None = None,
    summarised: Collection[SessionKey] = (),
    persons: Mapping[str, str] | None = None,
) -> list[Session]:
    """All sessions by these facts, in the order of their time; each fact is at most one.

    ``facts``: meetings, modules, calendar entries, discussions, and the posts of discussions in which sessions
    are proposed. ``decided``: what leaders said of when and whether. ``persons``: account → person, where one
    person has several.
    """
    known = sorted(set_of(facts), key=lambda fact: fact.order)
    finder = _Finder(known, timeline, places, decided or {})
    found = [session for fact in known if (session := finder.session(fact)) is not None]
    found = _proposed(found, proposals(known, timeline, places, persons or {}), decided or {})
    staged = [replace(each, stage=_stage(each, as_of, summarised)) for each in found]
    return sorted(staged, key=lambda each: (each.start or 0, each.source, each.key))


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


def _proposed(
    found: list[Session], offers: list[Session], decided: Mapping[SessionKey, Decided]
) -> list[Session]:
    """A supported proposal becomes the session of its name, or waits for a leader to say when it is.

    Where a discussion is the meeting itself, it is held as soon as it is supported.
    """
    by_name = {(offer.source, offer.community, offer.rule, fold(offer.name)): offer for offer in offers}
    joined = []
    for session in found:
        offer = by_name.pop((session.source, session.community, session.rule, fold(session.name)), None)
        if offer is not None:
            credit = {"supporters": offer.supporters, "proposal": offer.key, "leader": offer.leader}
            session = replace(session, **credit)  # type: ignore[arg-type]
            if offer.key == session.key and offer.stage is Stage.PROPOSED:
                session = replace(session, stage=Stage.PROPOSED)
        joined.append(session)
    return joined + [_settled(offer, decided.get((offer.source, offer.key))) for offer in by_name.values()]


def _settled(session: Session, decision: Decided | None) -> Session:
    if decision is None:
        return session
    if decision.cancelled:
        return replace(session, stage=Stage.CANCELLED)
    stage = session.stage if decision.start is None else Stage.SCHEDULED
    return replace(session, stage=stage, start=decision.start or session.start)


class _Finder:
    """Finds the session in a fact; knows the calendar, which tells when an activity is."""

    def __init__(
        self,
        facts: Iterable[Fact],
        timeline: Timeline,
        places: Places,
        decided: Mapping[SessionKey, Decided],
    ) -> None:
        self.timeline, self.places, self.decided = timeline, places, decided
        self.calendar: dict[tuple[str, str, int], Fact] = {}
        for fact in facts:
            if fact.kind is Kind.EVENT and fact.data.get("modname") and fact.state is State.PRESENT:
                self.calendar.setdefault(_told_of(fact), fact)

    def session(self, fact: Fact) -> Session | None:
        if fact.kind not in _KINDS:
            return None
        start, lasts = self._time(fact)
        decision = self.decided.get((fact.source, f"{fact.kind}:{fact.id}"))
        start = (decision.start if decision else None) or start
        mapping = self.timeline.at(start or fact.time or 0)
        found = self._rule(fact, mapping) if mapping else None
        if mapping is None or found is None:
            return None
        rule, community = found
        session = Session(
            source=fact.source,
            fact_kind=fact.kind.value,
            fact_id=fact.id,
            community=community.key,
            rule=rule.key,
            name=fact.data.get("name", ""),
            stage=Stage.CANCELLED if fact.state is State.GONE else Stage.SCHEDULED,
            start=start,
            minutes=rule.minutes or lasts // 60,
            version=mapping.number,
            course=self._course(fact),
            cmid=self._cmid(fact),
            leader=account_key(fact.source, fact.author) if fact.author else "",
        )
        return _settled(session, decision)

    def _rule(self, fact: Fact, mapping: Rules) -> tuple[SessionRule, Community] | None:
        for rule in mapping.sessions:
            if self._matches(fact, rule):
                community = self._community(fact, mapping, rule)
                if community is not None:
                    return rule, community
        return None

    def _matches(self, fact: Fact, rule: SessionRule) -> bool:
        wanted = rule.is_
        if wanted.where is not _KINDS[fact.kind]:
            return False
        if wanted.where is Where.ACTIVITY and wanted.activity != _activity(fact):
            return False
        return wanted.name is None or wanted.name.matches(fact.data.get("name", ""))

    def _community(self, fact: Fact, mapping: Rules, rule: SessionRule) -> Community | None:
        allowed = [c for c in mapping.communities if not rule.communities or c.key in rule.communities]
        if fact.kind is not Kind.DISCUSSION:
            return self.places.community_of_course(allowed, fact.source, self._course(fact))
        number = forum_number(fact)
        forum = self.places.forums.get((fact.source, number))
        wanted = rule.is_.forum
        if forum is None or (wanted is not None and not wanted.matches(number, forum.type, forum.name)):
            return None
        return self.places.community(allowed, fact.source, number)

    def _course(self, fact: Fact) -> int | None:
        if fact.kind is not Kind.DISCUSSION:
            return fact.course
        forum = self.places.forums.get((fact.source, forum_number(fact)))
        return forum.course if forum else None

    def _cmid(self, fact: Fact) -> int | None:
        """Its course module; of a calendar entry that of the activity it tells of."""
        if fact.kind is Kind.MODULE:
            return int(fact.id)
        known: int | None = fact.data.get("cmid")
        if fact.kind is Kind.EVENT and fact.data.get("modname"):
            module = self.places.modules.get(_told_of(fact))
            known = module.cmid if module else None
        return known

    def _time(self, fact: Fact) -> tuple[int | None, int]:
        """(start, seconds it lasts): its own, else by the calendar."""
        data = fact.data
        if fact.kind is Kind.EVENT:
            return data.get("start") or fact.time, data.get("duration") or 0
        if fact.kind is Kind.DISCUSSION:
            return data.get("timestart") or fact.time, 0
        opens = data.get("opens")
        if opens:
            return opens, max(0, (data.get("closes") or 0) - opens)
        number = data.get("instance") or 0 if fact.kind is Kind.MODULE else int(fact.id)
        entry = self.calendar.get((fact.source, _activity(fact), number))
        return self._time(entry) if entry else (None, 0)


def _told_of(entry: Fact) -> tuple[str, str, int]:
    """The activity that a calendar entry belongs to."""
    return entry.source, entry.data["modname"], entry.data.get("instance") or 0


def _activity(fact: Fact) -> str:
    """Moodle's name of its kind; a BigBlueButton is told by its meeting, not by its module."""
    if fact.kind is Kind.MEETING:
        return _BIGBLUEBUTTON
    modname: str = fact.data.get("modname", "")
    return "" if modname == _BIGBLUEBUTTON else modname

"""The session in a fact: by which rule, for which community, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.rules import Community
from connector.domain.rules import Mapping as Rules
from connector.domain.sessions import Decided, Session, SessionRule, Stage, Where
from connector.mapping.places import Places, forum_number
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
_A_DAY = 24 * 3600
"""What the calendar calls longer is no meeting but a period: the mapping must say how long is learned in it."""


def settled(session: Session, decision: Decided | None) -> Session:
    """With what a leader said, who also knows better than a calendar that was tidied up."""
    if decision is None:
        return session
    if decision.cancelled:
        return replace(session, stage=Stage.CANCELLED)
    minutes = decision.minutes or session.minutes
    if decision.start is None:
        return replace(session, minutes=minutes)
    return replace(session, stage=Stage.SCHEDULED, start=decision.start, minutes=minutes)


class Finder:
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
            if _tells_a_time(fact):
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
            minutes=rule.minutes or (lasts // 60 if lasts <= _A_DAY else 0),
            version=mapping.number,
            course=self._course(fact),
            cmid=self._cmid(fact),
            leader=account_key(fact.source, fact.author) if fact.author else "",
        )
        return settled(session, decision)

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


def _tells_a_time(fact: Fact) -> bool:
    """An activity's entry in the calendar, but not the day by which somebody expects it to be completed."""
    if fact.kind is not Kind.EVENT or fact.state is not State.PRESENT:
        return False
    return bool(fact.data.get("modname")) and fact.data.get("type") != "expectcompletionon"


def _told_of(entry: Fact) -> tuple[str, str, int]:
    """The activity that a calendar entry belongs to."""
    return entry.source, entry.data["modname"], entry.data.get("instance") or 0


def _activity(fact: Fact) -> str:
    """Moodle's name of its kind; a BigBlueButton is told by its meeting, not by its module."""
    if fact.kind is Kind.MEETING:
        return _BIGBLUEBUTTON
    modname: str = fact.data.get("modname", "")
    return "" if modname == _BIGBLUEBUTTON else modname

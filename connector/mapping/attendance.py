"""Who took part in which session, and how that is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from connector.domain.credit import Nothing
from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.sessions import (
    Attendance,
    AttendedBy,
    How,
    Interval,
    Presence,
    Session,
    SessionRule,
    Stage,
)
from connector.mapping.agenda import Agenda
from connector.mapping.intervals import minutes_of, within
from connector.mapping.places import Places
from connector.mapping.timeline import Timeline

COMPLETE = (1, 2)
"""Moodle's completion states: complete, complete with a pass. 3 is a fail."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What speaks for somebody's having been there."""

    account: str
    how: How
    time: int
    """When it was shown; 0 = not told."""
    intervals: tuple[Interval, ...] = ()
    minutes: int = 0
    certain: bool = True


def attended(
    accounts: Collection[str],
    facts: Iterable[Fact],
    sessions: Sequence[Session],
    timeline: Timeline,
    places: Places,
    presences: Iterable[Presence] = (),
) -> list[tuple[Session, Attendance | Nothing]]:
    """Every session that something of ONE human speaks for, with the attendance or why there is none.

    However many ``accounts`` somebody has, they were there once. ``facts``: their completions, choice answers and
    posts (others are passed over); ``presences``: lists and files. Whoever asks for many people hands over an
    :class:`Agenda`.
    """
    agenda = sessions if isinstance(sessions, Agenda) else Agenda(sessions)
    told = [each for each in presences if each.account in accounts]
    shown = _by_session([fact for fact in facts if _account(fact) in accounts], agenda, places)
    named = {position for each in told for position in agenda.named(each.source, each.session)}
    found = []
    for position in sorted(shown.keys() | named):
        session = agenda[position]
        mapping = timeline.version(session.version)
        rule = mapping.session(session.rule) if mapping else None
        if rule is None:
            continue
        signs = _told(session, rule.attended_by, told, accounts)
        signs += _shown(session, rule.attended_by, shown.get(position, ()), places)
        if signs:
            found.append((session, _judged(session, rule, signs)))
    return found


# --- what speaks for it ----------------------------------------------------------------

_Shown = Sequence[tuple[How, Fact]]
"""How a fact speaks for a session, if the rule asks for that."""


def _by_session(facts: Iterable[Fact], agenda: Agenda, places: Places) -> dict[int, list[tuple[How, Fact]]]:
    """Position of a session → the facts that may speak for it."""
    found: dict[int, list[tuple[How, Fact]]] = {}
    for fact in facts:
        how = _how(fact) if fact.state is State.PRESENT else None
        if how is not None:
            for position in _positions(how, fact, agenda, places):
                found.setdefault(position, []).append((how, fact))
    return found


def _positions(how: How, fact: Fact, agenda: Agenda, places: Places) -> Iterable[int]:
    if how is How.COMPLETION:
        return agenda.of_module(fact.source, str(_number(fact)))
    if how is How.REPLIED:
        return agenda.named(fact.source, f"{Kind.DISCUSSION}:{fact.data.get('discussion')}")
    choice = places.modules.get((fact.source, "choice", _number(fact)))
    return agenda.asked_at(fact.source, choice.course, fact.time or 0) if choice else ()


def _account(fact: Fact) -> str:
    return account_key(fact.source, fact.author or 0)


def _how(fact: Fact) -> How | None:
    if fact.kind is Kind.COMPLETION and fact.data.get("state") in COMPLETE:
        return How.COMPLETION
    if fact.kind is Kind.CHOICE_ANSWER:
        return How.CHOICE
    hidden = fact.data.get("private") or fact.data.get("blank")
    if fact.kind is Kind.POST and fact.data.get("parent") and not hidden:
        return How.REPLIED
    return None


def _told(
    session: Session, by: AttendedBy, presences: Iterable[Presence], accounts: Collection[str]
) -> list[_Sign]:
    """By lists and files. Nobody confirms themselves."""
    here = [each for each in presences if (each.source, each.session) == (session.source, session.key)]
    return [
        _Sign(each.account, each.how, 0, each.intervals, each.minutes, _certain(each, accounts))
        for each in here
        if each.how in (by.how, How.JOINED)
    ]


def _certain(presence: Presence, accounts: Collection[str]) -> bool:
    return presence.how is not How.JOINED and presence.by not in accounts


def _shown(session: Session, by: AttendedBy, near: _Shown, places: Places) -> list[_Sign]:
    """By what the LMS knows."""
    facts = [fact for how, fact in near if how is by.how]
    if by.how is How.CHOICE:
        facts = [fact for fact in facts if _answers(fact, by, places)]
    began = session.start or 0
    return [_Sign(_account(fact), by.how, fact.time or 0) for fact in facts if (fact.time or 0) >= began]


def _number(fact: Fact) -> int:
    """The first half of ``<course module>/<user>`` and ``<choice>/<user>``."""
    return int(fact.id.partition("/")[0])


def _answers(fact: Fact, by: AttendedBy, places: Places) -> bool:
    """Whether this is an answer to the list that the rule names, and the right one."""
    choice = places.modules.get((fact.source, "choice", _number(fact)))
    if choice is None or (by.choice and not by.choice.matches(choice.name)):
        return False
    given = [each["text"] for each in fact.data.get("options", ())]
    return any(by.answer is None or by.answer.matches(text) for text in given)


# --- what it amounts to -----------------------------------------------------------------


def _judged(session: Session, rule: SessionRule, signs: list[_Sign]) -> Attendance | Nothing:
    reason = _unfit(session)
    if reason:
        return Nothing(reason, (("session", session.key),), session.community)
    counting = [each for each in signs if each.certain] or signs
    sign = min(counting, key=lambda each: (each.time, each.how, each.account))
    if sign.how is How.REPLIED:  # which says nothing of when somebody read and wrote
        return _attendance(session, sign, sign.time, session.minutes, ())
    intervals, minutes = _stay(session, counting)
    if minutes < max(1, rule.minimum_minutes):
        needs = (("needs", str(rule.minimum_minutes)), ("has", str(minutes)))
        return Nothing("too_short", (("session", session.key), *needs), session.community)
    began = intervals[0][0] if intervals else session.start or 0
    return _attendance(session, sign, began, minutes, intervals)


def _stay(session: Session, signs: Iterable[_Sign]) -> tuple[tuple[Interval, ...], int]:
    """(when, how many minutes) somebody was there, of the session's own time."""
    start, end = session.start or 0, session.end or 0
    known = [part for each in signs for part in each.intervals]
    told = sum(each.minutes for each in signs)
    if not known and told:
        return (), min(told, session.minutes)
    # Who answered, completed or is on the list counts for the whole of it.
    intervals = within(known, start, end) if known else ((start, end),)
    return intervals, minutes_of(intervals)


def _unfit(session: Session) -> str:
    """Why nobody can have attended this session, or not yet; empty if it can be."""
    if session.stage in (Stage.CANCELLED, Stage.PROPOSED):
        return f"session_{session.stage}"
    if session.start is None:
        return "session_without_time"
    if not session.minutes:
        return "session_without_length"
    return "session_not_held" if session.stage is Stage.SCHEDULED else ""


def _attendance(
    session: Session, sign: _Sign, time: int, minutes: int, intervals: tuple[Interval, ...]
) -> Attendance:
    return Attendance(
        sign.account,
        session.source,
        session.key,
        session.community,
        session.rule,
        time,
        minutes,
        sign.how,
        sign.certain,
        session.version,
        intervals,
    )

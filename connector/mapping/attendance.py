"""Who took part in which session, and how that is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from connector.mapping.intervals import minutes_of, within
from connector.mapping.places import Places
from connector.mapping.timeline import Timeline

COMPLETE = (1, 2)
"""Moodle's completion states: complete, complete with a pass. 3 is a fail."""
GRACE = 24 * 3600
"""An attendance list may be answered so long after the session's end."""


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
    posts (others are passed over); ``presences``: lists and files.
    """
    own = _by_sign(accounts, facts)
    told = [each for each in presences if each.account in accounts]
    found = []
    for session in sessions:
        mapping = timeline.version(session.version)
        rule = mapping.session(session.rule) if mapping else None
        if rule is None:
            continue
        signs = _told(session, rule.attended_by, told, accounts)
        signs += _shown(session, rule.attended_by, own, sessions, places)
        if signs:
            found.append((session, _judged(session, rule, signs)))
    return found


# --- what speaks for it ----------------------------------------------------------------

_Signs = Mapping[tuple[str, How, str], list[Fact]]
"""(source, how, course module or discussion) → facts of one human."""


def _by_sign(accounts: Collection[str], facts: Iterable[Fact]) -> _Signs:
    found: dict[tuple[str, How, str], list[Fact]] = {}
    for fact in facts:
        sign = _sign(fact) if fact.state is State.PRESENT else None
        if sign is not None and _account(fact) in accounts:
            found.setdefault((fact.source, *sign), []).append(fact)
    return found


def _account(fact: Fact) -> str:
    return account_key(fact.source, fact.author or 0)


def _sign(fact: Fact) -> tuple[How, str] | None:
    if fact.kind is Kind.COMPLETION and fact.data.get("state") in COMPLETE:
        return How.COMPLETION, str(_number(fact))
    if fact.kind is Kind.CHOICE_ANSWER:
        return How.CHOICE, ""
    hidden = fact.data.get("private") or fact.data.get("blank")
    if fact.kind is Kind.POST and fact.data.get("parent") and not hidden:
        return How.REPLIED, f"{Kind.DISCUSSION}:{fact.data.get('discussion')}"
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


def _shown(
    session: Session, by: AttendedBy, own: _Signs, sessions: Sequence[Session], places: Places
) -> list[_Sign]:
    """By what the LMS knows."""
    where = {How.COMPLETION: str(session.cmid), How.REPLIED: session.key}.get(by.how, "")
    facts = own.get((session.source, by.how, where), [])
    if by.how is How.CHOICE:
        facts = [fact for fact in facts if _answers(fact, by, session, sessions, places)]
    began = session.start or 0
    return [_Sign(_account(fact), by.how, fact.time or 0) for fact in facts if (fact.time or 0) >= began]


def _number(fact: Fact) -> int:
    """The first half of ``<course module>/<user>`` and ``<choice>/<user>``."""
    return int(fact.id.partition("/")[0])


def _answers(
    fact: Fact, by: AttendedBy, session: Session, sessions: Sequence[Session], places: Places
) -> bool:
    """Whether this answer is for this session: the last of its kind in the course that had begun by then."""
    choice = places.modules.get((fact.source, "choice", _number(fact)))
    if choice is None or choice.course != session.course:
        return False
    if by.choice and not by.choice.matches(choice.name):
        return False
    given = [each["text"] for each in fact.data.get("options", ())]
    if not any(by.answer is None or by.answer.matches(text) for text in given):
        return False
    at = fact.time or 0
    begun = [each for each in sessions if _open_for_answers(each, session, at)]
    return bool(begun) and max(begun, key=lambda each: (each.start or 0, each.key)) == session


def _open_for_answers(each: Session, like: Session, at: int) -> bool:
    same = (each.source, each.rule, each.course) == (like.source, like.rule, like.course)
    if not same or each.start is None or each.end is None or each.stage is Stage.CANCELLED:
        return False
    return each.start <= at <= each.end + GRACE


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

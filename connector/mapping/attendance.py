"""Who took part in which session, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from connector.mapping.intervals import minutes_of, united, within
from connector.mapping.places import Places
from connector.mapping.timeline import Timeline

COMPLETE = (1, 2)
"""Moodle's completion states: complete, complete with a pass. 3 is a fail."""
GRACE = 24 * 3600
"""An attendance list may be answered so long after the session's end."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What speaks for somebody's having been there."""

    how: How
    time: int
    intervals: tuple[Interval, ...] = ()
    certain: bool = True


def attended(
    account: str,
    facts: Iterable[Fact],
    sessions: Sequence[Session],
    timeline: Timeline,
    places: Places,
    presences: Iterable[Presence] = (),
) -> list[tuple[Session, Attendance | Nothing]]:
    """Every session that something of this account speaks for, with the attendance or why there is none.

    ``facts``: its completions, choice answers and posts (others are passed over); ``presences``: lists and files.
    """
    own = [each for each in facts if each.state == State.PRESENT and _account(each) == account]
    told = [each for each in presences if each.account == account]
    found = []
    for session in sessions:
        mapping = timeline.version(session.version)
        rule = mapping.session(session.rule) if mapping else None
        signs = list(_signs(session, rule, own, told, sessions, places)) if rule else []
        if rule and signs:
            found.append((session, _judged(account, session, rule, signs)))
    return found


def _account(fact: Fact) -> str:
    return account_key(fact.source, fact.author or 0)


# --- what speaks for it ----------------------------------------------------------------


def _signs(
    session: Session,
    rule: SessionRule,
    facts: Iterable[Fact],
    presences: Iterable[Presence],
    sessions: Sequence[Session],
    places: Places,
) -> Iterator[_Sign]:
    by = rule.attended_by
    for each in presences:
        if (each.source, each.session) == (session.source, session.key) and each.how in (by.how, How.JOINED):
            known = each.how is not How.JOINED and each.by != each.account
            yield _Sign(each.how, min((a for a, _ in each.intervals), default=0), each.intervals, known)
    for fact in facts:
        if fact.source == session.source and _speaks(fact, by, session, sessions, places):
            yield _Sign(by.how, fact.time or 0)


def _speaks(
    fact: Fact, by: AttendedBy, session: Session, sessions: Sequence[Session], places: Places
) -> bool:
    if by.how is How.COMPLETION:
        done = fact.kind is Kind.COMPLETION and fact.data.get("state") in COMPLETE
        return done and _number(fact) == session.cmid and (fact.time or 0) >= (session.start or 0)
    if by.how is How.CHOICE:
        return fact.kind is Kind.CHOICE_ANSWER and _answers(fact, by, session, sessions, places)
    if by.how is How.REPLIED:
        written = fact.kind is Kind.POST and fact.data.get("parent") and not fact.data.get("private")
        return bool(written) and session.key == f"discussion:{fact.data.get('discussion')}"
    return False


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


def _judged(account: str, session: Session, rule: SessionRule, signs: list[_Sign]) -> Attendance | Nothing:
    reason = _unfit(session)
    if reason:
        return Nothing(reason, (("session", session.key),), session.community)
    certain = [each for each in signs if each.certain]
    sign = min(certain or signs, key=lambda each: (each.time, each.how))
    start, end = session.start or 0, session.end or 0
    known = united(part for each in (certain or signs) for part in each.intervals)
    # Who answered or completed counts for the whole session; a discussion's replies say nothing of when.
    intervals = within(known, start, end) if known else ((start, end),)
    if sign.how is How.REPLIED:
        return _attendance(account, session, sign, max(sign.time, start), session.minutes, ())
    minutes = minutes_of(intervals)
    if minutes < max(1, rule.minimum_minutes):
        needs = (("needs", str(rule.minimum_minutes)), ("has", str(minutes)))
        return Nothing("too_short", (("session", session.key), *needs), session.community)
    return _attendance(account, session, sign, intervals[0][0], minutes, intervals)


def _unfit(session: Session) -> str:
    """Why nobody can have attended this session, or not yet; empty if it can be."""
    if session.stage in (Stage.CANCELLED, Stage.PROPOSED):
        return f"session_{session.stage}"
    if session.start is None:
        return "session_without_time"
    return "session_not_held" if session.stage is Stage.SCHEDULED else ""


def _attendance(
    account: str, session: Session, sign: _Sign, time: int, minutes: int, intervals: tuple[Interval, ...]
) -> Attendance:
    return Attendance(
        account,
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

"""What the signs of somebody's having been at a session amount to: how many minutes, or why none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from connector.domain.credit import Nothing
from connector.domain.sessions import Attendance, How, Interval, Session, SessionRule, Stage
from connector.mapping.intervals import minutes_of, within


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for somebody's having been there."""

    account: str
    how: How
    time: int
    """When it was shown; 0 = not told."""
    intervals: tuple[Interval, ...] = ()
    minutes: int = 0
    """How long, where only that is told."""
    certain: bool = True

    @property
    def whole(self) -> bool:
        """Who answered, completed or is on the list counts for the whole of the session."""
        return not self.intervals and not self.minutes


def judged(session: Session, rule: SessionRule, signs: Collection[Sign]) -> Attendance | Nothing:
    """All that is known of one human, added up so that no minute counts twice."""
    reason = _unfit(session)
    if not reason and any(each.how is How.ABSENT for each in signs):
        reason = "not_there"
    if reason:
        return Nothing(reason, (("session", session.key),), session.community)
    counting = [each for each in signs if each.certain] or signs
    intervals, minutes = _stay(session, rule, counting)
    if minutes < max(1, rule.minimum_minutes):
        needs = (("needs", str(rule.minimum_minutes)), ("has", str(minutes)))
        return Nothing("too_short", (("session", session.key), *needs), session.community)
    sign = min(counting, key=lambda each: _weight(each, rule))
    began = intervals[0][0] if intervals else sign.time or session.start or 0
    return _attendance(session, sign, began, minutes, intervals)


def _weight(sign: Sign, rule: SessionRule) -> tuple[bool, bool, int, How, str]:
    """The smallest tells how the minutes are known: what covers all of them, and best as the rule asks for."""
    return not sign.whole, sign.how is not rule.attended_by.how, sign.time, sign.how, sign.account


def _stay(session: Session, rule: SessionRule, signs: Collection[Sign]) -> tuple[tuple[Interval, ...], int]:
    """(when, how many minutes) somebody was there, of the session's own time."""
    start, end = session.start or 0, session.end or 0
    if any(each.whole for each in signs):
        # A reply says nothing of when somebody read and wrote.
        anytime = rule.attended_by.how is How.REPLIED
        return () if anytime else ((start, end),), session.minutes
    intervals = within((part for each in signs for part in each.intervals), start, end)
    if any(each.intervals for each in signs):
        return intervals, minutes_of(intervals)
    # Two totals may be of the same time: by two accounts, or by two files.
    return (), min(max(each.minutes for each in signs), session.minutes)


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
    session: Session, sign: Sign, time: int, minutes: int, intervals: tuple[Interval, ...]
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

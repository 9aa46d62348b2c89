"""From a contribution or an attendance to what a credit can rest on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from zoneinfo import ZoneInfo

from connector.domain.credit import Contribution, Evidence
from connector.domain.rules import CreditRule
from connector.domain.sessions import Attendance, Session
from connector.mapping.intervals import by_day, minutes_of, written
from connector.mapping.timeline import Timeline

NO_CREDIT_RULE = "no_credit_rule"
"""The reason to tell where :func:`evidence_of` is empty: recognised, but no credit rule is for it."""


def evidence_of(contribution: Contribution, timeline: Timeline) -> list[Evidence]:
    """One piece for each credit rule for this contribution, by the version of the contribution's time."""
    mapping = timeline.at(contribution.time)
    rules = mapping.credits_for(contribution.rule) if mapping else []
    return [_evidence(contribution, rule) for rule in rules]


def _evidence(contribution: Contribution, rule: CreditRule) -> Evidence:
    return Evidence(
        account=contribution.account,
        community=contribution.community,
        scheme=rule.scheme,
        rule=contribution.rule,
        time=contribution.time,
        source=contribution.source,
        fact_kind=contribution.fact_kind,
        fact_id=contribution.fact_id,
        minutes=rule.minutes,
        version=contribution.version,
        at_most=str(rule.at_most) if rule.at_most else "",
        points=rule.points,
    )


# --- sessions ------------------------------------------------------------------------


def evidence_of_attendance(attendance: Attendance, timeline: Timeline, zone: ZoneInfo) -> list[Evidence]:
    """For each credit rule one piece a local day, or one with its points; nothing if it is not certain."""
    if not attendance.certain:
        return []
    rules = _rules(attendance.version, timeline, lambda rule: rule.attendance == attendance.rule)
    return [piece for rule in rules for piece in _pieces("attendance", attendance, rule, zone)]


def evidence_of_leading(
    attendance: Attendance, session: Session, timeline: Timeline, accounts: Collection[str]
) -> list[Evidence]:
    """What whoever called the meeting gets for it, by whichever of their ``accounts``; they must have been there."""
    if not attendance.certain or session.leader not in accounts:
        return []
    rules = _rules(attendance.version, timeline, lambda rule: rule.leading == attendance.rule)
    return [_of_session("leading", attendance, rule, attendance.time, rule.minutes) for rule in rules]


def _rules(version: int, timeline: Timeline, wanted: Callable[[CreditRule], bool]) -> list[CreditRule]:
    mapping = timeline.version(version)
    return [rule for rule in mapping.credits if wanted(rule)] if mapping else []


def _pieces(kind: str, attendance: Attendance, rule: CreditRule, zone: ZoneInfo) -> list[Evidence]:
    if rule.points:
        return [_of_session(kind, attendance, rule, attendance.time, 0)]
    if not attendance.intervals:
        return [_of_session(kind, attendance, rule, attendance.time, attendance.minutes)]
    days = by_day(attendance.intervals, zone).values()
    known = [(parts, minutes_of(parts)) for parts in days]
    return [
        _of_session(kind, attendance, rule, parts[0][0], minutes, written(parts))
        for parts, minutes in known
        if minutes
    ]


def _of_session(
    kind: str, attendance: Attendance, rule: CreditRule, time: int, minutes: int, intervals: str = ""
) -> Evidence:
    user = attendance.account.partition(":")[2]
    return Evidence(
        account=attendance.account,
        community=attendance.community,
        scheme=rule.scheme,
        rule=attendance.rule,
        time=time,
        source=attendance.source,
        fact_kind=kind,
        fact_id=f"{attendance.session}/{user}",
        minutes=minutes,
        version=attendance.version,
        at_most=str(rule.at_most) if rule.at_most else "",
        points=rule.points,
        intervals=intervals,
        how=attendance.how.value,
    )

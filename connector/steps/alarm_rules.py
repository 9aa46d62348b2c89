"""Rules of the mapping that found something regularly and no longer do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.models.credit import ContributionRow
from connector.models.state import Remark
from connector.steps.alarm_signs import FEWEST_DAYS, Sign, today
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.meetings import Meetings, mapped_courses
from connector.steps.rhythm import DAY_S, stopped
from connector.steps.world import current_mapping

PATIENCE_DAYS = 14
SEEN = {"rule": "alarm-rules", "session_rule": "alarm-session-rules"}
"""Kind → the remark that holds how much each rule matched when it last matched anything."""

Matched = Mapping[str, Mapping[str, Counter[date]]]
"""Kind → rule → how often on which day (UTC: here only their distance matters); a rule without any is there, too."""


def matched(context: Context, session: Session) -> Matched:
    """What each rule in force matches now."""
    mapping = current_mapping(session)
    posts = {rule.key for rule in mapping.contributions} if mapping else set()
    meetings = {rule.key for rule in mapping.sessions} if mapping else set()
    return {
        "rule": _by_rule(posts, _contributions(session)),
        "session_rule": _by_rule(meetings, _sessions(context, session) if meetings else ()),
    }


def _by_rule(rules: set[str], found: Iterable[tuple[str, int, int]]) -> dict[str, Counter[date]]:
    days: dict[str, Counter[date]] = {rule: Counter() for rule in sorted(rules)}
    for rule, number, times in found:
        if rule in days:
            days[rule][date(1970, 1, 1) + timedelta(days=number)] += times
    return days


def _contributions(session: Session) -> Iterator[tuple[str, int, int]]:
    """(rule, day, how many)"""
    day = (ContributionRow.time // DAY_S).label("day")
    query = select(ContributionRow.rule, day, func.count()).group_by(ContributionRow.rule, day)
    return ((rule, number, times) for rule, number, times in session.execute(query))


def _sessions(context: Context, session: Session) -> Iterator[tuple[str, int, int]]:
    """Also those that are still to come or were called off: they were found."""
    meetings = Meetings(context, session)
    for course in sorted(mapped_courses(session)):
        for one in meetings.of(session, {course}).agenda:
            if one.start is not None:
                yield one.rule, one.start // DAY_S, 1


def rules_stopped(context: Context, session: Session, inbox: AnyInbox, found: Matched) -> Iterator[Sign]:
    """``rule``: it matched regularly and no longer does. ``rule_lost``: nothing is left of what it matched.

    And ``session_rule``, ``session_rule_lost``, of the rules by which sessions are known.
    """
    now = today(context)
    alive = _alive(context, inbox, found)
    for kind, rules in found.items():
        seen = session.get(Remark, SEEN[kind])
        before = seen.value if seen else {}
        for rule, days in rules.items():
            if not days and before.get(rule):
                yield Sign(f"{kind}_lost", rule, {"rule": rule, "count": before[rule]})
            if alive and stopped(days, now, least_days=FEWEST_DAYS, patience_days=PATIENCE_DAYS):
                yield Sign(kind, rule, {"rule": rule, "day": max(days).isoformat()})


def _alive(context: Context, inbox: AnyInbox, found: Matched) -> bool:
    """Whether anything at all was heard or found lately; else another alarm says so."""
    heard = max((inbox.last_heard(source) or 0 for source in context.sources), default=0)
    now = today(context)
    past = (day for rules in found.values() for days in rules.values() for day in days if day <= now)
    return context.now() - heard < 7 * DAY_S or (now - max(past, default=date.min)).days < 7


def remember(session: Session, found: Matched) -> None:
    """How much each rule matches; of one that matches nothing, what it matched before."""
    for kind, rules in found.items():
        row = session.get(Remark, SEEN[kind])
        before = row.value if row else {}
        now = {rule: days.total() or before.get(rule, 0) for rule, days in rules.items()}
        if now != before:
            session.merge(Remark(name=SEEN[kind], value=now))

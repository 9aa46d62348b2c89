"""What calls for a person: the signs by which each alarm is raised, as they are at this moment.

Each finder gives the alarms of its kinds that should be open now, and nothing else; it changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from connector.domain.facts import Kind
from connector.models.lms import FactRow, Held
from connector.models.outbox import Message
from connector.models.state import SourceState, SweepRun
from connector.steps import targets
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.rhythm import DAY_S, patience_s, stopped
from connector.steps.triage import COURSE_EVENTS, READINGS

LEARNED_DAYS = 56
FEWEST_DAYS = 5
"""On which events came, before a source's rhythm is believed."""
TROUBLE_S = 15 * 60
"""A source may be away for so long before somebody is told."""
MISSED = 3
"""Posts that only a reconcile found, while no post's event came: once may be chance."""
EXPIRES_DAYS = 14
POST_EVENTS = frozenset(rf"\mod_forum\event\{name}" for name in ("post_created", "discussion_created"))


@dataclass(frozen=True)
class Sign:
    kind: str
    id: str
    about: dict[str, Any] = field(default_factory=dict)
    """The values of its sentence; those that end in ``_at`` are epoch seconds."""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


def today(context: Context) -> date:
    return datetime.fromtimestamp(context.now(), context.zone).date()


# --- a source -----------------------------------------------------------------


def in_trouble(context: Context, session: Session) -> Iterator[Sign]:
    """``problem``: a source that does not answer as it should."""
    for state in session.scalars(select(SourceState).where(SourceState.problem_since.is_not(None))):
        since = state.problem_since or 0
        if state.source in context.sources and context.now() - since >= TROUBLE_S:
            about = {"source": state.source, "word": state.problem, "since_at": since}
            yield Sign("problem", state.source, about)


def token_expires(context: Context) -> Iterator[Sign]:
    """``token``: it has expired or soon will."""
    for source, day in context.token_expires.items():
        days = (day - today(context)).days
        if days <= EXPIRES_DAYS:
            yield Sign("token", source, {"source": source, "days": max(days, 0), "day": day.isoformat()})


def silent(context: Context, inbox: AnyInbox) -> Iterator[Sign]:
    """``silent``: nothing was heard from a source for longer than the rhythm that it had when it was heard."""
    for source in context.sources:
        heard = inbox.last_heard(source)
        if heard is None:
            continue
        days: dict[str, int] = defaultdict(int)
        for one in inbox.daily(_learned(datetime.fromtimestamp(heard, context.zone).date())):
            days[one.day] += one.times if one.source == source else 0
        came = {date.fromisoformat(day): times for day, times in days.items() if times}
        usual = patience_s(came, median(came.values())) if len(came) >= FEWEST_DAYS else None
        if usual is not None and context.now() - heard > usual:
            yield Sign("silent", source, {"source": source, "heard_at": heard})


def missed(context: Context, session: Session, inbox: AnyInbox) -> Iterator[Sign]:
    """``missed``: reconciles find posts that were written since the last event of a post, and none has come."""
    counts = inbox.counts()
    for source in context.sources:
        told = [one.last_at for one in counts if one.source == source and one.what in POST_EVENTS]
        if not told:
            continue  # no webhook was ever set up for posts: nothing is missing
        posts = _found_after(session, source, max(told) + TROUBLE_S)
        if posts >= MISSED:
            yield Sign("missed", source, {"source": source, "posts": posts, "heard_at": max(told)})


def _found_after(session: Session, source: str, moment: int) -> int:
    """Posts written after it. Counted only if reconciles found as many: else all posts would be gone through."""
    runs = select(SweepRun.repaired).where(SweepRun.source == source, SweepRun.began_at > moment)
    if sum(repaired.get("post", {}).get("new", 0) for repaired in session.scalars(runs)) < MISSED:
        return 0
    posts = (FactRow.source == source, FactRow.kind == Kind.POST.value, FactRow.time > moment)
    return session.scalar(select(func.count()).select_from(FactRow).where(*posts)) or 0


def _learned(until: date) -> str:
    return (until - timedelta(days=LEARNED_DAYS)).isoformat()


# --- what is expected and does not come ---------------------------------------------


def kinds_vanished(context: Context, inbox: AnyInbox) -> Iterator[Sign]:
    """``kind``: events of a kind that we use came regularly and come no more, while others of the source do."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for one in inbox.daily(_learned(today(context))):
        days[one.source, one.name].append(date.fromisoformat(one.day))
    used, now = READINGS.keys() | COURSE_EVENTS, context.now()
    for (source, name), when in days.items():
        alive = source in context.sources and now - (inbox.last_heard(source) or 0) < 2 * DAY_S
        if alive and name in used and stopped(when, today(context), least_days=10, patience_days=7):
            about = {"source": source, "event": name, "day": max(when).isoformat()}
            yield Sign("kind", f"{source}:{name}", about)


# --- what waits for somebody ----------------------------------------------------------


def waits_for_a_person(session: Session, now: int) -> Iterator[Sign]:
    """``held``: a loss to decide on. ``messages``: some were refused or given up, and nothing newer says
    the same. ``target``: it takes nothing."""
    for row in session.scalars(select(Held).where(Held.state == "open").order_by(Held.id).limit(50)):
        yield Sign("held", str(row.id), {"source": row.source, "number": row.id, "count": row.count})
    newer = aliased(Message)
    replaced = select(newer.id).where(newer.target == Message.target, newer.kind == Message.kind)
    replaced = replaced.where(newer.subject == Message.subject, newer.id > Message.id)
    stuck = select(func.count()).select_from(Message).where(Message.state.in_(["refused", "dead"]))
    count = session.scalar(stuck.where(~replaced.where(newer.state != "discarded").exists())) or 0
    if count:
        yield Sign("messages", "all", {"count": count})
    for target in targets.stopped(session):
        if target.since is not None and now - target.since >= TROUBLE_S:
            about = {"target": target.target, "word": target.reason or "", "since_at": target.since}
            yield Sign("target", target.target, about)

"""How we are doing: what waits where, what was heard, refused, held – for people and for machines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.facts import TEST_EVENT
from connector.models.credit import ContributionRow, Record
from connector.models.lms import FactRow, Held, Hint, Missing, Reading
from connector.models.outbox import Message, TargetState
from connector.models.people import Account, Unsettled
from connector.models.state import SourceState, SweepRun
from connector.steps import targets
from connector.steps.context import Context
from connector.steps.found import added
from connector.steps.inbox_rows import AnyInbox
from connector.steps.triage import COURSE_EVENTS, READINGS
from connector.steps.world import current_mapping

NIP_DIGITS = 18
DAY_S = 86_400
PEEK = 10_000
"""Backlogs are counted no further than this: a number that large says enough."""


def status(context: Context, inbox: AnyInbox) -> dict[str, Any]:
    """JSON-safe; times are epoch seconds."""
    with context.db.read() as session:
        mapping = current_mapping(session)
        return {
            "mode": "live" if context.live else "observe",
            "mapping": mapping.number if mapping else None,
            "sources": {
                source: _source(context, session, inbox, source) for source in sorted(context.sources)
            },
            "events": _events(inbox),
            "refusals": [one._asdict() for one in inbox.refusals()],
            "waiting": _waiting(session, inbox, context.now()),
            "facts": _by(session, FactRow.kind, FactRow.state == "present"),
            "contributions": session.scalar(select(func.count()).select_from(ContributionRow)),
            "records": _by(session, Record.state),
            "messages": _by(session, Message.state),
            "targets": {row.target: _stopped(row) for row in targets.stopped(session)},
            "held": session.scalar(select(func.count()).select_from(Held).where(Held.state == "open")),
            "without_identifier": _nameless(session),
        }


def _source(context: Context, session: Session, inbox: AnyInbox, source: str) -> dict[str, Any]:
    state = session.get(SourceState, source)
    unreadable = select(func.count()).select_from(Reading)
    return {
        "last_heard": inbox.last_heard(source),
        "problem": state.problem if state else None,
        "problem_text": state.problem_text if state else None,
        "problem_since": state.problem_since if state else None,
        "reconciled_at": state.swept_at if state else None,
        "reconciling_since": state.sweep_began if state else None,
        "reads_since": state.horizon if state else None,
        "repaired": _repaired(session, source, context.now() - DAY_S),
        "hints": _count(session, select(Hint.id).where(Hint.source == source)),
        "rereads": _count(session, select(Hint.id).where(Hint.source == source, Hint.attempt > 0)),
        "not_readable": session.scalar(
            unreadable.where(Reading.source == source, Reading.problem.is_not(None))
        ),
        "unreadable": _unreadable(session, source),
        "now": context.now(),
    }


def _stopped(row: TargetState) -> dict[str, Any]:
    return {"problem": row.reason, "since": row.since, "tried_again_at": row.probe_at}


def _repaired(session: Session, source: str, since: int) -> dict[str, dict[str, int]]:
    """What the reconciles of the last day found that no event had told, by kind and word."""
    query = select(SweepRun.repaired).where(SweepRun.source == source, SweepRun.began_at >= since)
    total: dict[str, dict[str, int]] = {}
    for repaired in session.scalars(query):
        total = added(total, Counter({(k, w): n for k, words in repaired.items() for w, n in words.items()}))
    return total


def _unreadable(session: Session, source: str) -> list[dict[str, Any]]:
    """The first few places that could not be read, and why."""
    query = select(Reading).where(Reading.source == source, Reading.problem.is_not(None))
    rows = session.scalars(query.order_by(Reading.problem_since, Reading.ask, Reading.id).limit(20))
    return [{"ask": row.ask, "id": row.id, "problem": row.problem} for row in rows]


def _waiting(session: Session, inbox: AnyInbox, now: int) -> dict[str, int]:
    """What is due; people whose credit changes by itself later (a session ends) do not wait."""
    return {
        "triage": len(inbox.waiting(session, PEEK)),
        "hints": _count(session, select(Hint.id)),
        "judgement": _count(session, select(Missing.id).where(Missing.state == "found")),
        "settling": _count(session, select(Unsettled.person).where(Unsettled.due_at <= now)),
        "approval": _count(session, select(Record.number).where(Record.state == "draft")),
        "messages": _count(session, select(Message.id).where(Message.state.in_(["pending", "sending"]))),
    }


def _events(inbox: AnyInbox) -> list[dict[str, Any]]:
    """How often each kind came, and whether it tells us anything."""
    known = READINGS.keys() | COURSE_EVENTS | {TEST_EVENT}
    return [{**one._asdict(), "used": one.what in known} for one in inbox.counts()]


def _nameless(session: Session) -> int:
    """People with approved credit whom HR cannot be told of, for want of a NIP of 18 digits."""
    approved = select(Record.person).where(Record.person == Account.key, Record.approved > 0).exists()
    return _count(session, select(Account.key).where(func.length(Account.identifier) != NIP_DIGITS, approved))


def _count(session: Session, query: Any) -> int:
    return session.scalar(select(func.count()).select_from(query.limit(PEEK).subquery())) or 0


def _by(session: Session, column: Any, *where: Any) -> dict[str, int]:
    query = select(column, func.count()).where(*where).group_by(column)
    return {row[0]: row[1] for row in session.execute(query)}

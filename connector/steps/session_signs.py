"""What the LMS knows that speaks for somebody's having been at some sessions, read by session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.sessions import How, Session
from connector.mapping.agenda import GRACE
from connector.mapping.timeline import Timeline
from connector.models.lms import FactRow
from connector.steps.keeping import chunks
from connector.steps.session_facts import Course


def signs_of(db: Db, course: Course, asked: Sequence[Session], timeline: Timeline) -> dict[str, list[Fact]]:
    """Account → completions, choice answers and posts that may speak for any of these sessions of one course."""
    by_how: dict[How, list[Session]] = {}
    for session in asked:
        mapping = timeline.version(session.version)
        rule = mapping.session(session.rule) if mapping else None
        if rule is not None:
            by_how.setdefault(rule.attended_by.how, []).append(session)
    found: dict[str, list[Fact]] = {}
    for kind, where in _conditions(course[1], by_how):
        for fact in _facts(db, course[0], kind, where):
            found.setdefault(account_key(fact.source, fact.author or 0), []).append(fact)
    return found


def _conditions(course: int, by_how: dict[How, list[Session]]) -> Iterator[tuple[Kind, Any]]:
    modules = {each.cmid for each in by_how.get(How.COMPLETION, ()) if each.cmid is not None}
    for part in chunks([f"{Kind.MODULE}:{cmid}" for cmid in sorted(modules)]):
        yield Kind.COMPLETION, FactRow.container.in_(part)
    discussions = {each.fact_id for each in by_how.get(How.REPLIED, ()) if each.fact_kind == Kind.DISCUSSION}
    for part in chunks(sorted(int(id_) for id_ in discussions)):
        yield Kind.POST, FactRow.discussion.in_(part)
    lists = [(each.start, each.end) for each in by_how.get(How.CHOICE, ()) if each.start and each.end]
    if lists:
        first, last = min(start for start, _ in lists), max(end for _, end in lists)
        answered = FactRow.time.between(first, last + GRACE)
        yield Kind.CHOICE_ANSWER, (FactRow.course == course) & answered


def _facts(db: Db, source: str, kind: Kind, where: Any) -> Iterator[Fact]:
    """Without what attendance does not ask for: there may be very many of them."""
    row_ = FactRow
    query = select(row_.id, row_.author, row_.time, row_.data).where(row_.source == source, where)
    query = query.where(row_.kind == kind.value, row_.state == State.PRESENT.value, row_.author.is_not(None))
    for id_, author, time, data in db.execute(query):
        yield Fact(source, kind, id_, author=author, time=time, data=data)

"""Reconcile: everything in the mapped places, listed and compared, without any webhook.

It only lays hints – for each place the mapping means, leading on to its forums, their heads and those posts whose
head differs – and the refresh step does the rest. So it goes on by itself after a crash, and repairs with the
very code that the events use.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.lms.port import Ask
from connector.models.lms import Hint, Lookup
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.context import Context
from connector.steps.hints import Notice, give_notice, swept
from connector.steps.refresh import refresh

Progress = Callable[[str, int, int], None]
"""(source, hints done, hints still to do)"""


def begin(context: Context, source: str, *, full: bool = False) -> bool:
    """Lays the first hints; False if an unfinished reconcile is going on instead."""
    with context.db.write() as session:
        state = session.get(SourceState, source) or SourceState(source=source, failures=0, retry_at=0)
        session.add(state)
        state.retry_at = 0
        going_on = state.sweep_began is not None and _left(session, source) > 0
        if not going_on:
            state.sweep_began, state.sweep_full = context.now(), full
            _lay(session, source, 2 if full else 1, context.now())
        return not going_on


def _lay(session: Session, source: str, sweep: int, now: int) -> None:
    queries = session.scalars(select(Lookup.query).where(Lookup.source == source)).all()
    places = [Notice(source, Ask.COURSES, query, sweep=sweep, wait=0) for query in queries]
    users = session.scalars(select(Account.user_id).where(Account.source == source)).all()
    people = [Notice(source, Ask.USERS, str(user), sweep=sweep, wait=0) for user in users]
    give_notice(session, places + people, now)


def end_if_done(context: Context, source: str) -> bool:
    """Notes the end of a reconcile whose last hint is gone."""
    with context.db.read() as session:
        state = session.get(SourceState, source)
        if state is None or state.sweep_began is None or _left(session, source):
            return False
    with context.db.write() as session:
        state = session.get_one(SourceState, source)
        state.swept_at, state.sweep_began = context.now(), None
    return True


def _left(session: Session, source: str) -> int:
    query = select(func.count()).select_from(Hint).where(Hint.source == source, swept())
    return session.scalar(query) or 0


def reconcile(context: Context, source: str, *, full: bool = False, progress: Progress | None = None) -> bool:
    """Runs one to its end; False if the LMS stopped answering – then a later call goes on where this one stopped."""
    begin(context, source, full=full)
    done = 0
    while worked := refresh(context, source):
        done += worked
        if progress:
            with context.db.read() as session:
                progress(source, done, _left(session, source))
    return end_if_done(context, source)

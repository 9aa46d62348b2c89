"""Reconcile: everything in the mapped places, listed and compared, without any webhook.

It only lays hints – for each place the mapping means, leading on to its forums, their heads and those posts whose
head differs – and the refresh step does the rest. So it goes on by itself after a crash, and repairs with the
very code that the events use.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.lms.port import Ask
from connector.models.lms import FactRow, Hint, Lookup, Reading
from connector.models.people import Account
from connector.models.state import SourceState, SweepRun
from connector.steps import found
from connector.steps.context import Context
from connector.steps.hints import Notice, Sweep, give_notice, swept
from connector.steps.refresh import refresh

KEPT_S = 30 * 86_400
"""How long it is remembered what a reconcile repaired."""

Progress = Callable[[str, int, int], None]
"""(source, hints done, hints still to do)"""


def begin(context: Context, source: str, tier: Sweep = Sweep.WHOLE, *, at_once: bool = True) -> bool:
    """Lays the first hints; False if an unfinished reconcile of this tier or a higher one goes on instead.

    ``at_once``: even if the source is to be left alone for a while.
    """
    now = context.now()
    with context.db.write() as session:
        state = session.get(SourceState, source) or SourceState(source=source, failures=0, retry_at=0)
        session.add(state)
        if at_once:
            state.retry_at = 0
        if _goes_on(session, state, tier):
            return False
        _end(session, source, now)  # a lower one is absorbed: its hints are among the new ones
        session.execute(delete(SweepRun).where(SweepRun.source == source, SweepRun.began_at < now - KEPT_S))
        session.add(SweepRun(source=source, tier=tier, began_at=now, repaired={}))
        state.sweep_began, state.sweep_full = now, tier >= Sweep.FULL
        _lay(session, source, tier, now)
        return True


def _goes_on(session: Session, state: SourceState, tier: Sweep) -> bool:
    run = found.running(session, state.source)
    enough = run is None or run.tier >= tier
    return enough and state.sweep_began is not None and _left(session, state.source) > 0


def _lay(session: Session, source: str, tier: Sweep, now: int) -> None:
    if tier is Sweep.LIGHT:
        known = (FactRow.source == source, FactRow.kind == Kind.FORUM.value)
        forums = session.execute(
            select(FactRow.id, FactRow.course).where(*known, FactRow.state == State.PRESENT.value)
        )
        heads = [Notice(source, Ask.HEADS, id_, course, sweep=tier, wait=0) for id_, course in forums]
        give_notice(session, heads, now)
        return
    queries = session.scalars(select(Lookup.query).where(Lookup.source == source)).all()
    places = [Notice(source, Ask.COURSES, query, sweep=tier, wait=0) for query in queries]
    users = session.scalars(select(Account.user_id).where(Account.source == source)).all()
    people = [Notice(source, Ask.USERS, str(user), sweep=tier, wait=0) for user in users]
    give_notice(session, places + people, now)


def end_if_done(context: Context, source: str) -> bool:
    """Notes the end of a reconcile whose last hint is gone."""
    with context.db.read() as session:
        state = session.get(SourceState, source)
        if state is None or state.sweep_began is None or _left(session, source):
            return False
    with context.db.write() as session:
        state = session.get_one(SourceState, source)
        if _end(session, source, context.now()) != Sweep.LIGHT:
            state.swept_at = context.now()
        state.sweep_began = None
    return True


def _end(session: Session, source: str, now: int) -> int | None:
    """Notes the end of the running one; its tier, if there was one."""
    run = found.running(session, source)
    if run is None:
        return None
    run.ended_at = now
    return run.tier


def _left(session: Session, source: str) -> int:
    query = select(func.count()).select_from(Hint).where(Hint.source == source, swept())
    return session.scalar(query) or 0


def reconcile(context: Context, source: str, *, full: bool = False, progress: Progress | None = None) -> bool:
    """Runs one to its end; False if the LMS stopped answering – then a later call goes on where this one stopped."""
    begin(context, source, Sweep.FULL if full else Sweep.WHOLE)
    done = 0
    while worked := refresh(context, source):
        done += worked
        if progress:
            with context.db.read() as session:
                progress(source, done, _left(session, source))
    return end_if_done(context, source)


def reach_back(context: Context, source: str, since: int) -> int:
    """From now on discussions that ended before ``since`` and were never read are left alone; returns what holds.

    What was read stays and is looked after; so a later moment than before, or one given after everything had been
    read, changes nothing.
    """
    with context.db.write() as session:
        state = session.get(SourceState, source) or SourceState(source=source, failures=0, retry_at=0)
        session.add(state)
        if state.horizon is None and _read_before(session, source):
            return 0
        state.horizon = since if state.horizon is None else min(state.horizon, since)
        return state.horizon


def _read_before(session: Session, source: str) -> bool:
    read = select(Reading.id).where(Reading.source == source, Reading.ask == Ask.POSTS.value)
    return session.scalars(read.limit(1)).first() is not None

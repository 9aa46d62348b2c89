"""Refresh: hints that are due become facts. One connection a source; no network inside a transaction."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from connector.errors import LmsError, TryLater, WrongSetup
from connector.lms.port import Ask, Lms, Want
from connector.models.dialects import of_slot
from connector.models.lms import Hint
from connector.models.state import SourceState
from connector.steps import absence, found, readback
from connector.steps.context import Context
from connector.steps.hints import finish, postpone, source_scope
from connector.steps.numbers import next_number
from connector.steps.reading import Read
from connector.steps.targets import pause_s

BATCH = 40
USERS_A_CALL = 50
LONGEST_PAUSE_S = 300
AWAY = frozenset({"unreachable", "unavailable", "too_busy", "maintenance"})
"""Words of a site that is away as a whole: nothing that was asked for is to blame."""
DOUBTFUL = 5
"""Failures in a row for which what was asked for may be to blame; after more it is the site."""
LISTED = 10
"""Of a batch, kept free for what a reconcile lists."""

log = structlog.get_logger()


def refresh(context: Context, source: str, slot: int = 0, slots: int = 1) -> int:
    """Reads back what is due, judges what is missing; returns how many hints were worked on.

    ``slot``: of ``slots`` workers that share a source's hints, each over a connection of its own.
    """
    hints = _due(context, source, slot, slots)
    if not hints:
        return _judge(context, source)
    try:
        _meet_site(context, context.sources[source])
    except (TryLater, WrongSetup) as error:
        _failed(context, source, error)
        return 0
    try:
        _read(context, source, hints)
    except (TryLater, WrongSetup) as error:
        if not _site_answers(context, source, error):
            _failed(context, source, error)
            return 0
        if not _one_by_one(context, source, hints, error):
            return 0
    return len(hints) + _judge(context, source)


def _read(context: Context, source: str, hints: list[Hint]) -> None:
    with context.db.write("reads") as session:
        read_no = next_number(session, "reads")  # before the read begins: the fence against slow old answers
    wants, places = _wants(hints)
    answers = context.sources[source].read(wants)
    _take_in(context, source, hints, [answers[place] for place in places], read_no)


def _site_answers(context: Context, source: str, error: LmsError) -> bool:
    """Whether what was asked for may be to blame: of a site that is away, or wrongly set up, it is not."""
    if error.word in AWAY:
        return False
    try:
        context.sources[source].site(anew=True)
    except LmsError:
        return False
    return True


def _one_by_one(context: Context, source: str, hints: list[Hint], error: LmsError) -> bool:
    """Each by itself, so that a bad one holds up no other; False if they fail in a row: then it is the site."""
    doubted: list[tuple[Hint, LmsError]] = [(hint, error) for hint in hints if len(hints) == 1]
    for hint in hints if len(hints) > 1 else ():
        try:
            _read(context, source, [hint])
        except (TryLater, WrongSetup) as alone:
            doubted.append((hint, alone))
            if len(doubted) > DOUBTFUL or alone.word in AWAY:
                _failed(context, source, alone)
                return False
        else:
            _blame(context, source, doubted)
            doubted = []
    _blame(context, source, doubted)
    return True


def _due(context: Context, source: str, slot: int, slots: int) -> list[Hint]:
    """The next hints; one that failed before is taken alone, so that one bad object never holds up others.

    What events tell of goes before a reconcile's, but never takes all the room.
    """
    now = context.now()
    with context.db.read() as session:
        state = session.get(SourceState, source)
        if state is not None and state.retry_at > now:
            return []
        due = Hint.due_at <= now
        if context.in_haste:
            due = or_(due, and_(Hint.attempt == 0, Hint.failures == 0))
        query = select(Hint).where(Hint.source == source, due, of_slot(Hint.id, slot, slots))
        query = query.order_by(Hint.due_at, Hint.id).limit(BATCH)
        told = list(session.scalars(query.where(Hint.failures == 0, Hint.sweep == 0)))
        listed = list(session.scalars(query.where(Hint.failures == 0, Hint.sweep > 0)))
        if not told and not listed:
            return list(session.scalars(query.limit(1)))
    told = told[: max(BATCH - len(listed), BATCH - LISTED)]
    return told + listed[: BATCH - len(told)]


def _wants(hints: Sequence[Hint]) -> tuple[list[Want], list[int]]:
    """What to ask, and for each hint where its answer will stand. Users are asked for together."""
    wants: list[Want] = []
    places: list[int] = []
    users: dict[int, list[str]] = {}
    for hint in hints:
        if hint.ask != Ask.USERS:
            wants.append(Want(Ask(hint.ask), hint.id))
            places.append(len(wants) - 1)
            continue
        if not users or len(users[max(users)]) >= USERS_A_CALL:
            users[len(wants)] = []
            wants.append(Want(Ask.USERS, ""))
        users[max(users)].append(hint.id)
        places.append(max(users))
    for place, ids in users.items():
        wants[place] = Want(Ask.USERS, ",".join(ids))
    return wants, places


def _meet_site(context: Context, lms: Lms) -> None:
    """Remembers which account is ours; asked once, and again after trouble: no lighter question is there."""
    with context.db.read() as session:
        state = session.get(SourceState, lms.source)
    well = state is not None and state.problem is None
    site = lms.site(anew=not well)
    if state is not None and well and state.service_user == site.user_id:
        return
    with context.db.write(source_scope(lms.source)) as session:
        state = _state(session, lms.source)
        state.service_user = site.user_id


def _take_in(context: Context, source: str, hints: list[Hint], answers: list[Any], read_no: int) -> None:
    with context.db.write(*_scopes(source, hints)) as session:
        state = _state(session, source)
        _well_again(state)
        run, now = found.running(session, source), context.now()
        answered: dict[tuple[str, bool], list[tuple[Read, Any]]] = defaultdict(list)
        for hint, answer in zip(hints, answers, strict=True):
            read = Read(session, hint, read_no, now, state.sweep_began or 0, state.horizon or 0)
            if isinstance(answer, TryLater):
                readback.remember_problem(read, answer)
                postpone(session, hint, now)
            else:
                answered[hint.ask, _is_found(hint)].append((read, _own(hint, answer)))
        for (ask, is_found), alike in answered.items():
            with found.counting(session, run if is_found else None):
                finish(session, readback.take_in(Ask(ask), alike), now)


def _is_found(hint: Hint) -> bool:
    """Whether what it tells was found by a reconcile, and no event led to it."""
    return bool(hint.sweep and not hint.expect)


def _well_again(state: SourceState) -> None:
    state.problem = state.problem_text = state.problem_since = None
    state.failures, state.retry_at = 0, 0


def _scopes(source: str, hints: Sequence[Hint]) -> list[str]:
    """Who two accounts are is not to be learned from two sites at once: neither would see that they are one."""
    people = ["people"] if any(hint.ask == Ask.USERS for hint in hints) else []
    return [source_scope(source), *people]


def _own(hint: Hint, answer: Any) -> Any:
    """Of an answer about many users, this hint's own."""
    if hint.ask == Ask.USERS and isinstance(answer, list):
        return [fact for fact in answer if fact.id == hint.id]
    return answer


def _failed(context: Context, source: str, error: LmsError) -> None:
    """The site is away or wrongly set up: all work waits, and nothing that was asked for is to blame."""
    log.warning("lms does not answer", source=source, word=error.word, reason=str(error))
    with context.db.write(source_scope(source)) as session:
        now = context.now()
        state = _state(session, source)
        state.failures += 1
        state.problem, state.problem_text = error.word, str(error)
        state.problem_since = state.problem_since or now
        pause = min(5 * 2 ** min(state.failures, 7), LONGEST_PAUSE_S) * random.uniform(0.8, 1.2)  # noqa: S311
        state.retry_at = now + pause_s(int(pause), error.word, error.retry_after)


def _blame(context: Context, source: str, doubted: Sequence[tuple[Hint, LmsError]]) -> None:
    """The site answers, but not when asked for these: they are tried again ever later, the rest goes on."""
    if not doubted:
        return
    log.warning("objects cannot be read", source=source, objects=[f"{h.ask} {h.id}" for h, _ in doubted])
    with context.db.write(source_scope(source)) as session:
        _well_again(_state(session, source))
        for hint, error in doubted:
            readback.remember_problem(Read(session, hint, 0, context.now()), error)
            postpone(session, hint, context.now())


def _judge(context: Context, source: str) -> int:
    with context.db.read() as session:
        if not absence.anything_found(session, source):
            return 0
    writing = context.db.write(source_scope(source))
    with writing as session, found.counting(session, found.running(session, source)):
        return absence.judge(session, source, context.now())


def _state(session: Session, source: str) -> SourceState:
    state = session.get(SourceState, source)
    if state is None:
        state = SourceState(source=source, failures=0, retry_at=0, sweep_full=False)
        session.add(state)
    return state

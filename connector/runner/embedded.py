"""Turns in one process: a thread for what is ours, one for each LMS, one for each target.

A slow LMS thus holds up neither the settling nor HR's file. A turn that fails is logged and taken again. While nothing
happens the threads look seldom; an event that was kept wakes them (``bell``).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from time import monotonic

import structlog
from sqlalchemy import event

from connector.errors import NotDone
from connector.runner.bell import Bell
from connector.runner.courtesy import Courtesy
from connector.steps import figures, hr_runs, outbox, preview, recognition, reconcile
from connector.steps.context import Context
from connector.steps.heard import prune_heard
from connector.steps.inbox_rows import CURSOR, AnyInbox
from connector.steps.joinings import prune_joinings
from connector.steps.memberships import send_memberships
from connector.steps.numbers import number
from connector.steps.own_posts.due import PostsTurn
from connector.steps.own_posts.sending import send_posts
from connector.steps.refresh import refresh
from connector.steps.settle import settle
from connector.steps.triage import triage
from connector.steps.watch import Watch
from connector.steps.withdrawals import confirm_withdrawals

log = structlog.get_logger()

Turn = Callable[[], int]

STALE_S = 300
DAY_S = 86_400
PAUSE_S = 60
LOOK_S = 2
WATCH_S = 5


def turns(context: Context, inbox: AnyInbox, slots: Mapping[str, int] | None = None) -> dict[str, list[Turn]]:
    """All turns there are, by the thread that takes them; each returns how much it did.

    ``slots``: source → how many share its hints, if not one; these here are the first of them.
    """
    slots = slots or {}
    own: list[Turn] = [lambda: triage(context, inbox), lambda: settle(context)]
    named: dict[str, list[Turn]] = {"own": own, "preview": [lambda: preview.compute(context)]}
    for source in context.sources:
        named[f"lms:{source}"] = [partial(_read, context, source, slots.get(source, 1))]
        if context.live:
            named[f"posts:{source}"] = [
                PostsTurn(context, source),
                lambda source=source: send_posts(context, source),  # type: ignore[misc]
            ]
        if context.live and source in context.profile_fields:
            named[f"figures:{source}"] = [lambda source=source: figures.send_figures(context, source)]  # type: ignore[misc]
        if context.live:
            named[f"badges:{source}"] = [lambda source=source: _badges(context, source)]  # type: ignore[misc]
    for target in context.hr:
        if context.live:
            named[f"hr:{target}"] = [HrTurn(context, target)]
    return named


def _read(context: Context, source: str, slots: int) -> int:
    done = refresh(context, source, 0, slots)
    if not done:
        reconcile.end_if_done(context, source)
    return done


def _badges(context: Context, source: str) -> int:
    return send_memberships(context, source) + confirm_withdrawals(context, source)


class HrTurn:
    """Writes a run that is due by the mapping, and any that waits; after a refusal it waits a minute."""

    def __init__(self, context: Context, target: str) -> None:
        self._context, self._target = context, target
        self._not_before = 0.0

    def __call__(self) -> int:
        return self._compose() + hr_runs.send_files(self._context, self._target)

    def _compose(self) -> int:
        if monotonic() < self._not_before or not hr_runs.run_is_due(self._context, self._target):
            return 0
        # The folder is looked into for each run: not more often than somebody would wait for it.
        self._not_before = monotonic() + (0 if self._context.in_haste else LOOK_S)
        try:
            composed = hr_runs.compose_run(self._context, self._target)
            if composed is None and hr_runs.under_way(self._context, self._target):
                return 0  # the run that is due waits for the one on its way
            hr_runs.looked_at(self._context, self._target)
            return 1 if composed else 0
        except NotDone as error:
            log.warning("hr run not made", target=self._target, word=error.word, reason=str(error))
            self._not_before = monotonic() + PAUSE_S
            return 0


def start(context: Context, stale_before: int | None = None) -> None:
    """What is due once when a process begins: messages that a crash left in the air, the year's figures."""
    with context.db.write() as session:
        outbox.take_up_again(session, context.now() - STALE_S if stale_before is None else stale_before)
    figures.turn_the_year(context)
    recognition.derive_when_live(context)


def tidy(context: Context, inbox: AnyInbox, keep_days: int) -> None:
    """What is due now and then: the retention of the inbox, the turn of the year, messages left in the air."""
    with context.db.read() as session:
        cursor = number(session, CURSOR)
    before = context.now() - keep_days * DAY_S
    inbox.prune(cursor, before)
    with context.db.write() as session:
        prune_joinings(session, before)
    prune_heard(context, inbox)
    preview.throw_away(context)
    start(context)


def work_until_idle(context: Context, inbox: AnyInbox) -> int:
    """Does all that is due, then returns how much that was."""
    start(context)
    steps = [turn for group in turns(context, inbox).values() for turn in group]
    total = 0
    while done := sum(turn() for turn in steps):
        total += done
    return total


class Runner:
    """The threads of one process."""

    def __init__(self, context: Context, inbox: AnyInbox, keep_days: int, courtesy: Courtesy) -> None:
        self._stop = threading.Event()
        self._courtesy = courtesy
        event.listen(context.db.engine, "before_cursor_execute", courtesy.give_way)
        self._bell = Bell()
        inbox.on_kept = self._bell.ring
        self._context, self._inbox, self._keep_days = context, inbox, keep_days
        groups = turns(context, inbox)
        self._threads = [self._thread(name, group) for name, group in groups.items()]
        self._threads.append(threading.Thread(target=self._tidy, name="tidy", daemon=True))
        watching = Watch(context, inbox)
        self._threads.append(
            threading.Thread(target=self._watch, args=(watching,), name="watch", daemon=True)
        )

    def _thread(self, name: str, group: Iterable[Turn]) -> threading.Thread:
        return threading.Thread(target=self._take_turns, args=(name, list(group)), name=name, daemon=True)

    def start(self) -> None:
        start(self._context, stale_before=self._context.now() + 1)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._bell.end_waiting()
        for thread in self._threads:
            thread.join(timeout=10)

    def _take_turns(self, name: str, group: list[Turn]) -> None:
        self._courtesy.works()
        while not self._stop.is_set():
            done = 0
            try:
                for turn in group:
                    done += turn()
            except Exception:  # whatever it is, the next turn may succeed; it must not end the thread
                log.exception("a turn failed", turn=name)
                self._stop.wait(5)
            if done:
                self._bell.ring()
            else:
                self._bell.wait()

    def _tidy(self) -> None:
        self._courtesy.works()
        while not self._stop.wait(60):
            try:
                tidy(self._context, self._inbox, self._keep_days)
            except Exception:
                log.exception("a turn failed", turn="tidy")

    def _watch(self, watching: Watch) -> None:
        self._courtesy.works()
        while not self._stop.wait(WATCH_S):
            try:
                watching()
            except Exception:
                log.exception("a turn failed", turn="watch")

"""Turns on many machines: procrastinate, whose queue lives in our own PostgreSQL database, says who takes which.

A turn is a job; the rows are the truth. Each second a *sweep* – once in the cluster – looks what is due and defers
its turns: one of a name runs at a time (``lock``), one more may wait (``queueing_lock``). Nothing is scheduled for
later, nothing retried by the queue: what is still due is deferred by the next sweep.

A worker that was killed leaves its job ``doing``, and its lock with it. Once its heartbeat is old the sweep ends such
a job, and what is due goes to somebody else. Had it only been paused, two would take one turn for a moment: the
scopes of ``Database.write`` and the generations of what is worked on keep that right.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from time import monotonic, sleep

import procrastinate
import structlog
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status
from sqlalchemy import text
from sqlalchemy.engine import make_url

from connector.models.database import SERVER, SERVER_SETTINGS
from connector.models.dialects import SCOPE
from connector.runner.embedded import Turn, tidy
from connector.runner.embedded import turns as embedded_turns
from connector.runner.look import names_due
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.refresh import refresh
from connector.steps.settle import settle
from connector.steps.watch import Watch

log = structlog.get_logger()

SETTLERS = 4
"""People are shared out among so many turns."""
TURN_S = 5.0
"""A turn that still finds something to do ends after this, so that others of its worker get theirs."""
FAILED_S = 5.0
AGAIN_S = 1.0
HEARTBEAT_S, STALLED_S = 3.0, 12.0
"""Within 30 s of its worker's death a turn is taken up: 12 until it counts as dead, 1–2 until a sweep, 1 to be
fetched, and time to spare."""
TASK, SWEEP, TIDY = "turn", "sweep", "tidy"
SWEEPS, TIDIES = "* * * * * *", "* * * * *"
"""Each second, each minute."""
QUEUE = 2
"""Second half of the key of the lock under which the queue's tables are made."""


def turns(
    context: Context, inbox: AnyInbox, connections: Mapping[str, list[Context]]
) -> dict[str, list[Turn]]:
    """As the embedded ones, but people, and the hints of a site with several connections, are shared out.

    ``connections``: source → a context for each further connection to it.
    """
    slots = {source: len(more) + 1 for source, more in connections.items()}
    named = embedded_turns(context, inbox, slots)
    own = named.pop("own")
    named["own"] = own[:1] + own[2:]  # all but settling
    named["watch"] = [Watch(context, inbox)]
    for slot in range(SETTLERS):
        named[f"settle:{slot}/{SETTLERS}"] = [partial(settle, context, slot, SETTLERS)]
    for source, more in connections.items():
        for slot, other in enumerate(more, start=1):
            name = f"lms:{source}:{slot}/{slots[source]}"
            named[name] = [partial(refresh, other, source, slot, slots[source])]
    return named


class Worker:
    """One process that takes turns; any number of them share the work."""

    def __init__(
        self, url: str, groups: Mapping[str, list[Turn]], context: Context, inbox: AnyInbox, keep_days: int
    ) -> None:
        self._groups = dict(groups)
        self._tidies = partial(tidy, context, inbox, keep_days)
        self._context, self._inbox = context, inbox
        self._app = queue(url)
        self._register()

    def _register(self) -> None:
        """The tasks by name; a worker of another version has the same."""
        app = self._app
        app.task(name=TASK)(self._turn)
        sweep = app.task(name=SWEEP, queueing_lock=SWEEP)(self._sweep)
        app.periodic(cron=SWEEPS, periodic_id=SWEEP, priority=1)(sweep)
        tidies = app.task(name=TIDY, lock=TIDY, queueing_lock=TIDY)(self._tidy)
        app.periodic(cron=TIDIES, periodic_id=TIDY)(tidies)

    def run(self, concurrency: int) -> None:
        """Until the process is told to stop; turns under way are ended first."""
        with ThreadPoolExecutor(concurrency, thread_name_prefix="turn") as self._threads:
            asyncio.run(self._run(concurrency))

    async def _run(self, concurrency: int) -> None:
        async with self._app.open_async():
            while True:
                try:
                    return await self._work(concurrency)
                except ConnectorException as error:
                    # The database was away, or we slept so long that the others forgot us: begin as a new worker.
                    log.warning(
                        "the queue was lost, it is joined again", reason=str(error.__cause__ or error)
                    )
                    await asyncio.sleep(AGAIN_S)

    async def _work(self, concurrency: int) -> None:
        await self._app.run_worker_async(
            concurrency=concurrency + 1,  # a sweep beside the turns
            fetch_job_polling_interval=1.0,  # releasing a lock wakes nobody
            update_heartbeat_interval=HEARTBEAT_S,
            stalled_worker_timeout=STALLED_S,
            delete_jobs="always",
        )

    # --- the tasks ---------------------------------------------------------------

    async def _turn(self, name: str) -> None:
        await asyncio.get_running_loop().run_in_executor(self._threads, self._take, name)

    def _take(self, name: str) -> None:
        group = self._groups.get(name)
        if group is None:
            log.warning("an unknown turn", turn=name)  # of a worker that was set up otherwise
            return
        end = monotonic() + TURN_S
        try:
            while monotonic() < end:
                if not sum(turn() for turn in group):
                    return
        except Exception:  # whatever it is, the next turn may succeed
            log.exception("a turn failed", turn=name)
            sleep(FAILED_S)

    async def _sweep(self, timestamp: int) -> None:
        await self._mend()
        due = await asyncio.to_thread(names_due, self._context, self._inbox, list(self._groups), timestamp)
        for name in due:
            with suppress(AlreadyEnqueued):
                await self._app.configure_task(TASK, lock=name, queueing_lock=name).defer_async(name=name)

    async def _tidy(self, timestamp: int) -> None:  # noqa: ARG002 - it is given to every periodic task
        await asyncio.get_running_loop().run_in_executor(self._threads, self._tidies)

    async def _mend(self) -> None:
        """Ends the jobs of dead workers. ``retry`` would fail for ever where a twin waits already."""
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
            with suppress(ConnectorException):  # another sweep did it
                await manager.finish_job(job, Status.FAILED, delete_job=True)
                log.warning(
                    "a worker is gone, its turn is free", turn=job.task_kwargs.get("name", job.task_name)
                )


def queue(url: str) -> procrastinate.App:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    settings = {name: value for name, value in SERVER.items() if name != "application_name"}
    options = " ".join(f"-c {setting}" for setting in SERVER_SETTINGS if "timezone" in setting)
    connector = procrastinate.PsycopgConnector(
        conninfo=plain,
        kwargs=settings | {"application_name": "cop-connector-queue", "options": options},
        min_size=1,
        max_size=6,
    )
    return procrastinate.App(connector=connector)


def make_queue(context: Context, apply: Callable[[str], None] | None = None) -> None:
    """The queue's own tables, once in the life of a database."""
    with context.db.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:a, :b)"), {"a": SCOPE, "b": QUEUE})
        if connection.scalar(text("SELECT to_regclass('procrastinate_jobs')")) is None:
            schema = procrastinate.schema.SchemaManager.get_schema()
            (apply or connection.exec_driver_sql)(schema.replace("%", "%%"))

"""Reading back over several connections at once: PostgreSQL, two workers, an LMS that answers in 50 ms."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.fill import wait_for_reading
from benchmarks.house import SERVE, House, begun, database, lms, make_house
from benchmarks.plan import Plan
from benchmarks.rows import Row
from connector.app import opened
from connector.models.lms import Hint
from connector.steps.context import Context

SLOTS = (1, 4, 16)
ANSWERS_S = 0.05
WAITING = 20_000
"""Discussions: more than are read meanwhile."""
WORKERS = 2
BEGUN_WITHIN_S = 60
WANTED = "set BENCH_PG_URL to a PostgreSQL server on which databases may be made"


def rows(plan: Plan, folder: Path) -> list[Row]:
    return [refreshed(plan, folder, slots) for slots in SLOTS]


def refreshed(plan: Plan, folder: Path, slots: int) -> Row:
    """Discussions read back and taken in a second, from when the first has been until some seconds later."""
    told = f"refresh with {slots} slot{'s' if slots > 1 else ''}, LMS answering in 50 ms, PostgreSQL, two workers"
    must = f">= {0.8 * slots / ANSWERS_S:.0f}"
    if not plan.postgres_url:
        return Row(told, None, "reads/s", must, WANTED)
    name = f"slots-{slots}"
    with lms(folder, int(ANSWERS_S * 1000)) as site, database(name, plan.postgres_url) as url:
        address = f"http://127.0.0.1:{site.port}"
        house = make_house(folder / name, address, database_url=url, mode="observe", connections=slots)
        wait_for_reading(house, plan.scaled(WAITING))
        with ExitStack() as running, opened(house.settings()) as cop:
            for number in range(WORKERS):
                running.enter_context(worker(house, slots, number))
            return Row(told, _speed(cop.context, plan), "reads/s", must, "forty are asked for in a call")


def _speed(context: Context, plan: Plan) -> float:
    first, end = _left(context), time.monotonic() + BEGUN_WITHIN_S
    while (before := _left(context)) == first:
        if time.monotonic() > end:
            raise RuntimeError("the workers read nothing; see their logs beside the institution file")
        time.sleep(0.05)
    began = time.monotonic()
    time.sleep(plan.seconds * 4)
    return (before - _left(context)) / (time.monotonic() - began)


def _left(context: Context) -> int:
    with context.db.read() as session:
        return session.scalar(select(func.count()).select_from(Hint).where(Hint.ask == "posts")) or 0


@contextmanager
def worker(house: House, concurrency: int, number: int) -> Iterator[None]:
    """``cop-connector worker``, with room for all slots and the settling beside."""
    command = [sys.executable, "-c", SERVE, "worker", "--concurrency", str(concurrency + 2)]
    with begun(command, house.environ, house.folder / f"worker-{number}.log"):
        yield

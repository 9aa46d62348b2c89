"""From facts to what they mean, and from stored facts to the ledger."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from benchmarks.fill import know_places
from benchmarks.house import House, database, make_house
from benchmarks.numbers import bound
from benchmarks.plan import Plan
from benchmarks.population import STARTER, approve, lookups, people, places, posts, settle_in
from benchmarks.rows import Row
from config.packs import read_packs
from connector.app import opened
from connector.mapping.meaning import Judge
from connector.mapping.places import Places
from connector.mapping.timeline import Timeline
from connector.models.credit import LedgerLine
from connector.models.people import Account
from connector.runner.distributed import SETTLERS
from connector.runner.heap import settle_heap
from connector.steps.keeping import unsettle
from connector.steps.settle import settle
from connector.steps.world import timeline
from schemas.mapping_document import compile_mapping

MAPPED = 50_000
MANY, FEW = 1_000_000, 100_000
WORKERS = 2
"""Processes that share the people, where the engine has several: one for each of this machine's processors."""
NOW = 1_800_000_000
WANTED = "set BENCH_PG_URL to a PostgreSQL server on which databases may be made"
NOT_MEASURED = [
    Row("recompute from stored facts to ledger, PostgreSQL", None, "facts/s", ">= 15000", WANTED),
    Row("recompute, PostgreSQL: peak memory against a tenth of the facts", None, "×", "<= 1.1", WANTED),
]


def rows(plan: Plan, folder: Path) -> list[Row]:
    server = recompute(plan, folder, "PostgreSQL", plan.postgres_url) if plan.postgres_url else NOT_MEASURED
    return [mapping_alone(plan), *recompute(plan, folder, "SQLite", ""), *server]


def mapping_alone(plan: Plan) -> Row:
    """The starter pack, as live: which rule, which community – of facts that lie in memory already."""
    mapping = compile_mapping(STARTER.read_text(encoding="utf-8"), read_packs(), 1)
    known = Places.of(places(), lookups())
    facts = list(islice(posts(MAPPED * 2), MAPPED))
    speeds = []
    for _ in range(plan.rounds):
        judge = Judge(Timeline.of(mapping), known)
        began = time.process_time()
        for fact in facts:
            judge.meaning(fact, NOW)
        speeds.append(len(facts) / (time.process_time() - began))
    note = f"lower bound of the median {bound(speeds):,.0f}; by the processor's time"
    return Row("mapping alone, starter pack, one core", median(speeds), "facts/s", ">= 60000", note)


def recompute(plan: Plan, folder: Path, engine: str, url: str) -> list[Row]:
    """Everybody anew, from nothing but facts and approvals, in a process that does only that."""
    few = _recomputed(folder / f"few-{engine}", plan.scaled(FEW), url)
    many = _recomputed(folder / f"many-{engine}", plan.scaled(MANY), url)
    speed, grown = many["facts"] / many["lasted"], many["peak_mb"] / few["peak_mb"]
    by = f"{WORKERS} workers, " if url else ""
    note = (
        f"{by}{many['facts']:,.0f} facts of {many['people']:,.0f} people, {many['lines']:,.0f} ledger lines"
    )
    return [
        Row(f"recompute from stored facts to ledger, {engine}", speed, "facts/s", ">= 15000", note),
        Row(
            f"recompute, {engine}: peak memory against a tenth of the facts",
            grown,
            "×",
            "<= 1.1",
            f"{many['peak_mb']:.0f} against {few['peak_mb']:.0f} MB",
        ),
    ]


def _recomputed(folder: Path, facts: int, url: str) -> dict[str, float]:
    with database(folder.name, url) as database_url:
        house = make_house(folder, database_url=database_url, mode="observe")
        _run(house, "prepare", facts)
        return _run(house, "measure", facts, WORKERS if url else 1)


def _run(house: House, what: str, facts: int, processes: int = 1) -> dict[str, float]:
    """In as many processes as ``cop-connector worker`` would run in; they begin together."""
    words = [
        sys.executable,
        "-m",
        "benchmarks.computing",
        what,
        str(house.folder),
        house.database_url,
        str(facts),
    ]
    running = [_begun([*words, str(number), str(processes)]) for number in range(processes)]
    for one in running:
        one.stdout.readline()  # type: ignore[union-attr]
    for one in running:
        one.stdin.write("begin\n")  # type: ignore[union-attr]
        one.stdin.flush()  # type: ignore[union-attr]
    told = [json.loads(one.communicate()[0]) for one in running]
    if any(one.returncode for one in running):
        raise RuntimeError(f"{what} failed")
    return {key: max(each[key] for each in told) for key in told[0]}


def _begun(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves


def prepare(house: House, facts: int) -> dict[str, float]:
    with opened(house.settings()) as cop:
        context = cop.context
        know_places(context.db)
        settle_in(context.db, facts)
        with context.db.read() as session:
            in_force = timeline(session)
        approve(context.db, facts, in_force, context.zone)
        with context.db.write() as session:
            unsettle(session, session.scalars(select(Account.person)).all(), 0, "mapping")
    return {}


def measure(house: House, facts: int, number: int, processes: int) -> dict[str, float]:
    """As the process ``number`` of so many, which share the people as workers do."""
    slots, of = (range(number, SETTLERS, processes), SETTLERS) if processes > 1 else (range(1), 1)
    with opened(house.settings()) as cop:
        settle_heap()
        _all_begin()
        began = time.perf_counter()
        while sum(settle(cop.context, slot, of) for slot in slots):
            pass
        lasted = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with cop.context.db.read() as session:
            lines = session.scalar(select(func.count()).select_from(LedgerLine)) or 0
    return {"facts": facts, "people": people(facts), "lines": lines, "lasted": lasted, "peak_mb": peak}


def _all_begin() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main(what: str, folder: str, database_url: str, facts: str, number: str, processes: str) -> None:
    house = House(Path(folder), database_url)
    if what == "prepare":
        _all_begin()
        done = prepare(house, int(facts))
    else:
        done = measure(house, int(facts), int(number), int(processes))
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

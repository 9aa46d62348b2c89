"""Crash tests: the service is killed, again and again, while a story runs; nothing may be lost or doubled.

    make crash                                                  at least 200 kills on each engine
    python -m tests.crash --engine sqlite --kills 40 --seed 7   fewer, and another schedule

On SQLite the one process dies; on PostgreSQL that which receives, or that which works, and the other goes on.
``moments`` names the places where a process dies, ``nursery`` starts processes that do, ``service`` is one of them,
``stage`` the institution around them; ``told`` compares what came out, ``driver`` decides who dies when.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.crash.driver import Plan, disturbed, undisturbed
from tests.postgres import NoServer, running

ENGINES = ("sqlite", "postgresql")
SLOWLY = (0.3, 0.8, 1.6)
"""On PostgreSQL what is due is looked for once a second."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.crash", description="Kills the service while a story runs.")
    parser.add_argument("--engine", choices=ENGINES, help="by default one after the other")
    parser.add_argument("--kills", type=int, default=200, help="at least so many on each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="only so many of the story's steps")
    parser.add_argument("--folder", type=Path, help="kept afterwards, to look into")
    options = parser.parse_args()
    make = partial(Plan, options.kills, options.seed, options.steps, say=_say)
    ended = [_on(engine, make, options.folder) for engine in ENGINES if options.engine in (None, engine)]
    return max(ended)


def _on(engine: str, make: Callable[..., Plan], kept: Path | None) -> int:
    with _folder(kept) as folder:
        if engine == "sqlite":
            return run(folder / engine, make(), engine)
        try:
            with running() as server:
                return run(folder / engine, make(database=server.database, pauses=SLOWLY), engine)
        except NoServer as error:
            _say(f"{engine}: not run, {error}")
            return 1


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def run(folder: Path, plan: Plan, engine: str) -> int:
    expected = undisturbed(folder / "undisturbed", plan)
    lost, doubled, round_ = 0, 0, 0
    while plan.goes_on(round_):
        round_ += 1
        before = plan.done.total()
        verdict = disturbed(folder / f"round-{round_}", plan, round_, expected)
        lost, doubled = lost + len(verdict.lost), doubled + len(verdict.doubled)
        _say(f"round {round_}: {plan.done.total() - before} kills")
        for what, items in (("lost", verdict.lost), ("doubled", verdict.doubled)):
            for item in items[:20]:
                _say(f"  {what}: {item[:400]}")
    for name, times in sorted(plan.done.items()):
        _say(f"  {times:4d}  {name}")
    if plan.missed:
        _say(f"nobody died at: {', '.join(plan.missed)}")
    _say(f"{engine}: kills {plan.done.total()}, lost {lost}, doubled {doubled}")
    return 1 if lost or doubled or plan.missed else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

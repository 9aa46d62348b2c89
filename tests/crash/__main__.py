"""Crash tests: the service is killed, again and again, while a story runs; nothing may be lost or doubled.

    make crash                                     at least 200 kills
    python -m tests.crash --kills 40 --seed 7      fewer, and another schedule

``moments`` names the places where a process dies, ``nursery`` starts processes that do, ``stage`` is the
institution around them, ``told`` compares what came out, ``driver`` decides who dies when.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.crash.driver import Plan, disturbed, undisturbed
from tests.crash.moments import SENT_NOT_NOTED


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.crash", description="Kills the service while a story runs.")
    parser.add_argument("--kills", type=int, default=200, help="at least so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="only so many of the story's steps")
    parser.add_argument("--folder", type=Path, help="kept afterwards, to look into")
    options = parser.parse_args()
    plan = Plan(options.kills, options.seed, options.steps, say=_say)
    if options.folder:
        return run(options.folder, plan)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), plan)


def run(folder: Path, plan: Plan) -> int:
    expected = undisturbed(folder / "undisturbed", plan)
    lost, doubled, round_ = 0, 0, 0
    while plan.done.total() < plan.kills:
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
    missed = [name for name in SENT_NOT_NOTED if not plan.done[name]]
    if missed:
        _say(f"nobody died at: {', '.join(missed)}")
    _say(f"sqlite: kills {plan.done.total()}, lost {lost}, doubled {doubled}")
    return 1 if lost or doubled or missed else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

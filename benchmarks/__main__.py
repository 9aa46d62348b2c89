"""``make bench``: measures every row, prints the table, writes results.json and docs/performance.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import computing, paging, receive, report, running
from benchmarks.plan import QUICK, THOROUGH, Plan
from benchmarks.rows import Row

GROUPS: dict[str, Callable[[Plan, Path], list[Row]]] = {
    "receive": receive.rows,
    "computing": computing.rows,
    "running": running.rows,
    "paging": paging.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument(
        "groups", nargs="*", choices=[[], *GROUPS], help="only these; then nothing is written"
    )
    parser.add_argument("--quick", action="store_true", help="try the benchmarks; the figures tell nothing")
    parser.add_argument("--folder", type=Path, default=Path("var"), help="where the databases lie meanwhile")
    options = parser.parse_args()
    plan = replace(QUICK if options.quick else THOROUGH, postgres_url=os.environ.get("BENCH_PG_URL", ""))
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = list(measured(plan, options.groups or list(GROUPS), options.folder))
    sys.stdout.write(report.table(rows) + "\n")
    if not options.groups and not options.quick:
        report.write(rows)
    sys.exit(any(row.holds is False for row in rows))


def measured(plan: Plan, groups: Sequence[str], parent: Path) -> list[Row]:
    """One group after the other, each in a folder that goes with it."""
    found: list[Row] = []
    for name in groups:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-", dir=parent) as folder:
            found += GROUPS[name](plan, Path(folder).absolute())
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    return found


if __name__ == "__main__":
    main()

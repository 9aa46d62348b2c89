"""Fuzz: random, malformed, huge, nested and wrongly encoded requests to the receive route.

    make fuzz                                      100,000 cases
    python -m tests.fuzz --cases 5000 --seed 7     fewer, and others

Never a 5xx, never a secret or a name stored, answered or logged.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.run import fuzz, say


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description="Maltreats the receive route.")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = fuzz(Path(folder), options.cases, options.seed)
    for failure in result.failures[:20]:
        say(f"  {failure}")
    say("answers " + ", ".join(f"{status}: {count}" for status, count in sorted(result.answers.items())))
    say(f"cases {result.cases}, failures {len(result.failures)}")
    return 1 if result.failures or result.cases < options.cases else 0


if __name__ == "__main__":
    sys.exit(main())

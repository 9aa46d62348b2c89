"""Fuzz: random, malformed, huge, nested and wrongly encoded requests to the receive route and the API.

    make fuzz                                      100,000 cases
    python -m tests.fuzz --cases 5000 --seed 7     fewer, and others

Never a 5xx, never a secret or a name stored, answered or logged; of the API each answer as its description has it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.api import fuzz_api
from tests.fuzz.run import fuzz, say


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="tests.fuzz", description="Maltreats the receive route and the API."
    )
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--api-cases", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = {
            "receiving": fuzz(Path(folder) / "receiving", options.cases, options.seed),
            "API": fuzz_api(Path(folder) / "api", options.api_cases, options.seed),
        }
    for part, result in results.items():
        for failure in result.failures[:20]:
            say(f"  {failure}")
        told = ", ".join(f"{status}: {count}" for status, count in sorted(result.answers.items()))
        say(f"{part}: answers {told}")
    cases = sum(result.cases for result in results.values())
    failures = sum(len(result.failures) for result in results.values())
    say(f"cases {cases}, failures {failures}")
    return 1 if failures or cases < options.cases + options.api_cases else 0


if __name__ == "__main__":
    sys.exit(main())

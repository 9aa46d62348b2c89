"""What a process has made by the time it is ready stays for its whole life: modules, tables, rules, the desk."""

from __future__ import annotations

import gc

THRESHOLDS = (20_000, 20, 50)
"""New objects, and rounds, before the collector looks. Facts come and go by the thousand and hardly ever in a circle:
Python's own 700 cost a recompute one fifteenth."""


def settle_heap() -> None:
    """The collector need not look through all that again and again: each time everybody waited for it, and it was a
    fifth of a recompute. Once a process, when it is ready."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)

"""How fast events are acknowledged: against the bare application, beside work, with much stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.fill import hints_left, store_events, wait_for_reading
from benchmarks.house import Running, bare, lms, make_house, until_idle, whole
from benchmarks.load import Load, load
from benchmarks.numbers import bound
from benchmarks.plan import Plan
from benchmarks.rows import Row

CONNECTIONS = (1, 16, 64)
STORED = 1_000_000
HINTS = 10_000
REST_S = 0.02
"""Between two events beside the backlog: at fewer than a hundred a second the work is not held up."""


def rows(plan: Plan, folder: Path) -> list[Row]:
    return [*against_bare(plan, folder), *beside_work(plan, folder), *with_much_stored(plan, folder)]


def against_bare(plan: Plan, folder: Path) -> list[Row]:
    """Both stand ready all the time and are asked in turns, so that what disturbs one disturbs the other."""
    with lms(folder, 50) as site:
        house = make_house(folder / "receive", f"http://127.0.0.1:{site.port}")
        with whole(house) as ours, bare(folder) as theirs:
            seen = {n: rounds(plan, ours, theirs, n) for n in CONNECTIONS}
    return [row for n, pairs in seen.items() for row in _compared(n, pairs)]


def rounds(plan: Plan, ours: Running, theirs: Running, connections: int) -> list[tuple[Load, Load]]:
    """Whoever was second is first the next time; each begins when the work of the round before is done."""
    pairs = []
    for number in range(plan.rounds):
        seen = {}
        for one in (ours, theirs) if number % 2 else (theirs, ours):
            until_idle(ours, theirs)
            seen[one] = load(one.port, connections, plan.seconds)
        pairs.append((seen[ours], seen[theirs]))
    return pairs


def _compared(connections: int, pairs: list[tuple[Load, Load]]) -> list[Row]:
    speeds = [ours.per_second / theirs.per_second for ours, theirs in pairs]
    waits = [ours.p99_ms / theirs.p99_ms for ours, theirs in pairs]
    who = f"{connections} connection{'s' if connections > 1 else ''}"
    return [
        Row(
            f"durable accepted events/s against bare, {who}",
            bound(speeds),
            "× (lower bound)",
            ">= 0.8",
            f"median {median(speeds):.2f}×: {_both(pairs, lambda one: one.per_second)}/s; "
            f"refused {sum(one.refused for one, _ in pairs)}",
        ),
        Row(
            f"p99 of the answer against bare, {who}",
            median(waits),
            "×",
            "<= 1.5",
            f"{_both(pairs, lambda one: one.p99_ms, 1)} ms",
        ),
    ]


def _both(pairs: list[tuple[Load, Load]], what: Callable[[Load], float], digits: int = 0) -> str:
    ours, theirs = (median(what(pair[side]) for pair in pairs) for side in (0, 1))
    return f"{ours:,.{digits}f} against {theirs:,.{digits}f}"


def beside_work(plan: Plan, folder: Path) -> list[Row]:
    """One sender that posts now and then, while each event so far leads to reading a discussion."""
    seen = []
    with lms(folder, 0) as site:
        for number in range(plan.few):
            house = make_house(folder / f"backlog-{number}", f"http://127.0.0.1:{site.port}")
            wait_for_reading(house, plan.scaled(HINTS))
            with whole(house) as ours:
                seen.append(load(ours.port, 1, plan.seconds, rest=REST_S).p99_ms)
                left = hints_left(house)
    return [
        Row(
            "acknowledgement, 1 connection, beside a backlog of 10,000 hints: p99",
            median(seen),
            "ms",
            "<= 25",
            f"each round {', '.join(f'{each:.1f}' for each in seen)}; {left:,} hints left at the end",
        )
    ]


def with_much_stored(plan: Plan, folder: Path) -> list[Row]:
    empty = make_house(folder / "empty")
    full = make_house(folder / "full")
    store_events(full, plan.scaled(STORED))
    with whole(full) as ours, whole(empty) as theirs:
        pairs = rounds(plan, ours, theirs, 16)
    ratios = [one.per_second / other.per_second for one, other in pairs]
    return [
        Row(
            "accepted/s with 1,000,000 events stored, against an empty store",
            bound(ratios),
            "× (lower bound)",
            ">= 0.85",
            f"median {median(ratios):.2f}×: {_both(pairs, lambda one: one.per_second)}/s at 16 connections",
        )
    ]

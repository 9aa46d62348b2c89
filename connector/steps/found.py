"""What a reconcile found that no event had told, counted by kind beside the work itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.state import SweepRun

COUNTING = "found"


def note(session: Session, kind: str, what: str) -> None:
    """``what``: new | changed | gone. Counts if somebody is :func:`counting`."""
    counted: Counter[tuple[str, str]] | None = session.info.get(COUNTING)
    if counted is not None:
        counted[str(kind), what] += 1


@contextmanager
def counting(session: Session, run: SweepRun | None) -> Iterator[None]:
    """What is found inside is added to the run; nothing is counted without one."""
    if run is None:
        yield
        return
    counted: Counter[tuple[str, str]] = Counter()
    session.info[COUNTING] = counted
    try:
        yield
    finally:
        del session.info[COUNTING]
    if counted:
        run.repaired = added(run.repaired, counted)


def added(
    repaired: dict[str, dict[str, int]], counted: Counter[tuple[str, str]]
) -> dict[str, dict[str, int]]:
    total = {kind: dict(words) for kind, words in repaired.items()}
    for (kind, what), times in counted.items():
        words = total.setdefault(kind, {})
        words[what] = words.get(what, 0) + times
    return total


def running(session: Session, source: str) -> SweepRun | None:
    """The reconcile that goes on, if one does."""
    runs = select(SweepRun).where(SweepRun.source == source, SweepRun.ended_at.is_(None))
    return session.scalars(runs.order_by(SweepRun.number.desc()).limit(1)).first()

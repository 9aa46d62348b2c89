"""The last result, kept for the page; and whether somebody is looking just now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connector.models.state import Remark
from connector.steps.context import Context
from connector.steps.doctor.examine import SECONDS
from connector.steps.doctor.finding import Finding, Level

RESULT, RUNNING = "doctor", "doctor-running"
LONGEST_S = int(2 * SECONDS)
"""Whoever is looking for longer was stopped in the middle of it."""


@dataclass(frozen=True)
class Result:
    at: int
    """Epoch seconds."""
    findings: Sequence[Finding]


def begin(context: Context) -> bool:
    """Whether it may be looked now: not while somebody else does."""
    now = context.now()
    with context.db.write() as session:
        running = session.get(Remark, RUNNING)
        if running is not None and now - int(running.value["since"]) < LONGEST_S:
            return False
        session.merge(Remark(name=RUNNING, value={"since": now}))
    return True


def end(context: Context, findings: Sequence[Finding] | None) -> None:
    """Keeps what was found, if anything could be."""
    with context.db.write() as session:
        running = session.get(Remark, RUNNING)
        if running is not None:
            session.delete(running)
        if findings is not None:
            told = [[one.level.value, one.word, dict(one.about), one.of] for one in findings]
            session.merge(Remark(name=RESULT, value={"at": context.now(), "findings": told}))


def last(context: Context) -> tuple[Result | None, bool]:
    """The last result, and whether somebody is looking now."""
    with context.db.read() as session:
        result, running = session.get(Remark, RESULT), session.get(Remark, RUNNING)
        busy = running is not None and context.now() - int(running.value["since"]) < LONGEST_S
        if result is None:
            return None, busy
        told = [Finding(Level(level), word, about, of) for level, word, about, of in result.value["findings"]]
        return Result(int(result.value["at"]), told), busy

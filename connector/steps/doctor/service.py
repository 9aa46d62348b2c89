"""The web service itself: our account, the clock, and the functions of the external service."""

from __future__ import annotations

from collections.abc import Iterator

from connector.lms import batch, functions
from connector.steps.doctor.finding import Finding, bad, listed, look, ok, warning
from connector.steps.doctor.visit import Visit, ground

CLOCK_S = 60
"""Answers take their time, and a header tells whole seconds."""
CLOCK_BAD_S = 300


def account(visit: Visit) -> Iterator[Finding]:
    if visit.site is None:
        return
    yield ok("token_works", release=visit.site.release, functions=len(visit.site.functions))
    if visit.site.admin:
        yield bad("account_is_admin")


def clock(visit: Visit) -> Iterator[Finding]:
    """By the date of an answer given a moment ago."""
    if visit.site is None or visit.site.date is None:
        yield look("clock_not_told")
        return
    off = visit.site.date - visit.context.now()
    if abs(off) <= CLOCK_S:
        yield ok("clock_right")
    else:
        found = bad if abs(off) > CLOCK_BAD_S else warning
        yield found("clock_off", seconds=abs(off), ahead="lms" if off > 0 else "here")


def service(visit: Visit) -> Iterator[Finding]:
    """What the external service lacks, and what it holds besides."""
    if visit.site is None:
        return
    there, features = visit.site.functions, ground(visit).features
    needed = functions.needed(features)
    yield from _lacking(there, needed)
    foreign = there - functions.OURS
    writing = {each for each in foreign if functions.writes(each)}
    idle = {each for each in there & functions.OURS - needed - functions.GIVE_AGAIN if functions.writes(each)}
    if writing:
        yield bad("functions_foreign_writing", functions=listed(writing), count=len(writing))
    if foreign - writing:
        yield warning("functions_foreign", functions=listed(foreign - writing), count=len(foreign - writing))
    if idle:
        yield warning("functions_idle", functions=listed(idle))


def _lacking(there: frozenset[str], needed: frozenset[str]) -> Iterator[Finding]:
    if needed - there:
        yield bad("functions_missing", functions=listed(needed - there), count=len(needed - there))
    else:
        yield ok("functions_there", count=len(needed))
    kept = functions.KEPT_ONLY - needed - there
    if kept:
        yield warning("functions_missing_kept", functions=listed(kept))
    if batch.FUNCTION not in there:
        yield warning("batch_missing", function=batch.FUNCTION)

"""What was read of an object, what is still to be read, and what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import select

from connector.domain.facts import Kind, State
from connector.lms.port import Ask
from connector.models.dialects import with_keys
from connector.models.lms import FactRow, Held, Hint, Missing, Reading
from connector.models.state import SourceState
from connector.steps.telling import Line, reason_words
from connector.steps.why.asked import Asked
from connector.steps.why.heard import HintKey, Notice


def keys_of(row: FactRow | None, notices: list[Notice]) -> set[HintKey]:
    """What has to be read to know of it."""
    keys = {key for notice in notices for key in notice.asks}
    if row is not None and row.kind == Kind.POST:
        keys.add((row.source, Ask.POSTS.value, str(row.discussion)))
    if row is not None and row.kind == Kind.DISCUSSION:
        keys.add((row.source, Ask.POSTS.value, row.id))
    return keys


def hints_of(asked: Asked, keys: Collection[HintKey]) -> list[Hint]:
    query = select(Hint).where(*with_keys((Hint.source, Hint.ask, Hint.id), keys)).order_by(Hint.due_at)
    return [one for one in asked.db.scalars(query) if (one.source, one.ask, one.id) in keys]


def readings_of(asked: Asked, keys: Collection[HintKey]) -> list[Reading]:
    query = select(Reading).where(*with_keys((Reading.source, Reading.ask, Reading.id), keys))
    found = asked.db.scalars(query.order_by(Reading.read_at.desc()))
    return [one for one in found if (one.source, one.ask, one.id) in keys]


def read_line(asked: Asked, row: FactRow, hints: list[Hint], readings: list[Reading]) -> Line:
    """The object as it is kept, and what may change that."""
    below = [*_waiting(asked, hints), *_problems(asked, row.source, readings), *_missing(asked, row)]
    read = next((each.read_at for each in readings if each.read_no), 0)
    state = "read-gone" if row.state == State.GONE else "read"
    return asked.line("read", state, *below, when=asked.when(read))


def never_read(
    asked: Asked, source: str, notices: list[Notice], hints: list[Hint], readings: list[Reading]
) -> Line:
    """Why there is no fact of it."""
    below = [*_waiting(asked, hints), *_problems(asked, source, readings)]
    if not notices:
        state = asked.db.get(SourceState, source)
        swept = asked.when(state.swept_at if state else None)
        return asked.end("not-heard", *below, swept=swept)
    if not all(notice.taken for notice in notices):
        return asked.end("not-sorted", *below)
    if not any(notice.asks for notice in notices):
        return asked.end("outside", *below)
    return asked.end("to-read" if hints else "not-there", *below)


def _waiting(asked: Asked, hints: list[Hint]) -> Iterator[Line]:
    for hint in hints:
        what = asked.say_or(f"desk-ask-{hint.ask}", f"{hint.ask} {hint.id}", id=hint.id)
        key = "hint-failed" if hint.failures else "hint-again" if hint.attempt else "hint"
        tries = hint.failures or hint.attempt
        yield asked.line("reason", key, what=what, due=asked.when(hint.due_at), tries=tries)


def _problems(asked: Asked, source: str, readings: list[Reading]) -> Iterator[Line]:
    state = asked.db.get(SourceState, source)
    told = [(each.problem, each.problem_since) for each in readings if each.problem]
    if state is not None and state.problem:
        told.insert(0, (state.problem, state.problem_since))
    for word, since in dict(told).items():
        words = reason_words(asked.teller.language, word)
        yield asked.line("reason", "problem", words=words, since=asked.when(since))


def _missing(asked: Asked, row: FactRow) -> Iterator[Line]:
    """The LMS no longer has it: is that taken for true?"""
    missing = asked.db.get(Missing, (row.source, row.kind, row.id))
    if missing is None or missing.state == "taken":
        return
    held = asked.db.get(Held, missing.held) if missing.held else None
    if missing.state == "held" and held is not None:
        yield asked.line(
            "reason", "held", id=str(held.id), count=held.count, when=asked.when(missing.seen_at)
        )
    else:
        yield asked.line("reason", f"missing-{missing.state}", when=asked.when(missing.seen_at))

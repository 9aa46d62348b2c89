"""How we are doing, for the strip on top: each source, what waits, what is held, what nobody maps."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from flask import current_app

from connector.models.lms import FactRow, Held
from connector.steps.explain import Teller
from connector.steps.status import status
from connector.web.events import words_of
from connector.web.page import cop, say, say_or, when

KEPT_S = 2.0
"""Many open pages ask every few seconds; the counting is done once for all of them."""


@dataclass(frozen=True)
class SourceRow:
    id: str
    heard: str
    """When last, empty = never."""
    reconciled: str
    reconciling: bool
    problem: str | None
    problem_words: str
    cure: str
    since: str
    unreadable: int


@dataclass(frozen=True)
class HeldRow:
    id: int
    source: str
    place: str
    why: str
    count: int
    since: str


@dataclass(frozen=True)
class Tally:
    words: str
    name: str
    source: str
    times: int
    last: str


def told() -> dict[str, Any]:
    """:func:`status`, at most two seconds old."""
    kept: tuple[float, dict[str, Any]] | None = current_app.extensions.get("desk_status")
    if kept is None or time.monotonic() - kept[0] > KEPT_S:
        kept = (time.monotonic(), status(cop().context, cop().inbox))
        current_app.extensions["desk_status"] = kept
    return kept[1]


def forget() -> None:
    """Somebody changed something and wants to see it."""
    current_app.extensions.pop("desk_status", None)


def sources(known: dict[str, Any]) -> list[SourceRow]:
    return [_source(id_, one) for id_, one in known["sources"].items()]


def _source(id_: str, one: dict[str, Any]) -> SourceRow:
    problem = one["problem"]
    return SourceRow(
        id=id_,
        heard=when(one["last_heard"]),
        reconciled=when(one["reconciled_at"]),
        reconciling=one["reconciling_since"] is not None,
        problem=problem,
        problem_words=say_or(f"desk-problem-{problem}", say("desk-problem-other")) if problem else "",
        cure=say_or(f"desk-cure-{problem}", say("desk-cure-other")) if problem else "",
        since=when(one["problem_since"]),
        unreadable=one["not_readable"] or 0,
    )


def backlog(known: dict[str, Any]) -> list[tuple[str, int]]:
    """What waits where, in words; what waits for approval has a place of its own."""
    waiting = {word: count for word, count in known["waiting"].items() if count and word != "approval"}
    return [(say_or(f"desk-backlog-{word}", word), count) for word, count in waiting.items()]


def unused(known: dict[str, Any]) -> list[Tally]:
    """Kinds of events that come and that nothing uses, the most frequent first."""
    rows = [one for one in known["events"] if not one["used"]]
    return [_tally(one, words_of(one["what"])) for one in sorted(rows, key=lambda one: -one["times"])]


def refusals(known: dict[str, Any]) -> list[Tally]:
    return [_tally(one, say_or(f"desk-refusal-{one['what']}", one["what"])) for one in known["refusals"]]


def _tally(one: dict[str, Any], words: str) -> Tally:
    return Tally(words, one["what"], one["source"], one["times"], when(one["last_at"]))


def held_row(teller: Teller, row: Held) -> HeldRow:
    return HeldRow(
        id=row.id,
        source=row.source,
        place=_place(teller, row),
        why=say_or(f"desk-held-{row.reason}", row.reason),
        count=row.count,
        since=when(row.created_at),
    )


def _place(teller: Teller, row: Held) -> str:
    kind, _, id_ = row.container.partition(":")
    fact = teller.session.get(FactRow, (row.source, kind, id_))
    data = fact.data if fact else {}
    name = data.get("name") or data.get("fullname") or data.get("shortname")
    return str(name) if name else row.container

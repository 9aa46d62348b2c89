"""Facts: every object of an LMS as it was last read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from connector.domain.facts import Kind, State, account_key
from connector.models.lms import FactRow
from connector.steps.keeping import NAMED_BY, name_of_fact
from connector.steps.lists import choices
from connector.steps.lists.listing import Choice, Condition, Filter, Listing, Sort
from connector.steps.telling import Teller


@dataclass(frozen=True)
class FactLine:
    source: str
    kind: str
    id: str
    name: str
    """Empty if it has none."""
    course_id: int | None
    author: str
    """Key of an account; empty if nobody wrote it."""
    time_at: int | None
    """The LMS's time of it."""
    state: str
    """present | gone."""


def _plain(_teller: Teller, found: Sequence[Any]) -> list[FactLine]:
    return [_row(row) for (row,) in found]


def _row(row: FactRow) -> FactLine:
    return FactLine(
        source=row.source,
        kind=row.kind,
        id=row.id,
        name=name_of_fact(row),
        course_id=row.course,
        author=account_key(row.source, row.author) if row.author else "",
        time_at=row.time,
        state=row.state,
    )


def _of_kind(value: str) -> Condition | None:
    source, _, kind = value.partition("/")
    if kind not in {each.value for each in Kind}:
        return None
    return (FactRow.source == source) & (FactRow.kind == kind)


def _kinds(teller: Teller) -> list[Choice]:
    words = [(each.value, teller.say(f"desk-kind-{each.value}")) for each in Kind]
    sources = sorted(teller.context.sources)
    named = sources if len(sources) > 1 else [""]
    return [
        (f"{source}/{kind}", f"{name} {said}".strip())
        for source, name in zip(sources, named, strict=True)
        for kind, said in words
    ]


def _course(value: str) -> Condition | None:
    return FactRow.course == int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _words(words: str) -> Condition:
    named = (FactRow.data[key].as_string().icontains(words, autoescape=True) for key in NAMED_BY)
    return or_(FactRow.id == words, *named)


BY_TIME = (FactRow.time, FactRow.source, FactRow.kind, FactRow.id)
BY_KEY = (FactRow.source, FactRow.kind, FactRow.id)

FACTS = Listing(
    name="facts",
    row=FactLine,
    query=select(FactRow),
    sorts=(
        Sort("key", BY_KEY),
        Sort("newest", BY_TIME, down=True, only=FactRow.time.is_not(None)),
        Sort("oldest", BY_TIME, only=FactRow.time.is_not(None)),
    ),
    plain=_plain,
    filters=(
        Filter("kind", _of_kind, _kinds, slow_by=("newest", "oldest"), fixes=(FactRow.source, FactRow.kind)),
        choices.one_of(
            "state",
            FactRow.state,
            [each.value for each in State],
            "list-fact-",
            slow_by=("key", "newest", "oldest"),
        ),
        Filter("course", _course, slow_by=("key", "newest", "oldest")),
    ),
    words=_words,
)

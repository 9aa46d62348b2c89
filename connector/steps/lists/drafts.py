"""Mappings that are being written, and what each would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from connector.models.mapping import MappingDraft
from connector.models.people import Account
from connector.models.preview import Preview, PreviewPerson
from connector.steps.lists.listing import Condition, Filter, Listing, Sort
from connector.steps.preview_told import Told, teller_of
from connector.steps.telling import Teller

SORTS = ("newest", "oldest")
STATES = ("waiting", "running", "done", "failed")
MOST, LEAST = "most_changed", "least_changed"


@dataclass(frozen=True)
class DraftLine:
    id: int
    title: str
    based_on: int | None
    """The version it was begun from."""
    revision: int
    begun_by: str
    begun_at: int
    changed_by: str
    changed_at: int


@dataclass(frozen=True)
class PreviewLine:
    id: int
    title: str
    draft: int | None
    version: int | None
    valid_from_at: int | None
    """None: from the beginning."""
    recompute: bool
    """Whether it reaches into the past."""
    asked_by: str
    asked_at: int
    ended_at: int | None
    state: str
    """waiting | running | done | failed."""
    people: int
    done: int
    facts: int
    gaining: int
    losing: int


@dataclass(frozen=True)
class Change:
    """Credit of one month and community, now and then; amounts in the scheme's unit."""

    scheme: str
    unit: str
    community: str
    month: str
    now: str
    then: str
    change: str


@dataclass(frozen=True)
class PersonChange:
    person: str
    name: str
    gains: bool
    loses: bool
    changes: Sequence[Change]


def changes(teller: Teller, sums: Mapping[str, Any]) -> list[Change]:
    return [Change(*line) for line in Told(teller, sums).lines()]


def _drafts(_teller: Teller, found: Sequence[Any]) -> list[DraftLine]:
    return [DraftLine(*row) for row in found]


def _previews(_teller: Teller, found: Sequence[Any]) -> list[PreviewLine]:
    return [PreviewLine(*row) for row in found]


_draft, _row = MappingDraft, Preview
DRAFTS = Listing(
    name="drafts",
    row=DraftLine,
    query=select(
        *(_draft.id, _draft.name, _draft.based_on, _draft.revision),
        *(_draft.by, _draft.at, _draft.changed_by, _draft.changed_at),
    ),
    sorts=(Sort("newest", (_draft.id,), down=True), Sort("oldest", (_draft.id,))),
    plain=_drafts,
)
PREVIEWS = Listing(
    name="previews",
    row=PreviewLine,
    query=select(
        *(_row.id, _row.name, _row.draft, _row.version, _row.valid_from, _row.recompute, _row.asked_by),
        *(_row.asked_at, _row.ended_at, _row.state, _row.people, _row.done, _row.facts),
        *(_row.gaining, _row.losing),
    ),
    sorts=(Sort("newest", (_row.id,), down=True), Sort("oldest", (_row.id,))),
    plain=_previews,
    filters=(Filter("state", lambda value: _row.state == value if value in STATES else None, slow_by=SORTS),),
)


def people_of(preview: Preview) -> Listing[PersonChange]:
    """For whom most changes first; others than these have nothing to gain or lose."""
    by = (PreviewPerson.place, PreviewPerson.person)
    query = select(PreviewPerson, Account).outerjoin(Account, Account.key == PreviewPerson.person)

    def plain(teller: Teller, found: Sequence[Any]) -> list[PersonChange]:
        told = teller_of(teller.context, teller.session, teller.language, preview)
        return [
            PersonChange(
                row.person, account.name if account else "", row.gains, row.loses, changes(told, row.sums)
            )
            for row, account in found
        ]

    return Listing(
        name="preview_people",
        row=PersonChange,
        query=query.where(PreviewPerson.preview == preview.id),
        sorts=(Sort(MOST, by), Sort(LEAST, by, down=True)),
        plain=plain,
        filters=(Filter("change", _changing, slow_by=(MOST, LEAST)),),
    )


def _changing(value: str) -> Condition | None:
    return {"gains": PreviewPerson.gains.is_(True), "loses": PreviewPerson.loses.is_(True)}.get(value)

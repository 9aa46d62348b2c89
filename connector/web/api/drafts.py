"""Mappings that are being written, and previews of what they would change. To write and to publish is for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connector.errors import NotThere
from connector.models.mapping import MappingDraft
from connector.models.preview import Preview
from connector.steps.lists.drafts import (
    DRAFTS,
    PREVIEWS,
    Change,
    DraftLine,
    PersonChange,
    PreviewLine,
    changes,
    people_of,
)
from connector.steps.lists.listing import Listing
from connector.steps.preview_sums import totals
from connector.steps.preview_told import teller_of
from connector.steps.telling import Teller
from connector.web.api.blueprint import route
from connector.web.api.lists import Told, nobody, serve
from connector.web.api.speaking import telling
from schemas.api_shapes import shape


@dataclass(frozen=True)
class DraftWhole:
    draft: DraftLine
    text: str
    """The document as it was saved last (YAML), whether it checks or not."""


@dataclass(frozen=True)
class Counted:
    word: str
    now: int
    then: int


@dataclass(frozen=True)
class PreviewWhole:
    preview: PreviewLine
    changes: Sequence[Change]
    contributions: Sequence[Counted]
    """By rule."""
    attendances: Sequence[Counted]
    """By rule."""


serve(DRAFTS, Told("read:admin"))
serve(PREVIEWS, Told("read:credits"))


@route("/drafts/<int:number>", "read:admin", shape(DraftWhole), 404)
def draft(number: int) -> DraftWhole:
    """A draft of a mapping, with its text."""
    with telling() as teller:
        found = teller.session.get(MappingDraft, number)
        if found is None:
            raise NotThere
        row = teller.session.execute(DRAFTS.query.where(MappingDraft.id == number)).all()
        return DraftWhole(DRAFTS.plain(teller, row)[0], found.text)


@route("/previews/<int:number>", "read:credits", shape(PreviewWhole), 404)
def preview(number: int) -> PreviewWhole:
    """What a preview found: credit now and then, by month, and how often each rule counts."""
    with telling() as teller:
        found = _preview(teller, number)
        told = teller_of(teller.context, teller.session, teller.language, found)
        row = teller.session.execute(PREVIEWS.query.where(Preview.id == number)).all()
        return PreviewWhole(
            preview=PREVIEWS.plain(teller, row)[0],
            changes=changes(told, found.sums),
            contributions=_counted(found, "rule"),
            attendances=_counted(found, "session"),
        )


def _counted(found: Preview, kind: str) -> list[Counted]:
    return [Counted(rule, now, then) for rule, (now, then) in sorted(totals(found.sums, kind).items())]


def _preview(teller: Teller, number: int) -> Preview:
    found = teller.session.get(Preview, number)
    if found is None:
        raise NotThere
    return found


def _people(number: int) -> Listing[PersonChange]:
    with telling() as teller:
        found = _preview(teller, number)
        teller.session.expunge(found)
    return people_of(found)


serve(people_of(Preview(id=0)), Told("read:credits", nobody), "/previews/<int:number>/people", _people)

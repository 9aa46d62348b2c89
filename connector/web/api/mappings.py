"""One published mapping, with its text."""

from __future__ import annotations

from dataclasses import dataclass

from connector.errors import NotThere
from connector.models.mapping import MappingVersion
from connector.steps.lists.mappings import MAPPINGS, MappingLine
from connector.web.api.blueprint import route
from connector.web.api.speaking import telling
from schemas.api_shapes import shape


@dataclass(frozen=True)
class MappingWhole:
    mapping: MappingLine
    text: str
    """The document as it was published (YAML)."""


@route("/mappings/<int:version>", "read:activity", shape(MappingWhole), 404)
def mapping(version: int) -> MappingWhole:
    """A published mapping, with its text."""
    with telling() as teller:
        row = teller.session.get(MappingVersion, version)
        if row is None:
            raise NotThere
        found = [(row.number, row.digest, row.published_at, row.published_by, row.note)]
        [line] = MAPPINGS.plain(teller, found)
        return MappingWhole(line, row.text)

"""How the document says what an approver should look at twice."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, post_load

from connector.domain.rules import Burst, Guards, NearDuplicate
from schemas.mapping_fields import Whole
from schemas.mapping_match import NotEmpty, about


class NearDuplicateSchema(NotEmpty):
    alike = Whole(50, 100, load_default=80, metadata=about("per cent of the words in common; default 80"))
    days = Whole(1, 730, load_default=180, metadata=about("with posts of so many days before; default 180"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> NearDuplicate:
        return NearDuplicate(**data)


class BurstSchema(NotEmpty):
    more_than = Whole(1, 1000, required=True, metadata=about("credited contributions of one person"))
    minutes = Whole(1, 1440, required=True, metadata=about("within so many minutes"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Burst:
        return Burst(**data)


class GuardsSchema(NotEmpty):
    near_duplicate = fields.Nested(
        NearDuplicateSchema, metadata=about("a post nearly the same as an earlier one of its community")
    )
    burst = fields.Nested(BurstSchema, metadata=about("many contributions in a short time"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Guards:
        return Guards(**data)

"""How the document says what each thing is worth."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from connector.domain.rules import CreditRule, Limit
from connector.domain.scheme import Span
from schemas.documents import Wrong
from schemas.mapping_fields import Choice, Key, Whole, one_of
from schemas.mapping_match import about


class ForSchema(Schema):
    contribution = Key(metadata=about("a rule of contributions:"))
    attendance = Key(metadata=about("a session of sessions:, for taking part"))
    leading = Key(metadata=about("a session of sessions:, for whoever called it"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "contribution", "attendance", "leading")


class LimitSchema(Schema):
    per = Choice(Span, required=True)
    times = Whole(1, 10_000, required=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Limit:
        return Limit(data["times"], Span(data["per"]))


class CreditSchema(Schema):
    scheme = Key(required=True)
    for_ = fields.Nested(ForSchema, required=True, data_key="for")
    minutes = Whole(1, 1440, metadata=about("learning time that one such contribution stands for"))
    points = Whole(1, 10_000, metadata=about("instead of minutes, in a scheme that counts points"))
    at_most = fields.Nested(LimitSchema, metadata=about("how often it counts for one person"))

    @validates_schema
    def _worth(self, data: dict[str, Any], **_: Any) -> None:
        """What was attended lasts as long as it lasted; everything else must be told."""
        given = {"minutes", "points"} & data.keys()
        if "attendance" in data["for_"]:
            if "minutes" in given:
                raise ValidationError({"minutes": Wrong("minutes_of_session").messages})
        elif not given:
            raise Wrong("missing", name="minutes")
        if len(given) == 2:
            raise Wrong("exactly_one", options="minutes, points")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> CreditRule:
        return CreditRule(
            data["scheme"],
            data["for_"].get("contribution", ""),
            data.get("minutes", 0),
            data.get("at_most"),
            data.get("points", 0),
            data["for_"].get("attendance", ""),
            data["for_"].get("leading", ""),
        )

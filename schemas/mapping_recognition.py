"""How the document says who is recognised, for what, and how it is shown."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.recognition import Criterion, Family, Need, RecognitionRule
from connector.domain.rules import CONTRIBUTION_KINDS
from schemas.documents import Wrong
from schemas.mapping_fields import Choice, Key, OneOrMany, Text, TextOr, Whole, one_of
from schemas.mapping_match import AtLeastSchema, ForumSchema, NotEmpty, about
from schemas.mapping_scheme import NamesSchema


class ContributionsNeedSchema(AtLeastSchema):
    kind = Choice(CONTRIBUTION_KINDS)
    rule = Key(metadata=about("a rule of contributions:"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "kind", "rule")


class AttendanceNeedSchema(AtLeastSchema):
    session = Key(required=True, metadata=about("a session of sessions:"))


class NeedsSchema(NotEmpty):
    contributions = OneOrMany(ContributionsNeedSchema, metadata=about("so many of a kind or by a rule"))
    attendance = OneOrMany(AttendanceNeedSchema, metadata=about("took part so often"))
    in_months = fields.Nested(AtLeastSchema, metadata=about("all that in so many different months"))
    people_helped = fields.Nested(AtLeastSchema, metadata=about("answered in so many people's discussions"))
    helped_by = fields.Nested(AtLeastSchema, metadata=about("was answered by so many people"))

    @validates_schema
    def _months_of_something(self, data: dict[str, Any], **_: Any) -> None:
        if set(data) == {"in_months"}:
            raise Wrong("months_of_nothing")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> tuple[Need, ...]:
        found = [
            Need(Criterion.CONTRIBUTIONS, each["at_least"], each.get("kind", ""), each.get("rule", ""))
            for each in data.pop("contributions", ())
        ]
        found += [
            Need(Criterion.ATTENDANCE, each["at_least"], rule=each["session"])
            for each in data.pop("attendance", ())
        ]
        return (*found, *(Need(Criterion(name), each["at_least"]) for name, each in data.items()))


class ShownBySchema(Schema):
    cohort = Text(100, metadata=about("the cohort, by its idnumber, whose members get the badge"))
    thanks = fields.Nested(ForumSchema, metadata=about("the forum in which thanks are said"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "cohort", "thanks")


_ASKS = {
    Family.ALTRUISM: {Criterion.PEOPLE_HELPED},
    Family.REPUTATION: {Criterion.CONTRIBUTIONS},
    Family.RECIPROCITY: {Criterion.PEOPLE_HELPED, Criterion.HELPED_BY},
}
"""What a recognition of each family cannot do without."""


class RecognitionSchema(Schema):
    name = TextOr(NamesSchema, lambda text: {"id": text, "en": text}, required=True)
    in_ = fields.List(Key(), data_key="in", metadata=about("only what was done in these communities"))
    family = Choice(Family, metadata=about("why people give: altruism, reputation, reciprocity"))
    needs = fields.Nested(NeedsSchema, required=True, metadata=about("all of these"))
    after_days = Whole(1, 365, metadata=about("shown when the needs have been met for so many days"))
    shown_by = fields.Nested(ShownBySchema, required=True)

    @validates_schema
    def _family_asks(self, data: dict[str, Any], **_: Any) -> None:
        family = Family(data["family"]) if "family" in data else None
        missing = _ASKS[family] - {need.what for need in data["needs"]} if family else set()
        if missing:
            raise Wrong("family_needs", family=family, needs=", ".join(sorted(missing)))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> RecognitionRule:
        return RecognitionRule(
            "",
            data["name"],
            data["needs"],
            Family(data["family"]) if "family" in data else None,
            data.get("after_days", 0),
            data["shown_by"].get("cohort", ""),
            data["shown_by"].get("thanks"),
            frozenset(data.get("in_", ())),
        )

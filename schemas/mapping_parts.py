"""The parts of the mapping document, each loaded as its compiled type of ``connector.domain.rules``."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.rules import ROLES, Community, Guards, HrRule, Place, Written
from schemas.mapping_contributions import ContributionSchema
from schemas.mapping_credits import CreditSchema
from schemas.mapping_fields import Choice, Key, OneOrMany, Text, Version, Whole, one_of
from schemas.mapping_guards import GuardsSchema
from schemas.mapping_match import BIG, ForumSchema, about
from schemas.mapping_recognition import RecognitionSchema
from schemas.mapping_scheme import PERIODS, SchemeSchema
from schemas.mapping_sessions import SessionSchema
from schemas.mapping_summaries import RelatedSchema, SummarySchema


class CourseSchema(Schema):
    id = Whole(1, BIG)
    idnumber = Text(100)
    shortname = Text()

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "id", "idnumber", "shortname")


class CategorySchema(Schema):
    id = Whole(1, BIG, required=True)


class PlaceSchema(Schema):
    source = Key(required=True, metadata=about("the LMS, by its name in the institution file"))
    course = fields.Nested(CourseSchema, metadata=about("one course: by id, idnumber or shortname"))
    category = fields.Nested(CategorySchema, metadata=about("all courses of one category"))
    forum = fields.Nested(ForumSchema, metadata=about("only these forums of it"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "course", "category")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Place:
        if "category" in data:
            return Place(data["source"], "category", str(data["category"]["id"]), data.get("forum"))
        [(field, value)] = data["course"].items()
        return Place(data["source"], field, str(value), data.get("forum"))


CHARTER = ("domain", "purpose", "needs", "benefits", "rules", "rhythm")


class CommunitySchema(Schema):
    name = Text(required=True)
    domain = Text(4000)
    purpose = Text(4000)
    needs = Text(4000)
    benefits = Text(4000)
    rules = Text(4000)
    rhythm = Text(4000)
    lives_in = OneOrMany(PlaceSchema, required=True, metadata=about("the place or places in the LMS"))
    roles = fields.Dict(
        keys=Text(100), values=Choice(ROLES), metadata=about("the LMS's role shortname: the role here")
    )

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Community:
        charter = {name: data[name] for name in CHARTER if name in data}
        return Community("", data["name"], data["lives_in"], data.get("roles", {}), charter)


class HrSchema(Schema):
    target = Key(required=True, metadata=about("by its name in the institution file"))
    scheme = Key(required=True)
    every = Choice(PERIODS, metadata=about("the period of one record, as its scheme has it; may be left out"))
    written = Choice(Written, metadata=about("when the file is written by itself; default monthly"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> HrRule:
        written = Written(data.get("written", Written.MONTHLY))
        return HrRule(data["target"], data["scheme"], written)


class MappingSchema(Schema):
    """The whole document, its schemes already laid over the pack's."""

    mapping = Version(required=True, metadata={"description": "version of this language: 1"})
    pack = Key(metadata={"description": "whose schemes may be used: indonesia-asn"})
    schemes = fields.Dict(keys=Key(), values=fields.Nested(SchemeSchema), load_default=dict)
    communities = fields.Dict(keys=Key(), values=fields.Nested(CommunitySchema), required=True)
    contributions = fields.Dict(keys=Key(), values=fields.Nested(ContributionSchema), load_default=dict)
    sessions = fields.Dict(keys=Key(), values=fields.Nested(SessionSchema), load_default=dict)
    recognition = fields.Dict(keys=Key(), values=fields.Nested(RecognitionSchema), load_default=dict)
    credits = fields.List(fields.Nested(CreditSchema), load_default=list)
    summaries = fields.List(fields.Nested(SummarySchema), load_default=list)
    related = OneOrMany(RelatedSchema, load_default=())
    guards = fields.Nested(GuardsSchema, load_default=Guards, metadata=about("what approvers look at twice"))
    hr = fields.List(fields.Nested(HrSchema), load_default=list)

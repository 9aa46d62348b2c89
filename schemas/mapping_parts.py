"""The parts of the mapping document, each loaded as its compiled type of ``connector.domain.rules``."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.rules import (
    CONTRIBUTION_KINDS,
    ROLES,
    Community,
    ContributionRule,
    CreditRule,
    ForumMatch,
    HrRule,
    Limit,
    Place,
    Position,
    PostMatch,
    TextMatch,
    Written,
    fold,
)
from connector.domain.scheme import Span
from schemas.documents import Wrong
from schemas.mapping_fields import Choice, Key, OneOrMany, Text, TextOr, Version, Whole, one_of
from schemas.mapping_scheme import SchemeSchema

_BIG = 2**31 - 1


def _about(text: str) -> dict[str, str]:
    return {"description": text}


class _NotEmpty(Schema):
    """Something must be said: an empty matcher would match everything by accident."""

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data:
            raise Wrong("empty")


class TextMatchSchema(_NotEmpty):
    prefix = Text(metadata=_about("how it begins"))
    contains = Text(metadata=_about("what stands somewhere in it"))
    any_of = fields.List(Text(), metadata=_about("it is one of these"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> TextMatch:
        return TextMatch("", data.get("prefix", ""), data.get("contains", ""), tuple(data.get("any_of", ())))


class ForumSchema(_NotEmpty):
    id = Whole(1, _BIG, metadata=_about("the forum's number in the LMS"))
    type = Text(metadata=_about("Moodle's type: general, qanda, blog, single, eachuser, news"))
    name = TextOr(TextMatchSchema, TextMatch, metadata=_about("the forum's name"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> ForumMatch:
        return ForumMatch(**data)


class CourseSchema(Schema):
    id = Whole(1, _BIG)
    idnumber = Text(100)
    shortname = Text()

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "id", "idnumber", "shortname")


class CategorySchema(Schema):
    id = Whole(1, _BIG, required=True)


class PlaceSchema(Schema):
    source = Key(required=True, metadata=_about("the LMS, by its name in the institution file"))
    course = fields.Nested(CourseSchema, metadata=_about("one course: by id, idnumber or shortname"))
    category = fields.Nested(CategorySchema, metadata=_about("all courses of one category"))
    forum = fields.Nested(ForumSchema, metadata=_about("only these forums of it"))

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
    lives_in = OneOrMany(PlaceSchema, required=True, metadata=_about("the place or places in the LMS"))
    roles = fields.Dict(
        keys=Text(100), values=Choice(ROLES), metadata=_about("the LMS's role shortname: the role here")
    )

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Community:
        charter = {name: data[name] for name in CHARTER if name in data}
        return Community("", data["name"], data["lives_in"], data.get("roles", {}), charter)


class WordsSchema(_NotEmpty):
    at_least = Whole(1, 100_000)
    at_most = Whole(1, 100_000)

    @validates_schema
    def _order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("at_most", _BIG) < data.get("at_least", 0):
            raise Wrong("words_crossed", **data)


class TagsSchema(Schema):
    any_of = fields.List(Text(), required=True, metadata=_about("one of these is enough"))


class PostMatchSchema(_NotEmpty):
    post = Choice(Position, metadata=_about("first = begins a discussion, reply = answers in one"))
    forum = fields.Nested(ForumSchema)
    words = fields.Nested(WordsSchema, metadata=_about("how long the post is"))
    subject = TextOr(TextMatchSchema, TextMatch)
    tags = fields.Nested(TagsSchema)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> PostMatch:
        words = data.get("words", {})
        return PostMatch(
            Position(data.get("post", "any")),
            data.get("forum"),
            words.get("at_least", 0),
            words.get("at_most"),
            data.get("subject"),
            frozenset(fold(tag) for tag in data.get("tags", {}).get("any_of", ())),
        )


class ContributionSchema(Schema):
    kind = Choice(CONTRIBUTION_KINDS, required=True)
    in_ = fields.List(Key(), data_key="in", metadata=_about("only in these communities; default all"))
    is_ = fields.Nested(PostMatchSchema, required=True, data_key="is")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> ContributionRule:
        return ContributionRule("", data["kind"], data["is_"], frozenset(data.get("in_", ())))


class ForSchema(Schema):
    contribution = Key(required=True)


class LimitSchema(Schema):
    per = Choice(Span, required=True)
    times = Whole(1, 10_000, required=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Limit:
        return Limit(data["times"], Span(data["per"]))


class CreditSchema(Schema):
    scheme = Key(required=True)
    for_ = fields.Nested(ForSchema, required=True, data_key="for")
    minutes = Whole(
        1, 1440, required=True, metadata=_about("learning time that one such contribution stands for")
    )
    at_most = fields.Nested(LimitSchema, metadata=_about("how often it counts for one person"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> CreditRule:
        return CreditRule(data["scheme"], data["for_"]["contribution"], data["minutes"], data.get("at_most"))


class HrSchema(Schema):
    target = Key(required=True, metadata=_about("by its name in the institution file"))
    scheme = Key(required=True)
    every = Choice(["month"], required=True, metadata=_about("the period of one record"))
    written = Choice(Written, metadata=_about("when the file is written by itself; default monthly"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> HrRule:
        written = Written(data.get("written", Written.MONTHLY))
        return HrRule(data["target"], data["scheme"], Span(data["every"]), written)


class MappingSchema(Schema):
    """The whole document, its schemes already laid over the pack's."""

    mapping = Version(required=True, metadata={"description": "version of this language: 1"})
    pack = Key(metadata={"description": "whose schemes may be used: indonesia-asn"})
    schemes = fields.Dict(keys=Key(), values=fields.Nested(SchemeSchema), load_default=dict)
    communities = fields.Dict(keys=Key(), values=fields.Nested(CommunitySchema), required=True)
    contributions = fields.Dict(keys=Key(), values=fields.Nested(ContributionSchema), load_default=dict)
    credits = fields.List(fields.Nested(CreditSchema), load_default=list)
    hr = fields.List(fields.Nested(HrSchema), load_default=list)

"""The parts of the mapping document, each loaded as its compiled type of ``connector.domain.rules``."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from connector.domain.matching import fold
from connector.domain.rules import (
    CONTRIBUTION_KINDS,
    ROLES,
    Community,
    ContributionRule,
    CreditRule,
    Entry,
    EntryMatch,
    HrRule,
    Limit,
    Place,
    Position,
    PostMatch,
    Rated,
    Written,
)
from connector.domain.scheme import Span
from schemas.documents import Wrong
from schemas.mapping_fields import Amount, Choice, Key, OneOrMany, Text, Version, Whole, YesNo, one_of
from schemas.mapping_match import BIG, ForumSchema, NotEmpty, about, name_field
from schemas.mapping_recognition import RecognitionSchema
from schemas.mapping_scheme import SchemeSchema
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


class WordsSchema(NotEmpty):
    at_least = Whole(1, 100_000)
    at_most = Whole(1, 100_000)

    @validates_schema
    def _order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("at_most", BIG) < data.get("at_least", 0):
            raise Wrong("words_crossed", **data)


class TagsSchema(Schema):
    any_of = fields.List(Text(), required=True, metadata=about("one of these is enough"))


class RatedSchema(Schema):
    at_least = Amount(required=True, metadata=about("what the forum makes of all ratings: average, sum …"))
    times = Whole(1, 10_000, metadata=about("rated by so many people; default 1"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Rated:
        return Rated(**data)


ENTRIES = {"glossary": Entry.GLOSSARY, "wiki": Entry.WIKI, "database": Entry.DATABASE}
_OF_ENTRIES = {"entry", "name", "approved", "words"}


class MatchSchema(NotEmpty):
    """A post, or an entry of a glossary, wiki or database."""

    post = Choice(Position, metadata=about("first = begins a discussion, reply = answers in one"))
    forum = fields.Nested(ForumSchema)
    words = fields.Nested(WordsSchema, metadata=about("how long it is"))
    subject = name_field("of the post")
    tags = fields.Nested(TagsSchema)
    rated = fields.Nested(RatedSchema, metadata=about("what others think of it"))
    answers_other = YesNo(metadata=about("only in a discussion that somebody else began"))
    entry = Choice(ENTRIES, metadata=about("no post but an entry of a glossary, wiki or database"))
    name = name_field("of the glossary, wiki or database")
    approved = YesNo(metadata=about("only entries that a teacher approved"))

    @validates_schema
    def _together(self, data: dict[str, Any], **_: Any) -> None:
        entry = "entry" in data
        for name in data:
            if name != "words" and (name in _OF_ENTRIES) is not entry:
                raise ValidationError(
                    {name: Wrong("not_with_entry" if entry else "only_with_entry").messages}
                )

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> PostMatch | EntryMatch:
        words = data.get("words", {})
        least, most = words.get("at_least", 0), words.get("at_most")
        if "entry" in data:
            entry = ENTRIES[data["entry"]]
            return EntryMatch(entry, data.get("name"), least, most, data.get("approved", False))
        return PostMatch(
            Position(data.get("post", "any")),
            data.get("forum"),
            least,
            most,
            data.get("subject"),
            frozenset(fold(tag) for tag in data.get("tags", {}).get("any_of", ())),
            data.get("rated"),
            data.get("answers_other", False),
        )


class ContributionSchema(Schema):
    kind = Choice(CONTRIBUTION_KINDS, required=True)
    in_ = fields.List(Key(), data_key="in", metadata=about("only in these communities; default all"))
    is_ = fields.Nested(MatchSchema, required=True, data_key="is")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> ContributionRule:
        return ContributionRule("", data["kind"], data["is_"], frozenset(data.get("in_", ())))


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


class HrSchema(Schema):
    target = Key(required=True, metadata=about("by its name in the institution file"))
    scheme = Key(required=True)
    every = Choice(["month"], required=True, metadata=about("the period of one record"))
    written = Choice(Written, metadata=about("when the file is written by itself; default monthly"))

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
    sessions = fields.Dict(keys=Key(), values=fields.Nested(SessionSchema), load_default=dict)
    recognition = fields.Dict(keys=Key(), values=fields.Nested(RecognitionSchema), load_default=dict)
    credits = fields.List(fields.Nested(CreditSchema), load_default=list)
    summaries = fields.List(fields.Nested(SummarySchema), load_default=list)
    related = OneOrMany(RelatedSchema, load_default=())
    hr = fields.List(fields.Nested(HrSchema), load_default=list)

"""How the document says which posts and entries are contributions."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from connector.domain.matching import fold
from connector.domain.rules import (
    CONTRIBUTION_KINDS,
    ContributionRule,
    Entry,
    EntryMatch,
    Position,
    PostMatch,
    Rated,
)
from schemas.documents import Wrong
from schemas.mapping_fields import Amount, Choice, Key, Text, Whole, YesNo
from schemas.mapping_match import BIG, ForumSchema, NotEmpty, about, name_field


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

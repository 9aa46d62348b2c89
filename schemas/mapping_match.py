"""How the document says what a text or a forum must be like."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.matching import ForumMatch, TextMatch
from schemas.documents import Wrong
from schemas.mapping_fields import Text, TextOr, Whole

BIG = 2**31 - 1


def about(text: str) -> dict[str, str]:
    return {"description": text}


class NotEmpty(Schema):
    """Something must be said: an empty matcher would match everything by accident."""

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data:
            raise Wrong("empty")


class TextMatchSchema(NotEmpty):
    prefix = Text(metadata=about("how it begins"))
    contains = Text(metadata=about("what stands somewhere in it"))
    any_of = fields.List(Text(), metadata=about("it is one of these"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> TextMatch:
        return TextMatch("", data.get("prefix", ""), data.get("contains", ""), tuple(data.get("any_of", ())))


class ForumSchema(NotEmpty):
    id = Whole(1, BIG, metadata=about("the forum's number in the LMS"))
    type = Text(metadata=about("Moodle's type: general, qanda, blog, single, eachuser, news"))
    name = TextOr(TextMatchSchema, TextMatch, metadata=about("the forum's name"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> ForumMatch:
        return ForumMatch(**data)


class AtLeastSchema(Schema):
    at_least = Whole(1, 10_000, required=True)


def name_field(text: str) -> TextOr:
    """A name or subject: a plain text, or what it must be like."""
    return TextOr(TextMatchSchema, TextMatch, metadata=about(text))

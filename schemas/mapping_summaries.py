"""How the document says what is summed up, and for what earlier work is pointed out."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.matching import ForumMatch
from connector.domain.rules import CONTRIBUTION_KINDS, RelatedRule, SummaryOf, SummaryRule
from schemas.documents import Wrong
from schemas.mapping_fields import Choice, TextOr, Whole
from schemas.mapping_match import AtLeastSchema, ForumSchema, NotEmpty, about

REPLY = "reply"


class WhenSchema(NotEmpty):
    quiet_days = Whole(1, 365, metadata=about("after so many days without a new post"))
    posts = fields.Nested(AtLeastSchema, metadata=about("only of so many posts"))


class IntoSchema(Schema):
    forum = fields.Nested(ForumSchema, required=True, metadata=about("the forum that summaries go to"))


def _reply(text: str) -> dict[str, Any]:
    if text != REPLY:
        raise Wrong("not_one_of", value=text, options=f"{REPLY}, {{forum: …}}")
    return {}


class SummarySchema(Schema):
    of = Choice(SummaryOf, required=True)
    when = fields.Nested(WhenSchema, load_default=dict)
    into = TextOr(IntoSchema, _reply, required=True, metadata=about("reply, or {forum: {name: …}}"))
    language = Choice(["id", "en", "discussion"], metadata=about("default: that of the discussion"))
    link_back = Choice(
        [REPLY], metadata=about("one reply in the discussion leads to its summary; it is mailed")
    )

    @validates_schema
    def _sense(self, data: dict[str, Any], **_: Any) -> None:
        if data["of"] != SummaryOf.DISCUSSION and data["when"]:
            raise Wrong("quiet_of_discussion", of=data["of"])
        if data["of"] == SummaryOf.WEEK and not data["into"]:
            raise Wrong("week_replies")
        if "link_back" in data and (data["of"] != SummaryOf.DISCUSSION or not data["into"]):
            raise Wrong("link_back_of_discussion")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> SummaryRule:
        into: ForumMatch | None = data["into"].get("forum")
        posts = data["when"].get("posts", {})
        return SummaryRule(
            SummaryOf(data["of"]),
            data["when"].get("quiet_days", 0),
            posts.get("at_least", 0),
            into,
            data.get("language", "discussion"),
            "link_back" in data,
        )


class RelatedSchema(Schema):
    of = Choice(CONTRIBUTION_KINDS, required=True)
    at_most = Whole(1, 10, metadata=about("point out so many; default 3"))

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> RelatedRule:
        return RelatedRule(**data)

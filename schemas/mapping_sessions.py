"""How the document says what a session is, and who took part in it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validates_schema

from connector.domain.sessions import AttendedBy, How, Proposal, SessionMatch, SessionRule, Where
from schemas.documents import Wrong
from schemas.mapping_fields import Choice, Key, Text, Whole, one_of
from schemas.mapping_match import ForumSchema, NotEmpty, about, name_field


class CalendarSchema(NotEmpty):
    name = name_field("of the calendar entry")


class DiscussionSchema(Schema):
    forum = fields.Nested(ForumSchema, required=True)
    subject = name_field("of the discussion")


class SessionMatchSchema(Schema):
    activity = Text(100, metadata=about("Moodle's name of the kind of activity: bigbluebuttonbn"))
    name = name_field("of the activity")
    calendar = fields.Nested(CalendarSchema, metadata=about("an entry of the course's calendar"))
    discussion = fields.Nested(DiscussionSchema, metadata=about("a discussion that is the meeting"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, "activity", "calendar", "discussion")
        if "name" in data and "activity" not in data:
            raise Wrong("name_of_activity")

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> SessionMatch:
        if "activity" in data:
            return SessionMatch(Where.ACTIVITY, data["activity"], data.get("name"))
        if "calendar" in data:
            return SessionMatch(Where.CALENDAR, name=data["calendar"].get("name"))
        wanted = data["discussion"]
        return SessionMatch(Where.DISCUSSION, name=wanted.get("subject"), forum=wanted["forum"])


class SupportSchema(Schema):
    replies = Whole(1, 1000, required=True, metadata=about("by so many different people"))


class ProposalSchema(Schema):
    forum = fields.Nested(ForumSchema, required=True)
    support = fields.Nested(SupportSchema, required=True)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Proposal:
        return Proposal(data["forum"], data["support"]["replies"])


class ChoiceSchema(Schema):
    name = name_field("of the choice that serves as attendance list")
    answer = name_field("the answer that means: I was there")


class AttendedBySchema(Schema):
    completion = Choice(["complete"], metadata=about("the activity is completed"))
    choice = fields.Nested(ChoiceSchema, metadata=about("a choice was answered"))
    replied_within = Choice(["discussion"], metadata=about("who replied in it"))
    list = Choice(["confirmed"], metadata=about("on the list that a leader confirmed"))
    file = Choice(["attendance"], metadata=about("in the file of who was there when"))

    @validates_schema
    def _one(self, data: dict[str, Any], **_: Any) -> None:
        one_of(data, *_HOW)

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> AttendedBy:
        [how] = data
        said = data[how] if how == "choice" else {}
        return AttendedBy(_HOW[how], said.get("name"), said.get("answer"))


_HOW = {
    "completion": How.COMPLETION,
    "choice": How.CHOICE,
    "replied_within": How.REPLIED,
    "list": How.CONFIRMED,
    "file": How.FILE,
}


class SessionSchema(Schema):
    in_ = fields.List(Key(), data_key="in", metadata=about("only in these communities; default all"))
    is_ = fields.Nested(SessionMatchSchema, required=True, data_key="is")
    proposed_in = fields.Nested(ProposalSchema, metadata=about("where members propose one"))
    minutes = Whole(1, 1440, metadata=about("how long it lasts; default: as the calendar says"))
    attended_by = fields.Nested(AttendedBySchema, required=True)
    minimum_minutes = Whole(1, 1440, metadata=about("who was there for less did not take part"))

    @validates_schema
    def _sense(self, data: dict[str, Any], **_: Any) -> None:
        where, how = data["is_"].where, data["attended_by"].how
        if where is Where.DISCUSSION and "minutes" not in data:
            raise Wrong("missing", name="minutes")
        if how is How.REPLIED and where is not Where.DISCUSSION:
            raise Wrong("replied_where")
        if data.get("minimum_minutes", 0) > data.get("minutes", 1440):
            raise Wrong("minimum_too_long", minimum=data["minimum_minutes"], minutes=data["minutes"])

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> SessionRule:
        return SessionRule(
            "",
            data["is_"],
            data["attended_by"],
            data.get("minutes", 0),
            data.get("minimum_minutes", 0),
            data.get("proposed_in"),
            frozenset(data.get("in_", ())),
        )

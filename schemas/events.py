"""What may cross from a sender into the house: an event, reduced to ids, numbers and booleans.

An allow-list, not a drop-list: a drop-list cannot know the text of tomorrow's plugin. The keys are those that
Moodle 4.5's event classes declare for forums, completion, calendar, choice, glossary, wiki, database, badges
and competencies. An option chosen or a grade given is not among them: an event only says *look there*.

:func:`reduce` is written by hand because it runs inside a member's page request: 5 to 9 µs a recorded event,
where marshmallow takes 20 to 33 µs for the ids alone. :class:`EventSchema` says the same shape for every
border that may take its time (export, checks).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, post_load, validate

from connector.domain.facts import Event

NAME = re.compile(r"\\[a-z][a-z0-9_]*(\\[a-z0-9_]+)+")
NAME_LENGTH: Final = 200
LOWEST, HIGHEST = -(2**63), 2**63 - 1
_DIGITS = re.compile(r"-?[0-9]{1,19}")
_TAG = re.compile(r"\{[^{}]*\}")
"""What ``tool_trigger`` leaves in the text where its template named something the event does not have."""

OTHER_KEYS: Final = frozenset(
    {
        # forum
        "discussionid", "discussion", "forumid", "fromforumid", "toforumid",
        # any activity, comments, tags, groups
        "cmid", "instanceid", "itemid", "tagid", "groupid",
        # completion
        "completionstate", "relateduserid", "overrideby",
        # calendar
        "timestart", "repeatid",
        # choice, database, wiki
        "choiceid", "dataid", "pageid", "subwikiid",
        # badges, competencies
        "badgeid", "badgeissuedid", "dateexpire", "competencyid", "usercompetencyid", "planid",
    }
)  # fmt: skip
"""Keys of ``other`` that are kept; whose person they name is known from the key alone."""
PERSON_KEYS: Final = frozenset({"relateduserid", "overrideby"})


def reduce(source: str, body: Mapping[str, Any]) -> Event:
    """A sender's whole body, as parsed → what we keep of it; ``ValidationError`` names the field at fault."""
    other = _other(body.get("other"))
    event = Event(
        source=source,
        name=_name(body.get("eventname")),
        object_id=_id(body, "objectid"),
        user_id=_id(body, "userid"),
        related_user_id=_id(body, "relateduserid"),
        course_id=_id(body, "courseid"),
        context_instance_id=_id(body, "contextinstanceid"),
        time=_id(body, "timecreated"),
        other=other,
    )
    return _without_people(event) if _is_anonymous(body) else event


def _name(value: object) -> str:
    if isinstance(value, str) and len(value) <= NAME_LENGTH and NAME.fullmatch(value):
        return value
    raise ValidationError(
        "expected Moodle's name of an event, like \\mod_forum\\event\\post_created", field_name="eventname"
    )


def _id(body: Mapping[str, Any], field: str) -> int | None:
    value = body.get(field)
    number = _number(value)
    if number is None and not _is_absent(value):
        raise ValidationError("expected a whole number of at most 64 bits", field_name=field)
    return number


def _number(value: object) -> int | None:
    """An int, or its digits, within a signed 64-bit column; anything else is None."""
    if type(value) is str and _DIGITS.fullmatch(value):
        value = int(value)
    if type(value) is int and LOWEST <= value <= HIGHEST:
        return value
    return None


def _is_absent(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, str) and _TAG.fullmatch(value) is not None)


def _other(value: object) -> dict[str, int | bool]:
    """An odd value is left out without a word: plugins may put anything under a known key."""
    if not isinstance(value, dict):
        return {}
    kept: dict[str, int | bool] = {}
    for key in OTHER_KEYS.intersection(value):
        number = value[key] if isinstance(value[key], bool) else _number(value[key])
        if number is not None:
            kept[key] = number
    return kept


def _is_anonymous(body: Mapping[str, Any]) -> bool:
    """Anonymous feedback carries the real user all the same; what is unclear counts as anonymous."""
    other = body.get("other")
    inner = other.get("anonymous") if isinstance(other, dict) else None
    outer = body.get("anonymous")
    # mod_feedback's own key (deprecated there): 1 anonymous, 2 with names.
    return inner in (1, "1") or not (_is_absent(outer) or outer in (0, "0"))


def _without_people(event: Event) -> Event:
    return Event(
        source=event.source,
        name=event.name,
        object_id=event.object_id,
        course_id=event.course_id,
        context_instance_id=event.context_instance_id,
        time=event.time,
        other={key: value for key, value in event.other.items() if key not in PERSON_KEYS},
    )


class _Whole(fields.Integer):
    """A whole number that fits its column, or nothing."""

    def __init__(self) -> None:
        super().__init__(
            strict=True, allow_none=True, load_default=None, validate=validate.Range(LOWEST, HIGHEST)
        )


def _whole_or_boolean(value: object) -> None:
    if not isinstance(value, int) or not LOWEST <= value <= HIGHEST:
        raise ValidationError("Not a whole number or a boolean.")


class EventSchema(Schema):
    """An :class:`Event` at every border but the receiving one: as an object of JSON, and back."""

    source = fields.String(required=True, validate=validate.Length(min=1))
    name = fields.String(
        required=True, validate=[validate.Length(max=NAME_LENGTH), validate.Regexp(NAME.pattern + r"\Z")]
    )
    object_id = _Whole()
    user_id = _Whole()
    related_user_id = _Whole()
    course_id = _Whole()
    context_instance_id = _Whole()
    time = _Whole()
    other = fields.Dict(
        keys=fields.String(validate=validate.OneOf(sorted(OTHER_KEYS))),
        values=fields.Raw(validate=_whole_or_boolean),
        load_default=dict,
    )

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Event:
        return Event(**data)

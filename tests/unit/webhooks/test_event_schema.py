"""The reduction itself, and that the published shape says the same."""

import json

import pytest
from marshmallow import ValidationError

from schemas.events import EventSchema, reduce

NAME = r"\mod_feedback\event\response_submitted"


def test_every_reduced_event_has_the_published_shape(captured):
    schema = EventSchema()
    for request in captured:
        if request["body"].startswith("{"):
            event = reduce("lms", json.loads(request["body"]))
            assert schema.load(json.loads(json.dumps(schema.dump(event)))) == event


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "post_created"},
        {"name": NAME + "\n"},
        {"object_id": "9"},
        {"object_id": 1.5},
        {"user_id": 2**63},
        {"other": {"content": 1}},
        {"other": {"forumid": "Sri"}},
        {"e-mail": "x"},
    ],
)
def test_the_schema_refuses_what_reduce_never_makes(wrong):
    with pytest.raises(ValidationError):
        EventSchema().load({"source": "lms", "name": NAME} | wrong)


@pytest.mark.parametrize("value", [None, "", "{objectid}", "{user_id number}"])
def test_absent_values(value):
    event = reduce("lms", {"eventname": NAME, "objectid": value, "other": {"forumid": value}})
    assert (event.object_id, event.other) == (None, {})


@pytest.mark.parametrize(("value", "number"), [("9", 9), ("-1", -1), (0, 0), ("0", 0), (-(2**63), -(2**63))])
def test_numbers(value, number):
    event = reduce("lms", {"eventname": NAME, "userid": value, "other": {"forumid": value}})
    assert (event.user_id, event.other) == (number, {"forumid": number})


@pytest.mark.parametrize("other", [None, "", "text", [], ["forumid"], 7, True, {}])
def test_other_may_be_anything(other):
    assert reduce("lms", {"eventname": NAME, "other": other}).other == {}


def test_odd_values_in_other_are_left_out_and_booleans_kept():
    other = {
        "forumid": "Sri",
        "cmid": 1.0,
        "itemid": [1],
        "instanceid": 2**63,
        "completionstate": True,
        "x": 1,
    }
    assert reduce("lms", {"eventname": NAME, "other": other}).other == {"completionstate": True}


@pytest.mark.parametrize(
    "anonymous", [{"anonymous": 1}, {"anonymous": "1"}, {"anonymous": True}, {"anonymous": "yes"}, {}]
)
def test_anonymous_deeds_lose_their_people(anonymous):
    other = {"cmid": "17", "relateduserid": 10, "overrideby": 3} | ({} if anonymous else {"anonymous": "1"})
    body = {"eventname": NAME, "objectid": 5, "userid": 10, "relateduserid": 10, "other": other} | anonymous
    event = reduce("lms", body)
    assert (event.user_id, event.related_user_id, event.object_id) == (None, None, 5)
    assert event.other == {"cmid": 17}


@pytest.mark.parametrize("anonymous", [0, "0", None, "", False, "{anonymous}"])
def test_named_deeds_keep_their_people(anonymous):
    body = {"eventname": NAME, "userid": 10, "anonymous": anonymous, "other": {"anonymous": "2"}}
    assert reduce("lms", body).user_id == 10


def test_the_recorded_anonymous_feedback_names_nobody(captured):
    answers = [
        (body := json.loads(request["body"]), reduce("lms", body))
        for request in captured
        if "response_submitted" in request["body"]
    ]
    assert {(body["anonymous"], event.user_id is None) for body, event in answers} == {(0, False), (1, True)}

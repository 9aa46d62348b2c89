"""From a POST to a row on disk, with recorded traffic."""

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connector.domain.facts import Event


def stored(cop) -> list[Event]:
    return [event for _, event in cop.inbox.after(0, 10_000)]


def test_every_recorded_request_is_accepted_and_kept(sender, cop, captured):
    for request in captured:
        answer = sender.raw(request["body"].encode(), request["headers"])
        assert (answer.status_code, answer.json) == (202, {"accepted": True}), request
    names = [event.name for event in stored(cop)]
    assert len(names) == len(captured)
    assert len(set(names)) > 60


def test_no_text_of_a_sender_reaches_the_disk(sender, cop, captured):
    for request in captured:
        sender.raw(request["body"].encode(), request["headers"])
    cop.inbox.close()
    with sqlite3.connect(cop.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    disk = cop.path.read_bytes().lower()
    assert len(forbidden(captured)) > 50
    for text in forbidden(captured):
        assert text.lower().encode() not in disk, text


def forbidden(captured: list[dict[str, Any]]) -> set[str]:
    """Every text of every recorded body but short numbers and single words, which event names are made of."""
    found = {
        "webhook-secret",
        "trigger-secret",
        "<p>",
        "sri.rahayu",
        "198203152006042001",
        "lms.example.test",
    }
    for request in captured:
        if request["body"].startswith("{"):
            body = json.loads(request["body"])
            del body["eventname"]
            found.update(texts(body))
    return {text for text in found if len(text) > 3 and not re.fullmatch(r"[a-z_]+|-?\d{1,12}", text)}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value[:60]
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def test_ids_become_numbers_and_text_is_left_out(sender, cop):
    assert sender.event().status_code == 202
    assert stored(cop) == [
        Event(
            source="lms",
            name=r"\mod_forum\event\post_created",
            object_id=91,
            user_id=10,
            course_id=2,
            context_instance_id=4,
            time=1795327267,
            other={"discussionid": 2, "forumid": 4},
        )
    ]


def test_a_real_form_with_brackets(sender, cop, captured):
    form = next(request for request in captured if request["body"].startswith("eventname="))
    assert sender.raw(form["body"].encode(), form["headers"]).status_code == 202
    (event,) = stored(cop)
    assert (event.name, event.object_id) == (r"\mod_forum\event\discussion_created", 19)
    assert event.other == {"forumid": 4}, "an unresolved tag is absent"
    assert event.related_user_id is None, "an empty string is absent"


def test_identical_bodies_are_distinct_deeds(sender, cop):
    sender.event()
    sender.event()
    assert len(stored(cop)) == 2


def test_a_kind_nobody_maps_is_kept(sender, cop):
    assert sender.event(eventname=r"\local_plugin\event\of\tomorrow").status_code == 202
    assert stored(cop)[0].name == r"\local_plugin\event\of\tomorrow"


_KEYS = ("eventname", "objectid", "userid", "courseid", "timecreated", "other", "anonymous", "token", "x")
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["webhook-secret", r"\core\event\user_updated", "{tag}", "9", "-1", "9" * 30]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(_KEYS), inner),
    max_leaves=8,
)  # fmt: skip
_OBJECTS = st.dictionaries(st.sampled_from(_KEYS), _VALUES).map(
    lambda body: {"token": "webhook-secret", "eventname": r"\core\event\user_updated"} | body
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary() | (_VALUES | _OBJECTS).map(lambda value: json.dumps(value).encode()),
    content_type=st.sampled_from(["application/json", "application/x-www-form-urlencoded", "x", ""]),
    authorization=st.none() | st.sampled_from(["Bearer trigger-secret", "Bearer", "bearer x", "Basic eA=="]),
)
def test_no_body_makes_a_5xx(sender, body, content_type, authorization):
    headers = {"Content-Type": content_type} | ({"Authorization": authorization} if authorization else {})
    answer = sender.raw(body, headers)
    assert answer.status_code in (202, 400, 401, 422)
    assert answer.is_json
    assert answer.json.get("accepted") is True or answer.json["error"]

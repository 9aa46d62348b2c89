"""Each refusal: its status, its word, and that admins can see it."""

import io
import json
import sqlite3
import time

import pytest

BEARER = {"Authorization": "Bearer trigger-secret", "Content-Type": "application/json"}
JSON = {"Content-Type": "application/json"}


def seen(cop) -> dict[tuple[str, str], int]:
    """Refusals as admins see them, once the writer has written them."""
    deadline = time.monotonic() + 2
    while not (rows := cop.inbox.refusals()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return {(row.source, row.what): row.times for row in rows}


@pytest.mark.parametrize("token", ["", "wrong", None, 7, ["webhook-secret"], "webhook-secret ", "\ud800"])
def test_a_wrong_body_token(sender, cop, token):
    answer = sender.event(token=token)
    assert (answer.status_code, answer.json["error"]) == (401, "bad_secret")
    assert seen(cop) == {("lms", "bad_secret"): 1}


@pytest.mark.parametrize("source", ["no-secret", "empty-secret"])
@pytest.mark.parametrize("token", ["", "webhook-secret"])
def test_without_a_configured_secret_nothing_is_accepted(sender, source, token):
    assert sender.event(source, token=token).status_code == 401
    assert sender.raw(b"{}", {"Authorization": f"Bearer {token}"}, source).status_code == 401


@pytest.mark.parametrize("value", ["Bearer wrong", "Bearer ", "bearer \xe9"])
def test_a_wrong_bearer_is_refused_before_the_body_is_parsed(sender, value):
    answer = sender.raw(b"not json at all", {"Authorization": value})
    assert (answer.status_code, answer.json["error"]) == (401, "bad_secret")


def test_a_body_token_does_not_stand_in_for_a_wrong_bearer(sender):
    body = json.dumps({"eventname": r"\core\event\x", "token": "webhook-secret"}).encode()
    assert sender.raw(body, {"Authorization": "Bearer wrong"}).status_code == 401


@pytest.mark.parametrize("token", ["webhook-secret", "trigger-secret"])
def test_two_secrets_while_one_is_replaced(sender, token):
    assert sender.event(token=token).status_code == 202


def test_an_unknown_source_is_counted_without_its_name(sender, cop):
    for name in ("nobody", "somebody", "x" * 500):
        answer = sender.event(name)
        assert (answer.status_code, answer.json["error"]) == (404, "unknown_source")
        assert name not in answer.text
    cop.inbox.close()
    assert seen(cop) == {("?", "unknown_source"): 3}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"[]",
        b'"text"',
        b"null",
        b"{",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": "\xff"}',
        b"\xff\xfe{\x00}\x00",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"objectid": ' + b"9" * 10_000 + b"}",
        b"token=webhook-secret",
    ],
    ids=lambda body: body[:12],
)
def test_what_is_not_a_json_object(sender, cop, body):
    for headers in (JSON, BEARER):
        answer = sender.raw(body, headers)
        assert (answer.status_code, answer.json["error"]) == (400, "not_json_object")
    cop.inbox.close()
    assert seen(cop) == {("lms", "not_json_object"): 2}


@pytest.mark.parametrize("body", [b"", b"a=%FF", b"&".join([b"a=1"] * 2_000)], ids=["empty", "utf-8", "many"])
def test_what_is_not_a_form(sender, body):
    headers = BEARER | {"Content-Type": "application/x-www-form-urlencoded"}
    answer = sender.raw(body, headers)
    assert (answer.status_code, answer.json["error"]) == (400, "not_json_object")


LONG = "\\a\\" + "b" * 200
NAMES = [None, "", 7, "post_created", r"\Core\event\x", r"\core", "\\core\\event\\x\n", LONG, "{tag}"]


@pytest.mark.parametrize("name", NAMES)
def test_a_malformed_name(sender, cop, name):
    answer = sender.event(eventname=name)
    assert (answer.status_code, answer.json["error"]) == (422, "not_a_moodle_event")
    assert answer.json["message"].startswith("eventname:")
    assert seen(cop) == {("lms", "not_a_moodle_event"): 1}


FIELDS = ("objectid", "userid", "relateduserid", "courseid", "contextinstanceid", "timecreated")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "value", ["Sri Rahayu", True, 1.0, 1e400, [1], {}, 2**63, str(2**63), "٣", "+1", " 1"]
)
def test_an_id_of_an_impossible_type(sender, field, value):
    body = json.dumps({"eventname": r"\a\b", "token": "webhook-secret", field: value})
    answer = sender.raw(body.replace("Infinity", "1e400").encode(), JSON)
    assert (answer.status_code, answer.json["error"]) == (422, "not_a_moodle_event")
    assert answer.json["message"].startswith(f"{field}:")
    assert "Sri" not in answer.text


@pytest.mark.parametrize("content_length", [None, "12"])
def test_too_large_whatever_its_length_says(sender, cop, content_length):
    cop.max_body = 1_000
    environ = {"wsgi.input_terminated": True, "CONTENT_LENGTH": content_length}
    stream = io.BytesIO(b'{"a": "' + b"x" * 2_000 + b'"}')
    answer = sender.client.post("/webhooks/moodle/lms", input_stream=stream, environ_overrides=environ)
    assert (answer.status_code, answer.json["error"]) == (413, "too_large")
    assert seen(cop) == {("lms", "too_large"): 1}


def test_too_large_as_announced(sender, cop):
    cop.max_body = 1_000
    assert sender.raw(b"x" * 1_001).json["error"] == "too_large"
    assert sender.raw(b"x" * 1_000).json["error"] == "not_json_object"


def test_a_body_shorter_than_announced(sender):
    answer = sender.raw(b"{}", environ_overrides={"CONTENT_LENGTH": "500"})
    assert (answer.status_code, answer.json["error"]) == (400, "not_json_object")


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_other_methods(sender, method):
    answer = getattr(sender.client, method)("/webhooks/moodle/lms")
    assert (answer.status_code, answer.headers["Allow"], answer.is_json) == (405, "POST", True)


def test_what_cannot_be_stored(sender, cop):
    with sqlite3.connect(cop.path) as connection:
        connection.execute("DROP TABLE inbox_event")
    connection.close()
    answer = sender.event()
    assert (answer.status_code, answer.json["error"]) == (503, "not_stored")
    assert answer.headers["Retry-After"] == "5"
    assert seen(cop) == {("lms", "not_stored"): 1}


def test_nothing_of_a_refused_request_is_said_or_logged(sender, cop, capfd, caplog):
    for token, field in [("s3cret-guess", "objectid"), ("webhook-secret", "objectid")]:
        answer = sender.event(token=token, **{field: "sri.rahayu@example.test"})
        assert answer.status_code in (401, 422)
        assert "s3cret" not in answer.text
        assert "rahayu" not in answer.text
    cop.inbox.close()
    said = caplog.text + "".join(capfd.readouterr())
    for private in ("s3cret", "webhook-secret", "rahayu"):
        assert private not in said
        assert private.encode() not in cop.path.read_bytes()

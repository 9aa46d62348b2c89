"""The REST door, with answers made by hand: statuses, sizes, and where the token may be seen."""

import gzip
import logging
import ssl
import traceback
from email.utils import formatdate
from time import time
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
import responses

from connector.errors import LmsError, OutcomeUnknown, Refused, TryLater, WrongSetup
from connector.lms.calls import form
from connector.lms.http import Rest
from connector.lms.moodle import Moodle

URL = "https://lms.example.test/moodle/webservice/rest/server.php"
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def rest() -> Rest:
    return Rest("https://lms.example.test/moodle/", TOKEN, max_bytes=1000)


def outcome(rest: Rest, write: bool = False) -> LmsError:
    with pytest.raises(LmsError) as caught:
        rest.call("core_x", {}, write=write)
    return caught.value


@responses.activate
def test_a_call_is_a_form_with_the_token_in_its_body_only(rest: Rest) -> None:
    responses.post(URL, json=[])
    assert rest.call("core_x", {"a[0]": "é"}) == []
    request: Any = responses.calls[0].request
    form = {"wstoken": TOKEN, "wsfunction": "core_x", "moodlewsrestformat": "json", "a[0]": "é"}
    assert dict(parse_qsl(request.body)) == form
    assert request.url == URL
    assert TOKEN not in str(request.headers)
    assert request.headers["Accept-Encoding"] == "gzip"


@responses.activate
@pytest.mark.parametrize(("body", "answer"), [("null", None), ("0", 0), ("[]", []), ("true", True)])
def test_bare_values_are_answers(rest: Rest, body: str, answer: Any) -> None:
    responses.post(URL, body=body)
    assert rest.call("core_x", {}) == answer


@responses.activate
def test_a_packed_answer_is_unpacked(rest: Rest) -> None:
    responses.post(URL, body=gzip.compress(b'{"a": 1}'), headers={"Content-Encoding": "gzip"})
    assert rest.call("core_x", {}) == {"a": 1}


@responses.activate
@pytest.mark.parametrize(
    ("status", "body", "reading", "word", "writing"),
    [
        (200, "<br />Notice: x", TryLater, "not_json", OutcomeUnknown),
        (200, "", TryLater, "not_json", OutcomeUnknown),
        (200, "[" * 900, TryLater, "not_json", OutcomeUnknown),
        (500, "", TryLater, "server_error", OutcomeUnknown),
        (502, "<html>", TryLater, "server_error", OutcomeUnknown),
        (503, "<html>", TryLater, "unavailable", TryLater),
        (429, "", TryLater, "too_busy", TryLater),
        (403, "", WrongSetup, "web_services_off", WrongSetup),
        (403, "<html>", WrongSetup, "no_web_service_here", WrongSetup),
        (404, "<html>", WrongSetup, "no_web_service_here", WrongSetup),
    ],
)
def test_statuses(
    rest: Rest, status: int, body: str, reading: type[LmsError], word: str, writing: type[LmsError]
) -> None:
    responses.post(URL, status=status, body=body)
    read, write = outcome(rest), outcome(rest, write=True)
    assert (type(read), read.word) == (reading, word)
    assert type(write) is writing


@responses.activate
@pytest.mark.parametrize("name", ["err_maintenance", "err_maintenance_write", "err_webservices_disabled"])
def test_recorded_statuses(rest: Rest, capture: Any, name: str) -> None:
    answer = capture(name)["response"]
    responses.post(URL, status=answer["status"], headers=answer["headers"], body=answer["body"])
    error = outcome(rest, write=name.endswith("write"))
    if answer["status"] == 503:
        assert (type(error), error.word, error.retry_after) == (TryLater, "unavailable", 300)
    else:
        assert (type(error), error.word) == (WrongSetup, "web_services_off")


@responses.activate
@pytest.mark.parametrize(("told", "seconds"), [("300", 300), ("9" * 9, 3600)])
def test_retry_after_is_a_number(rest: Rest, told: str, seconds: int) -> None:
    responses.post(URL, status=503, headers={"Retry-After": told})
    assert outcome(rest).retry_after == seconds


@responses.activate
def test_retry_after_is_a_date(rest: Rest) -> None:
    responses.post(URL, status=503, headers={"Retry-After": formatdate(time() + 600, usegmt=True)})
    assert 500 <= (outcome(rest).retry_after or 0) <= 600


@responses.activate
@pytest.mark.parametrize("told", ["soon", "", "-1"])
def test_another_retry_after_is_none(rest: Rest, told: str) -> None:
    responses.post(URL, status=503, headers={"Retry-After": told})
    assert outcome(rest).retry_after is None


@responses.activate
def test_a_redirect_is_not_followed(rest: Rest) -> None:
    responses.post(URL, status=301, headers={"Location": "https://other.example.test/x?y=1"})
    error = outcome(rest)
    assert (type(error), error.word) == (WrongSetup, "redirected")
    assert "https://other.example.test" in str(error)
    assert len(responses.calls) == 1


@responses.activate
def test_an_answer_too_long_is_not_read_to_its_end(rest: Rest) -> None:
    responses.post(URL, body="[" + "1," * 1000 + "1]")
    assert (type(outcome(rest)), outcome(rest).word) == (Refused, "answer_too_large")
    assert type(outcome(rest, write=True)) is OutcomeUnknown


@pytest.mark.parametrize("base_url", ["lms.example.test", "ftp://lms.example.test", "https://"])
def test_an_address_that_is_none(base_url: str) -> None:
    error = outcome(Rest(base_url, TOKEN))
    assert (type(error), error.word) == (WrongSetup, "base_url")


@responses.activate
def test_a_certificate_that_is_not_trusted(rest: Rest) -> None:
    untrusted = requests.exceptions.SSLError("handshake")
    untrusted.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    responses.post(URL, body=untrusted)
    error = outcome(rest, write=True)
    assert (type(error), error.word) == (WrongSetup, "tls_certificate")


def test_arguments_become_php_form_fields() -> None:
    args = {"a": [1, {"b": True, "c": ["x"]}], "d": False, "e": ""}
    assert form(args) == {"a[0]": "1", "a[1][b]": "1", "a[1][c][0]": "x", "d": "0", "e": ""}


@responses.activate
@pytest.mark.parametrize(
    "failure",
    [
        {"status": 301, "headers": {"Location": "http://x.test"}},
        {"status": 404},
        {"status": 500},
        {"body": "<html>"},
        {"body": "x" * 2000},
        {"body": requests.ConnectionError("reset")},
        {"body": requests.ReadTimeout("slow")},
    ],
)
def test_the_token_is_never_seen(
    rest: Rest, failure: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    responses.post(URL, **failure)
    error = outcome(rest)
    seen = "".join(traceback.format_exception(error)) + repr(error) + caplog.text
    assert TOKEN not in seen


def test_the_token_is_in_no_repr(rest: Rest) -> None:
    moodle = Moodle("lms", "https://lms.example.test", TOKEN)
    assert TOKEN not in f"{rest!r} {moodle!r} {moodle!s}"
    assert "lms.example.test" in repr(moodle)

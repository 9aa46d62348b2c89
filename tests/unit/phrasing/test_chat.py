"""The language model's door: one question, and one word for everything that can go wrong with it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import responses

from connector.errors import NotPhrased
from connector.phrasing.chat import MAX_BYTES, PAUSE_S, Chat

BASE = "https://model.example.test/v1"
URL = BASE + "/chat/completions"
TOKEN = "sk-invented-and-long"


def said(text: Any) -> dict[str, Any]:
    return {"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}


def refusal(chat: Chat) -> NotPhrased:
    with pytest.raises(NotPhrased) as caught:
        chat.answer("how", "what")
    return caught.value


@responses.activate
def test_the_question_has_both_parts_and_the_token_is_in_a_header_only() -> None:
    responses.post(URL, json=said(" Baik [p1].\n"))
    assert Chat(BASE + "/", "small", TOKEN).answer("how", "apa é") == "Baik [p1]."
    request: Any = responses.calls[0].request
    asked = json.loads(request.body)
    assert asked["model"] == "small"
    assert [(each["role"], each["content"]) for each in asked["messages"]] == [
        ("system", "how"),
        ("user", "apa é"),
    ]
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in request.url + str(request.body)


@responses.activate
def test_without_a_token_no_header_is_sent() -> None:
    responses.post(URL, json=said("Baik."))
    Chat(BASE, "small").answer("how", "what")
    assert "Authorization" not in responses.calls[0].request.headers


@responses.activate
def test_thoughts_before_the_answer_are_dropped() -> None:
    responses.post(URL, json=said("<think>\nhm [p9]\n</think>\n\nBaik [p1]."))
    assert Chat(BASE, "small").answer("how", "what") == "Baik [p1]."


@responses.activate
@pytest.mark.parametrize(
    ("status", "body", "word"),
    [
        (200, "", "unreadable_answer"),
        (200, "<html>", "unreadable_answer"),
        (200, "[" * 100_000, "unreadable_answer"),
        (200, "[]", "unreadable_answer"),
        (200, "{}", "unreadable_answer"),
        (200, '{"choices": []}', "unreadable_answer"),
        (200, '{"choices": null}', "unreadable_answer"),
        (200, '{"choices": [{"text": "old"}]}', "unreadable_answer"),
        (200, json.dumps(said(None)), "unreadable_answer"),
        (200, json.dumps(said([{"type": "text"}])), "unreadable_answer"),
        (200, json.dumps(said("a" * MAX_BYTES)), "answer_too_large"),
        (302, "", "redirected"),
        (400, "{}", "http_400"),
        (401, "{}", "http_401"),
        (429, "{}", "http_429"),
        (500, "oops", "http_500"),
    ],
)
def test_odd_answers_are_one_word(status: int, body: str, word: str) -> None:
    responses.post(URL, status=status, body=body, headers={"Location": "https://elsewhere.example.test/"})
    assert refusal(Chat(BASE, "small", TOKEN)).word == word
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize(
    ("error", "word"),
    [
        (requests.ReadTimeout("x"), "timed_out"),
        (requests.ConnectionError("x"), "unreachable"),
        (requests.exceptions.SSLError("x"), "tls_certificate"),
        (requests.exceptions.ChunkedEncodingError("x"), "unreachable"),
    ],
)
def test_broken_exchanges_are_one_word(error: Exception, word: str) -> None:
    responses.post(URL, body=error)
    assert refusal(Chat(BASE, "small")).word == word


@pytest.mark.parametrize("token", ["two\nlines", "schlüssel-\u2026"])
def test_a_token_that_fits_no_header_is_told_without_telling_it(token: str) -> None:
    error = refusal(Chat("http://127.0.0.1:9/v1", "small", token, allow_private_address=True))
    assert error.word == "bad_address_or_token"
    assert token not in str(error)


@responses.activate
@pytest.mark.parametrize(("status", "calls"), [(500, 1), (429, 1), (400, 2)])
def test_one_that_does_not_answer_is_left_alone_for_a_while(status: int, calls: int) -> None:
    now = [0.0]
    responses.post(URL, status=status)
    chat = Chat(BASE, "small", clock=lambda: now[0])
    refusal(chat)
    word = refusal(chat).word
    assert (word == "resting", len(responses.calls)) == (calls == 1, calls)
    now[0] += PAUSE_S
    assert refusal(chat).word == f"http_{status}"


def test_it_never_tells_its_token() -> None:
    assert TOKEN not in repr(Chat(BASE, "small", TOKEN))
    assert repr(Chat(BASE, "small", TOKEN)) == "Chat('model.example.test', 'small')"


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """A server that does as told with one connection; its address, and what it was sent."""
    server = socket.create_server(("127.0.0.1", 0))
    got: list[bytes] = []

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            got.append(_request(connection))
            answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/v1", got
    thread.join(5)
    server.close()


def _request(connection: socket.socket) -> bytes:
    got = b""
    while not got.endswith(b"}]}"):
        piece = connection.recv(65_536)
        if not piece:
            break
        got += piece
    return got


def test_an_address_inside_the_house_is_refused_before_anything_is_sent() -> None:
    with listening(lambda _: None) as (url, got):
        assert refusal(Chat(url, "small", TOKEN)).word == "private_address"
    assert got == [b""]


def test_an_answer_that_trickles_is_given_up_in_time() -> None:
    def trickle(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(60):
            try:
                connection.sendall(b" ")
            except OSError:
                return
            time.sleep(0.05)

    with listening(trickle) as (url, _):
        began = time.monotonic()
        error = refusal(Chat(url, "small", allow_private_address=True, answer_s=0.4))
    assert (error.word, error.transient) == ("timed_out", True)
    assert time.monotonic() - began < 2


def test_an_answer_that_does_not_come_is_given_up_in_time() -> None:
    with listening(lambda _: time.sleep(1)) as (url, _):
        began = time.monotonic()
        assert refusal(Chat(url, "small", allow_private_address=True, answer_s=0.2)).word == "timed_out"
        assert time.monotonic() - began < 0.9


def test_a_long_answer_is_read_whole() -> None:
    body = json.dumps(said("a" * 20_000)).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    with listening(lambda connection: connection.sendall(head + body)) as (url, _):
        assert len(Chat(url, "small", allow_private_address=True).answer("how", "what")) == 20_000

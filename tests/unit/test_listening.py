"""Slow, broken and greedy senders, over real sockets: they hold up nobody and cannot stay."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from threading import Thread
from typing import Any

import pytest
import requests
from flask import Flask, request

from connector import listening
from connector.listening import make_server

MAX_BODY = 100_000
HEAD = "POST /webhooks/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
Listen = Callable[..., "Place"]


class Place:
    """A server that says how long the body was, and whether it lay in a file."""

    def __init__(self, opened: ExitStack, **limits: Any) -> None:
        app = Flask(__name__)
        app.add_url_rule("/webhooks/x", view_func=self._answer, methods=["POST"])
        self.server = make_server(app, "127.0.0.1", 0, MAX_BODY, **limits)
        self.port = int(self.server.effective_port)
        self._opened = opened
        self.answered_from: list[str] = []
        Thread(target=self.server.run, daemon=True).start()

    def _answer(self) -> str:
        inner = request.environ["wsgi.input"]
        self.answered_from.append(type(getattr(inner, "file", inner)).__name__)
        return str(len(request.get_data()))

    def connect(self) -> socket.socket:
        one = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self._opened.callback(one.close)
        return one

    def begin(self, text: str) -> socket.socket:
        one = self.connect()
        one.sendall(text.encode())
        return one

    def post(self, body: bytes) -> int:
        with requests.Session() as session:
            session.trust_env = False
            return session.post(f"http://127.0.0.1:{self.port}/webhooks/x", data=body, timeout=5).status_code


@pytest.fixture
def listen() -> Iterator[Listen]:
    with ExitStack() as opened:

        def make(**limits: Any) -> Place:
            place = Place(opened, **limits)
            opened.callback(place.server.close)
            return place

        yield make


def is_open(one: socket.socket) -> bool:
    """Whether the other side still keeps the connection; nothing was answered on it."""
    one.settimeout(0.01)
    with suppress(TimeoutError, ConnectionResetError):
        return one.recv(1) != b""
    return True


def still_open(connections: list[socket.socket]) -> int:
    return sum(is_open(one) for one in connections)


def test_more_slow_senders_than_there_are_threads_or_connections_hold_up_nobody(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "ROOM", 10)
    place = listen(connection_limit=60, threads=4)
    slow = [place.begin(HEAD.format(500) + "{") for _ in range(40)]
    slow += [place.begin("POST /webhooks/x HT") for _ in range(40)]
    slow += [place.connect() for _ in range(40)]
    for _ in range(20):
        began = time.monotonic()
        assert place.post(b"{}") == 200
        assert time.monotonic() - began < 1
    assert still_open(slow) < 60, "those who had waited longest had to make way"
    assert is_open(slow[-1])


def test_a_byte_now_and_then_does_not_keep_a_connection(listen: Listen) -> None:
    place = listen(channel_timeout=1, cleanup_interval=1)
    dripping = place.begin(HEAD.format(500))
    end = time.monotonic() + 8
    with suppress(OSError):
        while time.monotonic() < end:
            dripping.sendall(b"x")
            time.sleep(0.1)
    assert time.monotonic() < end - 3


def test_a_sender_that_is_done_in_time_may_take_several_pieces(listen: Listen) -> None:
    one = listen().begin(HEAD.format(6))
    for piece in (b"{}", b"    "):
        time.sleep(0.1)
        one.sendall(piece)
    assert one.recv(1000).startswith(b"HTTP/1.1 200")


def test_who_goes_away_in_the_middle_harms_nobody(listen: Listen) -> None:
    place = listen(threads=2)
    for _ in range(20):
        place.begin(HEAD.format(500) + '{"eventname"').close()
    assert place.post(b"{}") == 200


def test_an_idle_connection_is_closed(listen: Listen) -> None:
    one = listen(channel_timeout=1, cleanup_interval=1).connect()
    one.settimeout(8)
    assert one.recv(1) == b""


@pytest.mark.parametrize("size", [0, 50_000, 199_999])
def test_a_body_never_touches_the_disk(listen: Listen, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and the secret are in it."""
    monkeypatch.setattr(listening, "FORM_BYTES", 0)
    place = listen()
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_, **__: pytest.fail("a body went into a file"))
    monkeypatch.setattr("waitress.buffers.TempfileBasedBuffer", None)
    assert place.post(b"x" * size) == 200


def test_too_long_a_body_is_cut_off(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FORM_BYTES", 0)
    one = listen().begin(HEAD.format(50_000_000))
    assert one.recv(1000).startswith(b"HTTP/1.1 413")


def test_a_body_of_unknown_length_is_cut_off_too(listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FORM_BYTES", 0)
    head = HEAD.replace("Content-Length: {}", "Transfer-Encoding: chunked")
    one = listen().begin(head)
    with suppress(ConnectionError):
        for _ in range(30):
            one.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
    assert one.recv(1000).startswith(b"HTTP/1.1 413")


def test_too_long_a_head_is_refused(listen: Listen) -> None:
    one = listen().begin("POST /webhooks/x HTTP/1.1\r\nHost: x\r\n")
    with suppress(ConnectionError):
        one.sendall(b"X-Long: " + b"x" * 40_000 + b"\r\n\r\n")
    assert one.recv(1000).split()[1] == b"431"

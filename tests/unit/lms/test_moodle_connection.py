"""The REST door, with real sockets: who may be connected to, and what a broken exchange means."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from connector.errors import LmsError, OutcomeUnknown, TryLater, WrongSetup
from connector.lms.address import is_public
from connector.lms.http import Rest

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
HALF = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n[1, 2"

Answer = Callable[[socket.socket], None]


def _request(connection: socket.socket) -> bytes:
    """One whole request; an empty one when the other side hung up."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = connection.recv(65_536)
        if not piece:
            return got
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65_536)
    return head + body


@contextmanager
def server(answer: Answer) -> Iterator[tuple[str, list[bytes]]]:
    """Its base_url and the requests that reached it; each connection is answered once."""
    listener = socket.create_server(("127.0.0.1", 0))
    got: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:  # closed: the test is over
                return
            connection.settimeout(5)
            with connection:
                got.append(_request(connection))
                if got[-1]:
                    answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", got
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def outcome(base_url: str, *, write: bool = False, private: bool = True, timeout: float = 5.0) -> LmsError:
    rest = Rest(base_url, "token", allow_private_address=private, timeouts=(timeout, timeout))
    with pytest.raises(LmsError) as caught:
        rest.call("core_x", {}, write=write)
    rest.close()
    assert private is False or caught.value.__cause__ is not None
    return caught.value


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_private_address_is_refused_before_anything_is_sent(host: str) -> None:
    with server(lambda connection: connection.sendall(OK)) as (url, got):
        error = outcome(url.replace("127.0.0.1", host), private=False)
        assert (type(error), error.word) == (WrongSetup, "private_address")
    assert not b"".join(got)


def test_a_private_address_is_used_when_allowed() -> None:
    with server(lambda connection: connection.sendall(OK)) as (url, got):
        rest = Rest(url, "token", allow_private_address=True)
        assert rest.call("core_x", {}) == []
        rest.close()
    assert b"wsfunction=core_x" in got[0]


def test_a_public_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connector.lms.address.is_public", lambda peer: peer == "127.0.0.1")
    with server(lambda connection: connection.sendall(OK)) as (url, _):
        rest = Rest(url, "token")
        assert rest.call("core_x", {}) == []
        rest.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("2002:0a00:0001::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("write", [False, True])
def test_a_refused_connection_is_tried_later(write: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = outcome(f"http://127.0.0.1:{port}", write=write)
    assert (type(error), error.word) == (TryLater, "unreachable")


@pytest.mark.parametrize("write", [False, True])
def test_an_unknown_host_is_tried_later(write: bool) -> None:
    error = outcome("http://no-such-host.invalid", write=write)
    assert (type(error), error.word) == (TryLater, "unreachable")


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 2", HALF], ids=["nothing", "status", "half"])
def test_an_exchange_that_breaks_off(answer: bytes) -> None:
    with server(lambda connection: connection.sendall(answer)) as (url, _):
        assert (type(outcome(url)), outcome(url).word) == (TryLater, "broken_off")
        assert type(outcome(url, write=True)) is OutcomeUnknown


@pytest.mark.parametrize("answer", [b"", HALF], ids=["nothing", "half"])
def test_an_answer_that_does_not_come_in_time(answer: bytes) -> None:
    over = threading.Event()

    def stall(connection: socket.socket) -> None:
        connection.sendall(answer)
        over.wait(0.3)

    with server(stall) as (url, got):
        assert (type(outcome(url, timeout=0.1)), outcome(url, timeout=0.1).word) == (TryLater, "broken_off")
        assert type(outcome(url, timeout=0.1, write=True)) is OutcomeUnknown
        over.set()
    assert all(b"wsfunction=core_x" in each for each in got)


def test_one_connection_serves_many_calls_one_at_a_time() -> None:
    def keep_answering(connection: socket.socket) -> None:
        connection.sendall(OK)
        while _request(connection):
            connection.sendall(OK)

    with server(keep_answering) as (url, got):
        rest = Rest(url, "token", allow_private_address=True)
        callers = [threading.Thread(target=rest.call, args=("core_x", {})) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(5)
        rest.close()
    assert len(got) == 1

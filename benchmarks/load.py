"""Senders: so many connections that each post the next event as soon as the last one was answered.

A process of its own, so that it shares no lock with what is measured: ``python -m benchmarks.load PORT CONNECTIONS
SECONDS [REST]``, where REST is how long each connection waits between two events, in seconds.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from itertools import count

from benchmarks.numbers import percentile

SECRET = "bench-secret"  # noqa: S105 - of servers that live for a minute
WARM_UP = 0.3
"""Seconds whose answers are not counted."""
EVERY = 8
"""One event in so many is about a course of the mapping."""
DISCUSSIONS = 500


@dataclass(frozen=True)
class Load:
    """What came of it."""

    per_second: float
    p99_ms: float
    refused: int


def load(port: int, connections: int, seconds: float, rest: float = 0) -> Load:
    """Runs the senders in a process of their own."""
    words = [str(each) for each in (port, connections, seconds, rest)]
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "benchmarks.load", *words], check=True, capture_output=True, text=True
    )
    return Load(**json.loads(done.stdout))


def request(number: int) -> bytes:
    """A member's reply, as local_webhooks tells of it."""
    ours = number % EVERY == 0
    event = {
        "eventname": "\\mod_forum\\event\\post_created",
        "component": "mod_forum",
        "action": "created",
        "target": "post",
        "objecttable": "forum_posts",
        "objectid": number,
        "crud": "c",
        "edulevel": 2,
        "contextid": 41,
        "contextlevel": 70,
        "contextinstanceid": 12,
        "userid": 100 + number % 500,
        "courseid": 2 if ours else 1_000 + number % 50,
        "relateduserid": None,
        "anonymous": 0,
        "other": {"discussionid": 1 + number // EVERY % DISCUSSIONS, "forumid": 2, "forumtype": "general"},
        "timecreated": 1_795_326_445,
        "host": "lms.example.test",
        "token": SECRET,
        "extra": "{}",
    }
    body = json.dumps(event).encode()
    head = "POST /webhooks/moodle/lms HTTP/1.1\r\nHost: connector.example.test\r\nContent-Type: application/json\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


@dataclass
class Connection:
    """One sender, and the answer it waits for."""

    socket: socket.socket
    sent: float = 0.0
    answer: bytes = b""

    def send(self, number: int) -> None:
        self.answer = b""
        self.socket.sendall(request(number))
        self.sent = time.perf_counter()

    def answered(self) -> bool:
        """Takes in what has come; whether that is all of it."""
        part = self.socket.recv(4096)
        if not part:
            raise ConnectionError("the server closed the connection")
        self.answer += part
        head, found, body = self.answer.partition(b"\r\n\r\n")
        return bool(found) and len(body) >= int(head.lower().partition(b"content-length:")[2].split()[0])


@dataclass
class Senders:
    port: int
    rest: float
    numbers: count[int] = field(default_factory=lambda: count(time.time_ns() // 1_000 % 10**9))
    took: list[float] = field(default_factory=list)
    refused: int = 0

    def run(self, connections: int, seconds: float) -> Load:
        with selectors.DefaultSelector() as ready:
            for _ in range(connections):
                one = Connection(socket.create_connection(("127.0.0.1", self.port)))
                one.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ready.register(one.socket, selectors.EVENT_READ, one)
                one.send(next(self.numbers))
            self.until(ready, time.perf_counter() + WARM_UP)
            self.took.clear()
            began = time.perf_counter()
            self.until(ready, began + seconds)
            lasted = time.perf_counter() - began
        return Load(len(self.took) / lasted, percentile(self.took, 99) * 1000, self.refused)

    def until(self, ready: selectors.BaseSelector, end: float) -> None:
        while time.perf_counter() < end:
            for key, _ in ready.select(0.1):
                one: Connection = key.data
                if not one.answered():
                    continue
                self.took.append(time.perf_counter() - one.sent)
                self.refused += not one.answer.startswith(b"HTTP/1.1 202")
                if self.rest:
                    time.sleep(self.rest)
                one.send(next(self.numbers))


def main(port: str, connections: str, seconds: str, rest: str) -> None:
    done = Senders(int(port), float(rest)).run(int(connections), float(seconds))
    sys.stdout.write(json.dumps(vars(done)))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What the receive path is measured against: a bare Flask application with a group commit, and nothing else.

Same server and settings as ``serve``, same durability: an answer means that the row is on disk.
Run: ``python -m benchmarks.bare PORT FILE``.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections import deque
from typing import Any

from flask import Flask, Response, request

from benchmarks.load import SECRET
from connector.listening import make_server


class Store:
    """One thread commits all that waits in one transaction."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.change = threading.Condition()
        self.waiting: deque[tuple[tuple[Any, ...], threading.Event]] = deque()
        threading.Thread(target=self.run, daemon=True).start()

    def keep(self, row: tuple[Any, ...]) -> None:
        done = threading.Event()
        with self.change:
            self.waiting.append((row, done))
            self.change.notify()
        done.wait(5)

    def run(self) -> None:
        file = sqlite3.connect(self.path, isolation_level=None)
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=FULL")
        file.execute(
            "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, name, object, user, course, time)"
        )
        while True:
            with self.change:
                while not self.waiting:
                    self.change.wait()
                batch = [self.waiting.popleft() for _ in range(min(500, len(self.waiting)))]
            file.execute("BEGIN IMMEDIATE")
            file.executemany(
                "INSERT INTO event (name, object, user, course, time) VALUES (?,?,?,?,?)",
                [row for row, _ in batch],
            )
            file.execute("COMMIT")
            for _, done in batch:
                done.set()


def main(port: str, path: str) -> None:
    app, store = Flask("bare"), Store(path)

    @app.post("/webhooks/moodle/lms")
    def receive() -> Response:
        body = request.get_json(force=True)
        if body["token"] != SECRET:
            return Response("no", 403)
        store.keep(
            (body["eventname"], body["objectid"], body["userid"], body["courseid"], body["timecreated"])
        )
        return Response('{"accepted": true}\n', 202, mimetype="application/json")

    make_server(app, "127.0.0.1", int(port), 1024 * 1024).run()


if __name__ == "__main__":
    main(*sys.argv[1:])

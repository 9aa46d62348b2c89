"""Sends the cases to the whole application, some over a real socket, and looks at what it answers, logs and keeps."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

import structlog
from werkzeug.test import Client

from config.settings import read_settings
from connector.app import Cop, make_flask, opened
from connector.listening import make_server
from schemas.events import NAME as EVENT_NAME
from schemas.events import OTHER_KEYS
from tests.flow.conftest import INSTITUTION
from tests.fuzz.cases import PRIVATE, SECRET, Case, Cases

WIRE = 0.05
"""The share that goes over a real socket."""
SENDERS = 24
CODING = re.compile(rb"^HTTP/1\.[01] ([0-9]{3}) ")


@dataclass
class Result:
    cases: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def note(self, status: int, text: str, case: Case) -> None:
        with self.lock:
            self.cases += 1
            self.answers[status] += 1
            if status >= 500 or status < 200:
                self.failures.append(f"{status} for {case!r:.600}")
            if told := [word for word in PRIVATE if word in text]:
                self.failures.append(f"{told} in the answer to {case!r:.600}")


def fuzz(folder: Path, count: int, seed: int) -> Result:
    """So many cases; ``failures`` says in words what must not be."""
    result = Result()
    with logs() as log, institution(folder) as cop:
        app = make_flask(cop)
        server = make_server(app, "127.0.0.1", 0, cop.max_body)
        Thread(target=server.run, daemon=True).start()
        try:
            with ThreadPoolExecutor(SENDERS) as pool:
                shares = [(count + place) // SENDERS for place in range(SENDERS)]
                tasks = [
                    pool.submit(
                        _send,
                        Cases(seed * SENDERS + place),
                        share,
                        Client(app),
                        server.effective_port,
                        result,
                    )
                    for place, share in enumerate(shares)
                ]
                for task in tasks:
                    task.result()
        finally:
            server.close()
    _look_at_log(log.getvalue(), result)
    _look_at_disk(folder, result)
    return result


def _send(cases: Cases, count: int, client: Client, port: int, result: Result) -> None:
    for number in range(count):
        case = cases.next()
        if number % int(1 / WIRE) == 0:
            result.note(*_over_the_wire(case, port), case)
            continue
        headers = {key: value for key, value in case.headers.items() if "\n" not in value}
        answer = client.open(case.path, method=case.method, data=case.body, headers=headers)
        result.note(answer.status_code, answer.get_data(as_text=True) + str(answer.headers), case)
        answer.close()


def _over_the_wire(case: Case, port: int) -> tuple[int, str]:
    """As bytes; the first answer's status and all that was answered. 200 where the server just hung up."""
    head = f"{case.method} {case.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(case.body)}\r\n"
    lines = "".join(f"{key}: {value}\r\n" for key, value in case.headers.items())
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        with contextlib.suppress(ConnectionError):
            one.sendall((head + lines + "\r\n").encode("utf-8", "replace") + case.body)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while piece := one.recv(65_536):
                answer += piece
    status = CODING.match(answer)
    return int(status[1]) if status else 200, answer.decode("utf-8", "replace")


@contextlib.contextmanager
def institution(folder: Path) -> Iterator[Cop]:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "institution.yaml"
    path.write_text(
        INSTITUTION.format(mode="observe", url="http://127.0.0.1:9", hr=folder / "hr"), encoding="utf-8"
    )
    environ = {
        "COP_CONFIG": str(path),
        "COP_DATABASE_URL": f"sqlite:///{folder / 'cop.sqlite'}",
        "COP_SECRET_KEY": "k" * 32,
        "TOKEN": "x",
        "SECRET": SECRET,
    }
    with opened(read_settings(environ)) as cop:
        yield cop


@contextlib.contextmanager
def logs() -> Iterator[io.StringIO]:
    """Everything that any part of the process logs or prints to standard error, at every level."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root, level, before = logging.getLogger(), logging.getLogger().level, structlog.get_config()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.PrintLoggerFactory(log),
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        cache_logger_on_first_use=False,
    )
    try:
        with contextlib.redirect_stderr(log):
            yield log
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        structlog.configure(**before)


def _look_at_log(log: str, result: Result) -> None:
    for line in log.splitlines():
        if any(word in line for word in PRIVATE):
            result.failures.append(f"logged: {line[:600]}")
        elif "Traceback" in line:
            result.failures.append(f"a trace in the log: {log[log.index(line) :][:2000]}")
            return


def _look_at_disk(folder: Path, result: Result) -> None:
    """Nothing private in any file, and in the inbox's rows only what the allow-list lets through."""
    for path in folder.iterdir():
        content = path.read_bytes() if path.is_file() else b""
        result.failures += [f"{word!r} in {path.name}" for word in PRIVATE if word.encode() in content]
    connection = sqlite3.connect(folder / "cop-inbox.sqlite")
    for source, name, other in connection.execute("SELECT source, name, other FROM inbox_event"):
        kept = json.loads(other)
        numbers = all(isinstance(value, int) for value in kept.values())
        if (
            source != "lms"
            or not EVENT_NAME.fullmatch(name)
            or not OTHER_KEYS.issuperset(kept)
            or not numbers
        ):
            result.failures.append(f"kept: {source} {name} {other}")
    [stored] = connection.execute("SELECT count(*) FROM inbox_event").fetchone()
    connection.close()
    if stored != result.answers[202]:
        result.failures.append(f"{result.answers[202]} accepted, {stored} kept")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

"""What was acknowledged is kept, whatever becomes of the process that acknowledged it."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
import requests

from connector.sandbox import SERVICE_TOKEN
from tests.flow.conftest import INSTITUTION, SECRET

RUN = "import sys; from connector.cli import main; sys.argv = ['cop-connector', *sys.argv[1:]]; main()"


@dataclass
class Service:
    process: subprocess.Popen[bytes]
    url: str
    inbox: Path

    def post(self, object_id: int) -> int:
        event = {
            "eventname": "\\mod_forum\\event\\post_created",
            "objectid": object_id,
            "courseid": 2,
            "userid": 6,
            "timecreated": 1_793_000_000,
            "other": {"discussionid": 1, "forumid": 4},
            "token": SECRET,
        }
        with requests.Session() as session:
            session.trust_env = False
            return session.post(f"{self.url}/webhooks/moodle/lms", json=event, timeout=8).status_code

    def burst(self, first: int, count: int = 24) -> list[int]:
        """Statuses of so many requests at once."""
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(self.post, range(first, first + count)))

    @contextmanager
    def disk_is_full(self) -> Iterator[None]:
        """No file of the process can grow beyond what the inbox's log has now."""
        size = self.inbox.with_name(f"{self.inbox.name}-wal").stat().st_size
        _, hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (hard, hard))

    @contextmanager
    def file_is_away(self) -> Iterator[None]:
        """As when a disk is not mounted."""
        aside = self.inbox.with_name("aside.sqlite")
        self.inbox.rename(aside)
        try:
            yield
        finally:
            aside.rename(self.inbox)

    @contextmanager
    def nothing_can_be_written(self) -> Iterator[None]:
        """The inbox's file is locked by somebody else."""
        connection = sqlite3.connect(self.inbox, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
            connection.close()

    def kept(self) -> set[int]:
        connection = sqlite3.connect(self.inbox)
        try:
            return {row[0] for row in connection.execute("SELECT object_id FROM inbox_event")}
        finally:
            connection.close()


TROUBLES: dict[str, Callable[[Service], AbstractContextManager[None]]] = {
    "full disk": Service.disk_is_full,
    "locked": Service.nothing_can_be_written,
    "file away": Service.file_is_away,
}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """``cop-connector serve`` as its own process; its LMS is away."""
    port = free_port()
    config = tmp_path / "institution.yaml"
    text = INSTITUTION.format(mode="live", url="http://127.0.0.1:9", hr=tmp_path / "hr")
    config.write_text(text, encoding="utf-8")
    environ = {
        **os.environ,
        "COP_CONFIG": str(config),
        "COP_DATABASE_URL": f"sqlite:///{tmp_path / 'cop.sqlite'}",
        "COP_SECRET_KEY": "k" * 32,
        "TOKEN": SERVICE_TOKEN,
        "SECRET": SECRET,
    }
    command = [sys.executable, "-c", RUN, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Service(process, f"http://127.0.0.1:{port}", tmp_path / "cop-inbox.sqlite")
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the service does not listen")


def test_what_was_acknowledged_survives_kill_9(service: Service) -> None:
    assert service.post(1) == 202
    acknowledged = {1}
    enough = False

    def send(first: int) -> None:
        number = first
        while not enough:
            try:
                status = service.post(number)
            except requests.RequestException:
                return  # killed in the middle: nothing was promised
            if status == 202:
                acknowledged.add(number)
            number += 10

    threads = [Thread(target=send, args=(first,)) for first in range(2, 6)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 5
    while len(acknowledged) < 60 and time.monotonic() < end:
        time.sleep(0.01)
    enough_before = len(acknowledged)
    with service.nothing_can_be_written():
        time.sleep(0.3)  # what is answered now would be answered without being kept
        os.kill(service.process.pid, signal.SIGKILL)
        service.process.wait()
    enough = True
    for thread in threads:
        thread.join()
    assert enough_before >= 60
    assert acknowledged <= service.kept()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_cannot_be_written_is_accepted_from_nobody_and_service_goes_on_afterwards(
    service: Service, trouble: str
) -> None:
    """A batch that fails answers 503 to each request in it: never a 2xx for what is not on disk."""
    assert service.post(1) == 202
    with TROUBLES[trouble](service):
        assert service.burst(100) == [503] * 24
    assert service.burst(200) == [202] * 24
    assert service.process.poll() is None
    kept = service.kept()
    assert kept >= {1, *range(200, 224)}
    # Who gives up while the file is locked may find the row written later; a failed batch leaves nothing.
    assert trouble == "locked" or not kept & set(range(100, 124))

"""Workers on PostgreSQL as their own processes: they share the work, and one that dies or sleeps does no harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from sqlalchemy import text as sql

from connector.sandbox import SERVICE_TOKEN
from tests.flow.conftest import SECRET, House, MakeHouse
from tests.flow.scene import AYU, BAGUS, BLOG, SITI, forge, practice
from tests.flow.test_serve import _wait_for as listening
from tests.flow.test_serve import free_port

RUN = "from connector.cli import main; main()"
WITHIN_S = 30
pytestmark = pytest.mark.engines("postgresql")

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def live(make_house: MakeHouse, ready: Path) -> House:
    """An institution that lives now, so that processes with a clock of their own can work for it."""
    house = make_house(ready=ready)
    house.clock.at = int(time.time())
    return house


def environment(house: House) -> dict[str, str]:
    return {
        **os.environ,
        "COP_CONFIG": str(house.folder / "institution.yaml"),
        "COP_DATABASE_URL": house.url or "",
        "COP_SECRET_KEY": "k" * 32,
        "TOKEN": SERVICE_TOKEN,
        "SECRET": SECRET,
    }


@pytest.fixture
def start(live: House, tmp_path: Path) -> Iterator[Start]:
    """Starts ``cop-connector worker``."""
    environ = environment(live)
    running = []

    def begin() -> subprocess.Popen[bytes]:
        with (tmp_path / f"worker-{len(running)}.log").open("wb") as log:
            command = [sys.executable, "-c", RUN, "worker", "--concurrency", "3"]
            running.append(subprocess.Popen(command, env=environ, stdout=log, stderr=log))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()
    for log in tmp_path.glob("worker-*.log"):
        print(log.read_text())


def write(house: House, user: int) -> None:
    """Somebody writes, and a webhook tells of it."""
    house.clock.at = int(time.time())
    forge(house, "discussion_created", practice(house, user), user=user, forumid=BLOG)


def recognised(house: House, user: int) -> bool:
    return any(row["account"] == f"lms:{user}" for row in house.rows("contributions"))


def wait_until(found: Callable[[], bool], seconds: float = WITHIN_S) -> float:
    began = time.monotonic()
    while not found():
        assert time.monotonic() < began + seconds, "it took too long"
        time.sleep(0.1)
    return time.monotonic() - began


def reading(house: House) -> bool:
    """Whether somebody is at the turn that reads the LMS."""
    query = "SELECT 1 FROM procrastinate_jobs WHERE status = 'doing' AND lock = 'lms:lms'"
    with house.cop.context.db.engine.connect() as connection:
        return connection.scalar(sql(query)) is not None


def test_the_turn_of_a_sleeping_or_killed_worker_is_taken_up_within_30_seconds(
    live: House, start: Start
) -> None:
    first = start()
    write(live, AYU)
    wait_until(lambda: recognised(live, AYU), 60)

    live.site.faults.set("slow_s", seconds=4, count=1)
    write(live, BAGUS)
    wait_until(lambda: reading(live))
    first.send_signal(signal.SIGSTOP)
    second = start()
    wait_until(lambda: recognised(live, BAGUS))

    first.send_signal(signal.SIGCONT)
    write(live, SITI)
    wait_until(lambda: recognised(live, SITI))
    assert first.poll() is None, "it goes on, though its turn was given away"

    live.site.faults.set("slow_s", seconds=4, count=1)
    write(live, AYU)
    wait_until(lambda: reading(live))
    second.send_signal(signal.SIGKILL)
    second.wait()
    wait_until(lambda: len(live.rows("contributions")) == 4)

    assert live.approve_all() == []
    wait_until(lambda: live.rows("ledger") != [])
    keys = [(row["account"], row["day"], row["community"], row["scheme"]) for row in live.rows("ledger")]
    assert len(keys) == len(set(keys)), "nothing is booked twice"
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0


@pytest.fixture
def web(live: House, tmp_path: Path) -> Iterator[str]:
    """The address of two web processes under gunicorn, and of their proxy's headers."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--threads",
        "8",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    process = subprocess.Popen([*command, "connector.app:wsgi(proxies=1)"], env=environment(live))
    try:
        listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def test_web_processes_receive_and_take_no_turns(live: House, web: str) -> None:
    def send(number: int) -> int | None:
        event = {"eventname": r"\mod_forum\event\post_created", "objectid": number, "token": SECRET}
        try:
            status = requests.post(f"{web}/webhooks/moodle/lms", json=event, timeout=10).status_code
        except requests.RequestException:
            return None  # its process was killed: nothing was promised
        return number if status == 202 else None

    assert requests.get(f"{web}/readyz", timeout=60).json()["ready"]
    with ThreadPoolExecutor(8) as pool:
        sent = pool.map(send, range(1, 121))
        time.sleep(0.2)
        os.kill(one_child(web), signal.SIGKILL)
        acknowledged = {number for number in sent if number}
    kept = {event.object_id for _, event in live.cop.inbox.after(0, 999)}
    assert len(acknowledged) > 60
    assert acknowledged <= kept
    with live.cop.context.db.read() as session:
        assert len(live.cop.inbox.waiting(session, 999)) == len(kept), "triage is a worker's"


def one_child(web: str) -> int:
    """The process id of one web process: one that is connected to the database."""
    port = int(web.rpartition(":")[2])
    found = [
        int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and _is_web(path, port)
    ]
    return max(found)


def _is_web(path: Path, port: int) -> bool:
    try:
        return f"127.0.0.1:{port}".encode() in (path / "cmdline").read_bytes()
    except OSError:
        return False


def test_a_worker_says_what_it_needs(tmp_path: Path) -> None:
    config = tmp_path / "institution.yaml"
    config.write_text("institution: {name: Contoh, timezone: Asia/Jakarta}\nsources: {}\n")
    environ = {
        **os.environ,
        "COP_CONFIG": str(config),
        "COP_DATABASE_URL": f"sqlite:///{tmp_path}/cop.sqlite",
    }
    told = subprocess.run(
        [sys.executable, "-c", RUN, "worker"], env=environ, capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert "workers need PostgreSQL" in told.stderr

"""Processes to be measured: the whole application as ``serve`` runs it, the bare one, and an LMS."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from benchmarks.load import SECRET
from benchmarks.population import STARTER
from config.packs import read_packs
from config.settings import Settings, read_settings
from connector.app import opened
from connector.steps.publish import publish

NOWHERE = "http://127.0.0.1:9"
INSTITUTION = """\
institution: {{name: Badan Diklat Contoh, timezone: Asia/Jakarta, language: id}}
mode: {mode}
reconcile: off
sources:
  lms:
    base_url: {lms}
    token: {{env: BENCH_TOKEN}}
    webhook_secrets: [{{env: BENCH_SECRET}}]
    profile_field: cop_jp_locked
    allow_private_address: true
    connections: {connections}
hr:
  simpeg: {{kind: simpeg-file, folder: {hr}}}
"""
IDLE = 0.25
"""Of a processor: more than looking for work takes, and less than any work."""
LOOK_S = 0.5
ENDS_WITHIN_S = 15
SERVE = "import sys; from connector.cli import main; sys.argv = ['cop-connector', *sys.argv[1:]]; main()"


@dataclass(frozen=True)
class House:
    """An institution's settings, and where its data lie."""

    folder: Path
    database_url: str
    token: str = "t" * 32

    @property
    def environ(self) -> dict[str, str]:
        return {
            "COP_CONFIG": str(self.folder / "institution.yaml"),
            "COP_DATABASE_URL": self.database_url,
            "COP_SECRET_KEY": "k" * 32,
            "BENCH_TOKEN": self.token,
            "BENCH_SECRET": SECRET,
        }

    def settings(self) -> Settings:
        return read_settings(self.environ)


def make_house(
    folder: Path,
    lms: str = NOWHERE,
    *,
    database_url: str = "",
    mode: str = "live",
    token: str = "t" * 32,
    connections: int = 1,
) -> House:
    """Its file is written, its tables made, and the starter mapping published."""
    folder.mkdir(parents=True)
    text = INSTITUTION.format(lms=lms, hr=folder / "hr", mode=mode, connections=connections)
    (folder / "institution.yaml").write_text(text, encoding="utf-8")
    house = House(folder, database_url or f"sqlite:///{folder / 'cop.sqlite'}", token)
    with opened(house.settings()) as cop:
        publish(cop.context, STARTER.read_text(encoding="utf-8"), read_packs(), "bench")
    return house


@contextmanager
def database(name: str, url: str) -> Iterator[str]:
    """A database of its own on that server; none is needed for files."""
    if not url:
        yield ""
        return
    new = f"bench_{name.replace('-', '_').lower()}"
    server = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{new}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{new}"')
        try:
            yield make_url(url).set(database=new).render_as_string(hide_password=False)
        finally:
            connection.exec_driver_sql(f'DROP DATABASE "{new}" WITH (FORCE)')
    server.dispose()


@dataclass(frozen=True)
class Running:
    pid: int
    port: int

    @property
    def pss_mb(self) -> float:
        """Memory that this process would give back, its share of what others use too."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    @property
    def worked_s(self) -> float:
        """Seconds of a processor it has had."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until_idle(*those: Running, patience_s: float = 30) -> None:
    """Returns when they have hardly worked for half a second."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        before = sum(one.worked_s for one in those)
        time.sleep(LOOK_S)
        if sum(one.worked_s for one in those) - before < IDLE * LOOK_S:
            return


@contextmanager
def whole(house: House) -> Iterator[Running]:
    """``cop-connector serve``."""
    port = free_port()
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port)]
    with _running(command, port, house.environ, house.folder / "serve.log") as one:
        yield one


@contextmanager
def bare(folder: Path) -> Iterator[Running]:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare", str(port), str(folder / "bare.sqlite")]
    with _running(command, port, {}, folder / "bare.log") as one:
        yield one


@contextmanager
def lms(folder: Path, milliseconds: int, port: int = 0) -> Iterator[Running]:
    port = port or free_port()
    command = [sys.executable, "-m", "benchmarks.lms", str(port), str(milliseconds)]
    with _running(command, port, {}, folder / "lms.log") as one:
        yield one


@contextmanager
def _running(command: list[str], port: int, environ: dict[str, str], log: Path) -> Iterator[Running]:
    with begun(command, environ, log) as process:
        _wait_for(port, process)
        yield Running(process.pid, port)


@contextmanager
def begun(command: list[str], environ: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended afterwards, by force if it takes too long."""
    with log.open("ab") as out:
        process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=out, stderr=out)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}; see the log beside the database")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

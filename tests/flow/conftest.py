"""A whole institution for a story: the sandbox LMS on real HTTP, the connector with its two SQLite files, or with a
database of its own on PostgreSQL for tests marked ``engines("postgresql")``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from waitress.server import create_server

from config.packs import read_packs
from config.settings import read_settings
from connector.app import Cop, make_flask, open_cop
from connector.cli import main
from connector.cli.data import COMPUTED
from connector.runner.embedded import work_until_idle
from connector.sandbox import SERVICE_TOKEN, Server, Site, Target, build_site, serve
from connector.steps import export
from connector.steps.approve import Choice, decide_all, waiting
from connector.steps.publish import publish
from connector.steps.reconcile import reconcile
from tests.conftest import ENGINE
from tests.postgres import Postgres, copy_of

SECRET = "story-secret"
INSTITUTION = """\
institution: {{name: Badan Diklat Contoh, timezone: Asia/Jakarta, language: id}}
mode: {mode}
sources:
  lms:
    base_url: {url}
    token: {{env: TOKEN}}
    webhook_secrets: [{{env: SECRET}}]
    profile_field: cop_jp_locked
    allow_private_address: true
hr:
  simpeg: {{kind: simpeg-file, folder: {hr}}}
"""
STARTER = Path("config/packs/indonesia-asn.yaml")


@dataclass
class Clock:
    """The one time of a story; the LMS and the connector read it."""

    at: int = 1_793_000_000

    def __call__(self) -> int:
        return self.at


@dataclass
class House:
    """One institution: its LMS, its connector, its clock."""

    folder: Path
    site: Site
    lms: Server
    clock: Clock
    mode: str = "live"
    url: str | None = None
    """A PostgreSQL database; by default SQLite files in the folder."""
    hasty: bool = True
    """False: the settle time of fresh notices is waited out, as in a running service."""
    settings: str = ""
    """What its institution file says besides."""
    cop: Cop = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.folder.mkdir(exist_ok=True, parents=True)
        path = self.folder / "institution.yaml"
        said = INSTITUTION.format(mode=self.mode, url=self.lms.url, hr=self.hr)
        path.write_text(said + self.settings, encoding="utf-8")
        environ = {
            "COP_CONFIG": str(path),
            "COP_DATABASE_URL": self.url or f"sqlite:///{self.folder / 'cop.sqlite'}",
            "COP_SECRET_KEY": "k" * 32,
            "TOKEN": SERVICE_TOKEN,
            "SECRET": SECRET,
        }
        self.cop = open_cop(replace(read_settings(environ), now=self.clock), in_haste=self.hasty)

    def close(self) -> None:
        self.cop.close()

    def open_again(self) -> None:
        """As after a restart: the files are the same, whatever was in memory is gone."""
        self.close()
        self.open()

    @property
    def hr(self) -> Path:
        return self.folder / "hr"

    def publish(self, text: str | None = None, valid_from: int | None = None) -> int:
        text = text or STARTER.read_text(encoding="utf-8")
        return publish(self.cop.context, text, read_packs(), "test", valid_from)

    def work(self) -> None:
        work_until_idle(self.cop.context, self.cop.inbox)

    def wait(self, seconds: int = 4000) -> None:
        """Time passes, and the re-reads come due."""
        for part in (61, 601, 3601, seconds):
            self.clock.at += part
            self.work()

    def reconcile(self, *, full: bool = False) -> bool:
        ended = reconcile(self.cop.context, "lms", full=full)
        self.work()
        return ended

    def approve_all(self, by: str = "somebody-else") -> list[str]:
        with self.cop.context.db.read() as session:
            choices = [Choice(record.number, record.revision) for record in waiting(session, limit=10_000)]
        return [error.word for error in decide_all(self.cop.context, choices, by, yes=True, reason="")]

    def export(self, what: str) -> str:
        with self.cop.context.db.read() as session:
            if what in COMPUTED:
                return "\n".join(export.lines(COMPUTED[what](self.cop.context, session)))
            return "\n".join(export.lines(export.TABLES[what](session)))

    def rows(self, what: str) -> list[dict[str, object]]:
        with self.cop.context.db.read() as session:
            return list(export.TABLES[what](session))


MakeHouse = Callable[..., House]


@contextmanager
def open_house(
    folder: Path,
    site: Site | None = None,
    mode: str = "live",
    ready: Path | None = None,
    settings: str = "",
    server: Postgres | None = None,
) -> Iterator[House]:
    """One institution on real HTTP, beginning with the database in ``ready`` if there is one.

    ``server``: where a database is made if there is none to begin with; by default files in ``folder``.
    """
    clock = Clock()
    site = site or build_site(clock)
    if ready:
        shutil.copytree(ready, folder)
    with serve(site) as listening:
        url = _database(folder, ready, server)
        house = House(folder, site, listening, clock, mode, url, settings=settings)
        try:
            yield house
        finally:
            house.close()


def _database(folder: Path, ready: Path | None, server: Postgres | None) -> str | None:
    """The URL of a house's database, noted in its folder so that the folder alone can be gone on with."""
    note = folder / "postgresql.url"
    url = copy_of(note.read_text()) if note.exists() else server.database() if server and not ready else None
    if url:
        folder.mkdir(exist_ok=True, parents=True)
        note.write_text(url)
    return url


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``@pytest.mark.engines("sqlite", "postgresql")``: where a test runs, if not on SQLite alone."""
    mark = metafunc.definition.get_closest_marker("engines")
    if mark and "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", mark.args, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Postgres | None:
    """The server whose databases houses use; none for SQLite files."""
    if getattr(request, "param", ENGINE) == "sqlite":
        return None
    server: Postgres = request.getfixturevalue("pg")
    return server


@pytest.fixture
def make_house(tmp_path: Path, engine: Postgres | None) -> Iterator[MakeHouse]:
    """Any number of institutions, each with an LMS of its own unless one is handed over."""
    with ExitStack() as opened:

        def make(name: str = "one", **more: Any) -> House:
            return opened.enter_context(open_house(tmp_path / name, server=engine, **more))

        yield make


@pytest.fixture(autouse=True)
def quiet_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command would bind every logger of this process to the stream of its own test for good."""
    monkeypatch.setattr("connector.cli.common.configure_logs", lambda: None)


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory, engine: Postgres | None) -> Path:
    """A folder with a database in which the starter mapping is in force and its (still empty) places are known."""
    folder = tmp_path_factory.mktemp("ready") / "house"
    with open_house(folder, server=engine) as house:
        house.publish()
        house.work()
    return folder


@pytest.fixture
def house(make_house: MakeHouse, ready: Path) -> House:
    """One institution with the starter mapping in force and its (still empty) places known."""
    return make_house(ready=ready)


def _serve(server: Any) -> None:
    with suppress(OSError):  # it is closed while it waits for the next request
        server.run()


@pytest.fixture
def listening() -> Iterator[Callable[[House], str]]:
    """Lets a house receive webhooks on real HTTP; gives the address."""
    servers = []

    def listen(house: House) -> str:
        app = make_flask(house.cop)
        server = create_server(app, host="127.0.0.1", port=0, threads=4, clear_untrusted_proxy_headers=True)
        servers.append(server)
        Thread(target=_serve, args=(server,), daemon=True).start()
        address = f"http://127.0.0.1:{server.effective_port}/webhooks/moodle/lms"
        house.site.sender.targets.append(Target(address, SECRET))
        return address

    yield listen
    for server in servers:
        server.close()


# --- commands ----------------------------------------------------------------------


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    site: tuple[Site, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command with the environment of a fresh institution, whose LMS is the test file's ``site``."""
    config = tmp_path / "institution.yaml"
    config.write_text(INSTITUTION.format(mode="live", url=site[1], hr=tmp_path / "hr"), encoding="utf-8")
    environ = {
        "COP_CONFIG": str(config),
        "COP_DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'cop.sqlite'}",
        "COP_SECRET_KEY": "k" * 32,
        "COP_NOW": "2026-11-20T09:00:00+07:00",
        "TOKEN": SERVICE_TOKEN,
        "SECRET": SECRET,
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    def call(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["cop-connector", *words])
        code = 0
        try:
            main()
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return call

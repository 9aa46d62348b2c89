"""A real browser on a real service: the sandbox in a thread, ``cop-connector serve`` as its own process."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.settings import Settings, read_settings
from connector.sandbox import SERVICE_TOKEN, Server, Site, Target, build_site, play, serve
from connector.sandbox.story import up_to_now

PASSWORD, SECRET = "komunitas-praktisi", "rahasia-peramban"
PATIENCE_S = 60
"""For whatever is waited for; a busy machine is slow."""
RUN = "import sys; from connector.cli import main; sys.argv = ['cop-connector', *sys.argv[1:]]; main()"
INSTITUTION = """\
institution: {{name: Badan Diklat Contoh, timezone: Asia/Jakarta, language: id}}
mode: {mode}
sources:
  lms:
    base_url: {lms}
    token: {{env: TOKEN}}
    webhook_secrets: [{{env: SECRET}}]
    profile_field: cop_jp_locked
    allow_private_address: true
hr:
  simpeg: {{kind: simpeg-file, folder: {hr}}}
"""
NO_BROWSER = (
    "There is no chromium: apt-get install chromium, or say where it is with CHROMIUM=/path/to/chromium."
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, f"not within {PATIENCE_S} s: {what}"
        time.sleep(0.1)


@dataclass
class Town:
    """One institution and its LMS, and whoever sits before a browser."""

    folder: Path
    site: Site
    lms: Server
    browser: Browser
    port: int = field(default_factory=free_port)
    desk: Page = field(init=False)
    """The admin's."""
    member: Page = field(init=False)
    """In the LMS."""
    told: dict[str, str] = field(default_factory=dict)
    """What a step of the story leaves for a later one."""
    _service: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def hr(self) -> Path:
        return self.folder / "hr"

    @property
    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "COP_CONFIG": str(self.folder / "institution.yaml"),
            "COP_DATABASE_URL": f"sqlite:///{self.folder / 'cop.sqlite'}",
            "COP_SECRET_KEY": "k" * 32,
            "COP_DESK_PASSWORD": PASSWORD,
            "TOKEN": SERVICE_TOKEN,
            "SECRET": SECRET,
        }

    @property
    def settings(self) -> Settings:
        return read_settings(self.environ)

    def connect(self, mode: str) -> None:
        """Writes the institution file."""
        self.hr.mkdir(exist_ok=True)
        text = INSTITUTION.format(mode=mode, lms=self.lms.url, hr=self.hr)
        (self.folder / "institution.yaml").write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> None:
        told = subprocess.run([sys.executable, "-c", RUN, *arguments], env=self.environ, capture_output=True)
        assert told.returncode == 0, told.stderr.decode()

    def start(self) -> None:
        command = [sys.executable, "-c", RUN, "serve", "--port", str(self.port)]
        with (self.folder / "serve.log").open("ab") as log:
            self._service = subprocess.Popen(command, env=self.environ, stderr=log)
        until(self._listens, "the service listens")

    def _listens(self) -> bool:
        assert self._service and self._service.poll() is None, (self.folder / "serve.log").read_text()[-2000:]
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self._service and self._service.poll() is None:
            self._service.send_signal(signal.SIGTERM)
            self._service.wait(PATIENCE_S)

    def visit(self, path: str) -> Page:
        self.desk.goto(self.url + path)
        return self.desk

    def visit_until(self, path: str, words: str) -> Page:
        """Looks again until the page says it: work is done behind it."""
        self.visit(path)

        def said() -> bool:
            if words in self.desk.inner_text("main"):
                return True
            self.desk.reload()
            return False

        until(said, f"{path} says {words!r}; it says:\n{self.desk.inner_text('main')[:3000]}")
        return self.desk


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or shutil.which("/usr/bin/chromium") or shutil.which("chromium")
    if not found or not shutil.which(found):
        pytest.fail(NO_BROWSER, pytrace=False)
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=alone)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Its LMS has had some weeks; nobody has connected it yet."""
    site = build_site()
    site.sender.paused = True
    play(site, up_to_now())
    site.sender.paused = False
    with serve(site) as lms:
        town = Town(tmp_path_factory.mktemp("town"), site, lms, browser)
        site.sender.targets.append(Target(f"{town.url}/webhooks/moodle/lms", SECRET))
        with sitting(browser, "en-GB") as town.desk, sitting(browser, "id-ID") as town.member:
            try:
                yield town
            finally:
                site.sender.paused = True
                town.stop()


class sitting:  # noqa: N801
    """Somebody with a browser window of their own."""

    def __init__(self, browser: Browser, locale: str) -> None:
        self.context: BrowserContext = browser.new_context(
            locale=locale, timezone_id="Asia/Jakarta", viewport={"width": 1200, "height": 900}
        )
        self.context.set_default_timeout(PATIENCE_S * 1000)

    def __enter__(self) -> Page:
        return self.context.new_page()

    def __exit__(self, *_: object) -> None:
        self.context.close()

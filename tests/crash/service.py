"""One process of ours that is killed and started again: which moments it passed, and where it died."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.nursery import Nursery

LONGEST_S = 300


@dataclass
class Service:
    nursery: Nursery
    folder: Path
    """Where its log and its trace are kept."""
    environ: dict[str, str]
    arguments: list[str]
    """Of ``cop-connector``; the first names it."""
    port: int | None = None
    """At which it listens, if it does."""
    pid: int | None = None
    kills: Counter[str] = field(default_factory=Counter)
    """By the moment at which it died; "any" = from outside."""
    passed: Counter[str] = field(default_factory=Counter)
    """The moments that it came by."""
    _died_at: str = ""
    _read: int = 0

    def start(self, deadly: Iterable[str] = ()) -> None:
        """It dies at the first of these moments."""
        self.pid = self.nursery.start(
            environ=self.environ,
            clock=str(self.folder / "clock"),
            log=str(self._file("log")),
            trace=str(self._file("moments")),
            arguments=self.arguments,
            deadly=list(deadly),
        )

    def lives(self) -> bool:
        """Notes how it died, if it did. To end in any other way than by our hand is a failure."""
        if self.pid is None:
            return False
        code = self.nursery.ended(self.pid)
        self._look()
        if code is None:
            return True
        assert code == -signal.SIGKILL, f"it ended by itself with {code}: see {self._file('log')}"
        self.kills[self._died_at or "any"] += 1
        self.pid, self._died_at = None, ""
        return False

    def kill(self) -> None:
        """From outside, wherever it is."""
        if self.lives() and self.pid:
            os.kill(self.pid, signal.SIGKILL)
            while self.lives():
                time.sleep(0.002)

    def wait_for_it(self) -> None:
        """Until it listens, or does something, or has died on the way there."""
        end, before = time.monotonic() + LONGEST_S, self.passed.total()
        while self.lives() and time.monotonic() < end:
            if self._listens() if self.port else self.passed.total() > before:
                return
            time.sleep(0.01)

    def _listens(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def _look(self) -> None:
        """Reads what it passed since the last look."""
        new = ""
        with suppress(FileNotFoundError), self._file("moments").open() as file:
            file.seek(self._read)
            new = file.read()
        self._read += len(new)
        for line in new.splitlines():
            self.passed[line[1:]] += 1
            if line[0] == "!":
                self._died_at = self._died_at or line[1:]

    def _file(self, what: str) -> Path:
        return self.folder / f"{self.arguments[0]}.{what}"

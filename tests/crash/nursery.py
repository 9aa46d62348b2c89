"""A process that has imported everything and forks services, so that a start costs a fraction of a second.

Reads one order a line: ``{"start": {…}}`` → the new process's id; ``{"look": pid}`` → null, or how it ended.
"""

from __future__ import annotations

import json
import mmap
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import config.settings
from connector.runner import bell, distributed, look
from tests.crash import moments


class Clock:
    """One time for all processes: epoch seconds in a small shared file."""

    def __init__(self, path: Path, at: int | None = None) -> None:
        if at is not None:
            path.write_bytes(at.to_bytes(8, "little"))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    def __call__(self) -> int:
        return self.at

    @property
    def at(self) -> int:
        return int.from_bytes(self._shared[:8], "little")

    @at.setter
    def at(self, moment: int) -> None:
        self._shared[:8] = moment.to_bytes(8, "little")


class Nursery:
    """The driver's side."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, **how: Any) -> int:
        return int(self._ask({"start": how}))

    def ended(self, pid: int) -> int | None:
        """The signal or exit code by which it ended (signals are negative); None while it lives."""
        code: int | None = self._ask({"look": pid})
        return code

    def close(self) -> None:
        self._process.communicate()

    def _ask(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def main() -> None:
    import connector.cli  # noqa: F401 - what takes the time is done before the first fork

    moments.install()
    _hurry()
    for line in sys.stdin:
        order = json.loads(line)
        answer = _start(order["start"]) if "start" in order else _look(order["look"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _hurry() -> None:
    """As time passes a hundred times faster here: a dead worker is not mourned for long, all is looked for often."""
    bell.ASLEEP_S = bell.IDLE_S
    distributed.HEARTBEAT_S, distributed.STALLED_S = 0.4, 2.0
    distributed.TIDIES = "* * * * * */3"
    look.EVERY_S = 1


def _start(how: dict[str, Any]) -> int:
    pid = os.fork()
    if not pid:
        _serve(**how)
    return pid


def _look(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def _serve(
    environ: dict[str, str], clock: str, log: str, trace: str, arguments: list[str], deadly: list[str]
) -> NoReturn:
    """``cop-connector …`` in a process of its own."""
    from connector.cli import main as command

    shared = Clock(Path(clock))
    config.settings._clock = lambda _fixed: shared
    os.environ.update(environ)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(file, 1)
    os.dup2(file, 2)
    moments.moment.arm(trace, frozenset(deadly))
    sys.argv = ["cop-connector", *arguments]
    code = 1
    try:
        command()
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()

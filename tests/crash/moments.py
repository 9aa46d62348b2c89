"""The named moments at which a service can be made to die, each put around the code from outside.

Before and after every commit (by the step that makes it), every call to the LMS, every file for HR, every turn
that a worker takes. Production code knows nothing of this.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from connector.domain.facts import Event
from connector.hr import folder
from connector.lms.http import Rest
from connector.models.database import Database
from connector.runner.distributed import Worker
from connector.steps.inbox import Inbox
from connector.steps.inbox_server import ServerInbox

SENT_NOT_NOTED = (
    "mod_forum_add_discussion answered",
    "mod_forum_update_discussion_post answered",
    "core_user_update_users answered",
    "core_cohort_add_cohort_members answered",
    "hr csv written",
    "hr json written",
    "inbox committed",
)
"""Something has left, or was promised, and our books do not say so yet."""
SWEPT = "worker swept"
"""What is due was looked for, and its turns were given out."""


class Moments:
    """What one process does at each moment: note it, and die if this is the one."""

    def __init__(self) -> None:
        self._trace = -1
        self._deadly: frozenset[str] = frozenset()

    def arm(self, trace: str, deadly: frozenset[str]) -> None:
        """``trace``: a file that gets a line for each moment. ``deadly``: those at which it dies."""
        self._trace = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._deadly = deadly

    def __call__(self, name: str) -> None:
        if self._trace < 0:
            return
        dies = name in self._deadly
        os.write(self._trace, f"{'!' if dies else ' '}{name}\n".encode())
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)


moment = Moments()


def install() -> None:
    """Wraps the code of this process."""
    _around_commits()
    _around_receiving()
    _around_turns()
    _around_calls()
    _around_files()


def _around_commits() -> None:
    write = Database.write

    @contextmanager
    def watched_write(self: Database, *scopes: str) -> Iterator[Session]:
        step = _step()
        with write(self, *scopes) as session:
            yield session
            session.flush()
            moment(f"{step} commits")
        moment(f"{step} committed")

    Database.write = watched_write  # type: ignore[method-assign]


def _around_receiving() -> None:
    commit, keep = Inbox._commit, ServerInbox.keep

    def watched_commit(self: Inbox, *args: Any) -> None:
        moment("inbox commits")
        commit(self, *args)
        moment("inbox committed")

    def watched_keep(self: ServerInbox, event: Event) -> None:
        moment("inbox commits")
        keep(self, event)
        moment("inbox committed")

    Inbox._commit = watched_commit  # type: ignore[method-assign]
    ServerInbox.keep = watched_keep  # type: ignore[method-assign]


def _around_turns() -> None:
    take, sweep = Worker._take, Worker._sweep

    def watched_take(self: Worker, name: str) -> None:
        moment(f"turn {name} taken")
        take(self, name)
        moment(f"turn {name} ended")

    async def watched_sweep(self: Worker, timestamp: int) -> None:
        await sweep(self, timestamp)
        moment(SWEPT)

    Worker._take = watched_take  # type: ignore[method-assign]
    Worker._sweep = watched_sweep  # type: ignore[method-assign]


def _around_calls() -> None:
    call = Rest.call

    def watched_call(self: Rest, function: str, *args: Any, **more: Any) -> Any:
        if more.get("write"):
            moment(f"{function} is called")
        answer = call(self, function, *args, **more)
        moment(f"{function} answered")
        return answer

    Rest.call = watched_call  # type: ignore[method-assign]


def _around_files() -> None:
    put: Callable[..., None] = folder._put
    fsync = os.fsync

    def watched_put(path: Any, content: bytes) -> None:
        moment(f"hr {path.suffix[1:]} is written")
        put(path, content)
        moment(f"hr {path.suffix[1:]} written")

    def watched_fsync(number: int) -> None:
        fsync(number)
        moment("hr file on disk")

    folder._put = watched_put
    os.fsync = watched_fsync  # only HR's files are synced by us; SQLite does it in C


def _step() -> str:
    """Which function of ours opened the transaction."""
    frame = sys._getframe(1)
    while (
        not frame.f_globals["__name__"].startswith("connector.") or "database" in frame.f_globals["__name__"]
    ):
        if frame.f_back is None:
            return "somebody"
        frame = frame.f_back
    room = frame.f_globals["__name__"].removeprefix("connector.").removeprefix("steps.")
    return f"{room}.{frame.f_code.co_qualname}"

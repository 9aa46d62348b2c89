"""A real inbox file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from connector.models.database import open_engine
from connector.models.inbox import InboxBase
from connector.steps.inbox import Inbox

MakeInbox = Callable[..., Inbox]


class Clock:
    """Epoch seconds, set by hand: Sunday 22 November 2026, 18:00 UTC."""

    now = 1_795_370_400.5

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "inbox.sqlite"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{path}")
    # A locked file is given up sooner than in production, or the tests would wait.
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    InboxBase.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def make(engine: Engine, clock: Clock) -> Iterator[MakeInbox]:
    made: list[Inbox] = []

    def _make(**settings: Any) -> Inbox:
        made.append(Inbox(engine, clock, **{"patience": 2.0, "tick": 0.01} | settings))
        return made[-1]

    yield _make
    for inbox in made:
        inbox.close()


@pytest.fixture
def inbox(make: MakeInbox) -> Inbox:
    return make()

"""An empty main database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from connector.models.base import Base
from connector.models.database import Database


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    database = Database(url)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def statements(db: Database) -> list[str]:
    """What is asked of the database from now on."""
    told: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _u, text, *_rest: told.append(text))
    return told

"""An empty main database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connector.models.base import Base
from connector.models.database import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'cop.sqlite'}")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()

"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres, server

ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
"""``TEST_ENGINE=postgresql`` runs on PostgreSQL what otherwise runs on SQLite alone."""


@pytest.fixture(scope="session")
def pg() -> Iterator[Postgres]:
    """A real PostgreSQL; the test is skipped where there is none."""
    with server() as running:
        yield running


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if ENGINE == "sqlite":
        return f"sqlite:///{tmp_path / 'cop.sqlite'}"
    database: str = request.getfixturevalue("pg").database()
    return database

"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server, server


@pytest.fixture(scope="session")
def pg() -> Iterator[Server]:
    """A real PostgreSQL; the test is skipped where there is none."""
    with server() as running:
        yield running

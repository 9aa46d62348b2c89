"""The migrations lead to exactly the tables that the models describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from connector.models.database import open_engine
from connector.models.migrations import METADATA, current, ours, upgrade
from tests.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.sqlite'}"
    database: str = request.getfixturevalue("pg").database()
    return database


@pytest.mark.parametrize("history", METADATA)
def test_upgraded_tables_are_the_models(history: str, url: str) -> None:
    engine = open_engine(url)
    assert not current(history, engine)
    upgrade(history, engine)
    assert current(history, engine)
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_object": ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA[history]) == []
    engine.dispose()


def test_both_histories_live_in_one_database(pg: Postgres) -> None:
    engine = open_engine(pg.database())
    for history in METADATA:
        upgrade(history, engine)
    assert all(current(history, engine) for history in METADATA)
    engine.dispose()


@pytest.mark.parametrize("history", METADATA)
def test_no_two_revisions_share_a_number(history: str) -> None:
    folder = Path("connector/models/migrations") / history / "versions"
    names = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert len(set(names)) == len(names) > 0

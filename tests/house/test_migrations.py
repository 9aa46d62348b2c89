"""The migrations lead to exactly the tables that the models describe."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from connector.models.database import open_engine
from connector.models.migrations import METADATA, current, upgrade


@pytest.mark.parametrize("history", METADATA)
def test_upgraded_tables_are_the_models(history: str, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert not current(history, engine)
    upgrade(history, engine)
    assert current(history, engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA[history]) == []
    engine.dispose()


@pytest.mark.parametrize("history", METADATA)
def test_revisions_are_numbered_without_gaps(history: str) -> None:
    folder = Path("connector/models/migrations") / history / "versions"
    names = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    assert names == [f"{number:04d}" for number in range(1, len(names) + 1)]

"""Rows that are computed anew: only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from connector.models.credit import ContributionRow
from connector.models.database import Database
from connector.models.migrations import upgrade
from connector.steps.rows import replace_rows, rows_where


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    one = Database(f"sqlite:///{tmp_path / 'cop.sqlite'}")
    upgrade("main", one.engine)
    yield one
    one.close()


def row(id_: int, account: str = "lms:9", minutes: int = 1) -> tuple[Any, ...]:
    return ("lms", "post", str(id_), account, "komunitas", "jawaban", "answer", minutes, 1)


def keyed(*rows: tuple[Any, ...]) -> dict[Any, tuple[Any, ...]]:
    return {each[:3]: each for each in rows}


def stored(database: Database, account: str = "lms:9") -> dict[Any, tuple[Any, ...]]:
    with database.read() as session:
        return keyed(*rows_where(session, ContributionRow, ContributionRow.account == account))


def replace(database: Database, *wanted: tuple[Any, ...]) -> list[str]:
    """Returns the statements that wrote."""
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    known = stored(database)
    with database.write() as session:
        replace_rows(session, ContributionRow, keyed(*wanted), known)
    return [one.split()[0] for one in said if one.startswith(("INSERT", "DELETE", "UPDATE"))]


def test_what_is_wanted_is_there_afterwards(database: Database) -> None:
    replace(database, row(1), row(2), row(3))
    replace(database, row(2, minutes=5), row(3), row(4))
    assert stored(database) == keyed(row(2, minutes=5), row(3), row(4))


def test_nothing_is_written_where_nothing_differs(database: Database) -> None:
    replace(database, row(1), row(2))
    assert replace(database, row(1), row(2)) == []


def test_only_known_rows_are_taken_away(database: Database) -> None:
    with database.write() as session:
        replace_rows(session, ContributionRow, keyed(row(7, account="lms:10")), {})
    replace(database)
    assert stored(database, "lms:10") == keyed(row(7, account="lms:10"))

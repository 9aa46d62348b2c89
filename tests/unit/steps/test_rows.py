"""Rows that are computed anew: only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.base import Base
from connector.models.credit import ContributionRow, EntitlementRow, EvidenceRow, LedgerLine
from connector.models.database import Database
from connector.models.dialects import among
from connector.steps import rows as steps
from connector.steps.ledger import LINE
from connector.steps.rows import Met, add_rows, replace_rows, rows_where


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    file = f"sqlite:///{tmp_path / 'cop.sqlite'}"
    one = Database(file if request.param == "sqlite" else request.getfixturevalue("pg").database())
    Base.metadata.create_all(one.engine)
    yield one
    one.close()


def row(id_: int, account: str = "lms:9", minutes: int = 1) -> tuple[Any, ...]:
    return (account, "post", str(id_), "lms", "komunitas", "jawaban", "answer", minutes, 1)


def keyed(*rows: tuple[Any, ...]) -> dict[Any, tuple[Any, ...]]:
    return {each[:3]: each for each in rows}


def stored(database: Database, account: str = "lms:9") -> dict[Any, tuple[Any, ...]]:
    with database.read() as session:
        return keyed(*rows_where(session, ContributionRow, ContributionRow.account == account))


def replace(database: Database, *wanted: tuple[Any, ...]) -> None:
    known = stored(database)
    with database.write() as session:
        replace_rows(session, ContributionRow, keyed(*wanted), known)


def test_what_is_wanted_is_there_afterwards(database: Database) -> None:
    replace(database, row(1), row(2), row(3))
    replace(database, row(2, minutes=5), row(3), row(4))
    assert stored(database) == keyed(row(2, minutes=5), row(3), row(4))


def test_nothing_is_written_where_nothing_differs(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(database, row(1), row(2))
    for writes in ("_many", "_copied"):
        monkeypatch.setattr(steps, writes, lambda *told: pytest.fail(f"written: {told}"))
    replace(database, row(1), row(2))


def earned(evidence: str, person: str) -> tuple[Any, ...]:
    return ("lms:9", evidence, person, "komunitas", "cop-jp", "2026-11-22", "jawaban", 1, 60, 2, 2, "")


def test_what_was_another_s_is_taken_over(database: Database) -> None:
    """Two accounts turn out to be one person's."""
    with database.write() as session:
        add_rows(session, EntitlementRow, [earned("a", "lms:10"), earned("b", "lms:10")])
    with database.write() as session:
        replace_rows(session, EntitlementRow, {("lms:9", "a"): earned("a", "lms:9")}, {})
    with database.read() as session:
        found = rows_where(session, EntitlementRow)
    assert sorted(found) == [earned("a", "lms:9"), earned("b", "lms:10")]


def test_twice_in_one_transaction(database: Database) -> None:
    with database.write() as session:
        replace_rows(session, ContributionRow, keyed(row(1), row(2)), {})
        replace_rows(session, ContributionRow, keyed(row(2, minutes=3), row(3)), keyed(row(2)))
    assert stored(database) == keyed(row(1), row(2, minutes=3), row(3))


def test_what_must_not_change_is_kept(database: Database) -> None:
    with database.write() as session:
        session.add(EvidenceRow(id="a", account="lms:9", body=None, erased_at=5))
    names = ("id", "account", "body")
    with database.write() as session:
        add_rows(session, EvidenceRow, [("a", "lms:9", "{}"), ("b", "lms:9", "{}")], Met.KEPT, names)
    with database.read() as session:
        found = {one.id: (one.body, one.erased_at) for one in session.scalars(select(EvidenceRow))}
    assert found == {"a": (None, 5), "b": ("{}", None)}


def test_lists_come_back_as_lists_and_lines_in_their_order(database: Database) -> None:
    told = dict.fromkeys(LINE, 0) | dict.fromkeys(("account", "community", "day", "scheme"), "x")
    told |= {"booked": "x", "cause": "x", "rules": ["é", '"'], "reasons": [], "evidence": ["a", "b"]}
    lines = [tuple((told | {"amount": number}).values()) for number in range(50)]
    with database.write() as session:
        add_rows(session, LedgerLine, lines, names=LINE)
    with database.read() as session:
        found = session.scalars(select(LedgerLine).order_by(LedgerLine.id)).all()
    assert [one.amount for one in found] == list(range(50))
    assert (found[0].rules, found[0].reasons, found[0].evidence) == (["é", '"'], [], ["a", "b"])


def test_among_many(database: Database) -> None:
    replace(database, *map(row, range(1, 1000)))

    def ids(session: Session, *wanted: str) -> set[str]:
        there = among(session, ContributionRow.fact_id, set(wanted))
        return set(session.scalars(select(ContributionRow.fact_id).where(there)))

    with database.read() as session:
        assert ids(session, "5", "77", "1000", 'it\'s "quoted"') == {"5", "77"}
        assert ids(session, *map(str, range(900, 3000))) == set(map(str, range(900, 1000)))
        assert ids(session) == set()


def test_only_known_rows_are_taken_away(database: Database) -> None:
    with database.write() as session:
        replace_rows(session, ContributionRow, keyed(row(7, account="lms:10")), {})
    replace(database)
    assert stored(database, "lms:10") == keyed(row(7, account="lms:10"))

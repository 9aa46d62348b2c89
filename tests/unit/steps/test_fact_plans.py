"""Facts are asked for by a key: there may be a hundred million of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.orm import Session

from config.packs import read_pack, read_packs
from connector.domain.facts import Kind
from connector.domain.rules import Community
from connector.models.base import Base
from connector.models.database import Database
from connector.models.dialects import is_server, with_keys
from connector.models.lms import FactRow
from connector.models.state import SourceState
from connector.steps.community_places import Ground, _places
from connector.steps.community_talk import talk
from connector.steps.mapping_ground import Ground as Stored
from connector.steps.mapping_ground import present
from connector.steps.mapping_hints import hints
from schemas.mapping_document import check
from tests.conftest import ENGINE
from tests.postgres import Postgres

FULL = check(read_pack("indonesia-asn-lengkap"), "x", packs=read_packs()).mapping
MANY = 5_000
"""Posts: enough that a server would rather use an index, if it can."""

BY_KEY = {
    "sqlite": re.compile(r"SEARCH fact USING INDEX sqlite_autoindex_fact_1 \(source=\? AND kind=\?\)"),
    "postgresql": re.compile(
        r"pk_fact on fact .*\n *Index Cond: \(\(\(source\)::text = .* AND \(\(kind\)::text = "
    ),
}
NEWEST = "ix_fact_time"
"""So many of the latest, whatever they are."""


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Database]:
    if request.param == "sqlite" and ENGINE != "sqlite":
        pytest.skip("on PostgreSQL alone")
    url = f"sqlite:///{tmp_path / 'cop.sqlite'}"
    if request.param == "postgresql":
        pg: Postgres = request.getfixturevalue("pg")
        url = pg.database()
    database = Database(url)
    Base.metadata.create_all(database.engine)
    usual: dict[str, Any] = {"source": "lms", "course": 2, "state": "present", "digest": "", "read_no": 1}
    with database.write() as session:
        session.add(SourceState(source="lms"))
        session.add_all(FactRow(kind="post", id=str(one), data={}, **usual) for one in range(MANY))
        data = {"name": "Forum", "type": "general"}
        session.add_all(FactRow(kind="forum", id=str(one), data=data, **usual) for one in range(3))
    if is_server(database.engine):  # which gathers its statistics by itself; SQLite is never told to
        with database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    yield database
    database.close()


ASKS: dict[str, Callable[[Session], object]] = {
    "a community's places": _places,
    "forums of a mapping": lambda session: Stored(session, FULL).forums if FULL else None,
    "what is there to be named": lambda session: list(present(session, Kind.COHORT)),
    "hints": lambda session: (
        hints(session, FULL, None, read_pack("indonesia-asn-lengkap"), "x") if FULL else 0
    ),
}


@pytest.mark.parametrize("name", ASKS)
def test_facts_of_a_kind_are_found_by_their_key(db: Database, name: str) -> None:
    said: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_: object) -> None:
        if "FROM fact" in statement:
            said.append((statement, parameters))

    with db.read() as session:
        event.listen(db.engine, "before_cursor_execute", note)
        ASKS[name](session)
        event.remove(db.engine, "before_cursor_execute", note)
    assert said
    for statement, parameters in said:
        plan = "\n".join(_plan(db.engine, statement, parameters))
        assert BY_KEY[db.engine.dialect.name].search(plan) or (NEWEST in plan and "LIMIT" in statement), plan


def test_many_keys_are_looked_up_one_by_one(db: Database) -> None:
    """Where rows of values in a list would be sought through the whole table."""
    keys = [("lms", "post", str(number)) for number in (1, 2)]
    query = select(FactRow.id).where(*with_keys((FactRow.source, FactRow.kind, FactRow.id), keys))
    with db.read() as session:
        assert set(session.scalars(query)) == {"1", "2"}
    shown = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = "\n".join(_plan(db.engine, str(shown), ()))
    assert ("(source=? AND kind=? AND id=?)" in plan) != is_server(db.engine), plan
    assert ("pk_fact" in plan) == is_server(db.engine), plan


def test_a_community_without_a_place_hinders_no_other(db: Database) -> None:
    nowhere = Ground(Community("x", "X", ()), (), (), (), ())
    somewhere = replace(nowhere, forums=(("lms", "forum:1"), ("other", "forum:1")))
    shown = select(talk([nowhere, somewhere]).c.id).compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = "\n".join(_plan(db.engine, str(shown), ()))
    assert is_server(db.engine) or "ix_fact_container" in plan, plan


def _plan(engine: Engine, statement: str, parameters: Any) -> list[str]:
    explain = "EXPLAIN" if is_server(engine) else "EXPLAIN QUERY PLAN"
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return [str(row[-1]) for row in rows]

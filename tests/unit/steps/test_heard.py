"""Which events told of which object: found by it, and kept as long as they are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from connector.domain.facts import Event
from connector.models.database import Database
from connector.models.dialects import is_server
from connector.models.lms import Heard
from connector.steps import heard
from connector.steps.event_object import thing_of
from connector.steps.heard import heard_first, heard_since, keep_heard, prune_heard

POST = r"\mod_forum\event\post_created"
COMPLETED = r"\core\event\course_module_completion_updated"


def test_of_a_user_in_a_place_it_is_about_both() -> None:
    assert thing_of(Event("lms", COMPLETED, 1, 5, related_user_id=9, context_instance_id=4)) == (
        "completion",
        "4/9",
    )
    assert thing_of(Event("lms", r"\core\event\user_enrolment_created", 1, 5, 9, 2)) == ("enrolment", "2/9")
    assert thing_of(Event("lms", POST, 52, 5)) == ("post", "52")
    assert thing_of(Event("lms", r"\core\event\badge_awarded", 52, 5)) is None


def kept(db: Database, *events: tuple[int, int], source: str = "lms") -> None:
    with db.write() as session:
        keep_heard(session, [(id_, Event(source, POST, post, 5)) for id_, post in events])


def test_the_first_of_them_are_found(db: Database) -> None:
    kept(db, (3, 52), (5, 53), (8, 52), (9, 52))
    kept(db, (4, 52), source="other")
    kept(db, (8, 52))
    with db.read() as session:
        assert heard_since(session) == 3
        assert heard_first(session, "lms", {("post", "52")}, 2) == [3, 8]
        assert heard_first(session, "lms", {("post", "52"), ("post", "53")}, 9) == [3, 5, 8, 9]
        assert heard_first(session, "lms", {("discussion", "52")}, 9) == []


def test_they_are_found_by_an_index(db: Database, statements: list[str]) -> None:
    if is_server(db.engine):
        return
    with db.read() as session:
        heard_first(session, "lms", {("post", "52")}, 2)
        query = next(text for text in statements if "FROM heard" in text)
        plan = session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}", ("lms", "post", "52", 2, 0)
        )
        assert "(source=? AND kind=? AND thing=?)" in str(plan.all())


def test_they_go_with_the_events(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "SLICE", 2)
    kept(db, *((id_, 52) for id_ in range(1, 8)))
    context: Any = SimpleNamespace(db=db)
    for oldest, left in ((None, 7), (6, 2), (6, 2)):
        inbox: Any = SimpleNamespace(oldest=lambda oldest=oldest: oldest)
        prune_heard(context, inbox)
        with db.read() as session:
            assert len(session.scalars(select(Heard.event)).all()) == left

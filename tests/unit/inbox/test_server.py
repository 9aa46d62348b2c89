"""The inbox on PostgreSQL: ids are given before the commit, and nothing is lost or taken twice for that."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from connector.domain.facts import Event
from connector.errors import NotStored
from connector.models.database import Database, open_engine
from connector.models.inbox import InboxEvent, to_row
from connector.models.migrations import METADATA, upgrade
from connector.steps.inbox_rows import Tally
from connector.steps.inbox_server import ServerInbox
from tests.postgres import Postgres

NAME = r"\mod_forum\event\post_created"
NOON = 1_795_370_400
DAY = 86_400


@pytest.fixture
def db(pg: Postgres) -> Iterator[Database]:
    database = Database(pg.database())
    for history in METADATA:
        upgrade(history, database.engine)
    yield database
    database.close()


@pytest.fixture
def inbox(db: Database, clock) -> Iterator[ServerInbox]:
    engine = open_engine(db.url)
    made = ServerInbox(engine, clock, zone=ZoneInfo("Asia/Jakarta"), tick=0.01)
    yield made
    made.close()
    engine.dispose()


def numbered(number: int) -> Event:
    return Event(source="lms", name=NAME, object_id=number, other={"forumid": 4})


def take_all(db: Database, inbox: ServerInbox, limit: int = 500) -> list[int | None]:
    with db.read() as session:
        waiting = inbox.waiting(session, limit)
    if not waiting:
        return []
    with db.write("triage") as session:
        return [event.object_id for _, event in inbox.take(session, waiting)]


def test_what_is_kept_is_taken_once(db: Database, inbox: ServerInbox) -> None:
    for number in range(5):
        inbox.keep(numbered(number))
    assert take_all(db, inbox, 3) == [0, 1, 2]
    assert take_all(db, inbox) == [3, 4]
    assert take_all(db, inbox) == []
    assert [event.object_id for _, event in inbox.after(0, 9)] == [0, 1, 2, 3, 4]


def test_a_row_that_commits_after_a_later_one_is_not_lost(db: Database, inbox: ServerInbox) -> None:
    with inbox.engine.connect() as slow:
        slow.execute(insert(InboxEvent), to_row(numbered(1)) | {"received_at": NOON})
        inbox.keep(numbered(2))  # a greater id, seen first
        assert take_all(db, inbox) == [2]
        slow.commit()
    assert take_all(db, inbox) == [1]


def test_two_who_take_at_once_share_and_one_who_fails_gives_back(db: Database, inbox: ServerInbox) -> None:
    for number in range(3):
        inbox.keep(numbered(number))
    inbox.keep(Event("lms", "another", object_id=3))  # counted in a row of its own
    with db.read() as session:
        waiting = inbox.waiting(session, 9)
    with db.write("one") as first, db.write("two") as second:
        assert [event.object_id for _, event in inbox.take(first, waiting[:3])] == [0, 1, 2]
        assert [event.object_id for _, event in inbox.take(second, waiting)] == [3]
        first.rollback()
    assert take_all(db, inbox) == [0, 1, 2]


def test_many_receive_while_one_takes(db: Database, inbox: ServerInbox) -> None:
    taken: list[int | None] = []
    with ThreadPoolExecutor(16) as pool:
        answers = [pool.submit(inbox.keep, numbered(number)) for number in range(400)]
        while not all(answer.done() for answer in answers):
            taken += take_all(db, inbox)
    assert [answer.exception() for answer in answers] == [None] * 400
    taken += take_all(db, inbox)
    assert sorted(number or 0 for number in taken) == list(range(400))
    assert inbox.counts() == [Tally("lms", NAME, 400, NOON)]


def test_what_cannot_be_written_is_refused_without_its_content(
    db: Database, inbox: ServerInbox, capsys
) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox_event RENAME TO elsewhere")
    with pytest.raises(NotStored):
        inbox.keep(numbered(424_242))
    logged = capsys.readouterr().out
    assert "inbox_not_written" in logged
    assert "424242" not in logged


def test_a_restarted_server_is_met_again(db: Database, inbox: ServerInbox) -> None:
    inbox.keep(numbered(1))
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    inbox.keep(numbered(2))
    assert take_all(db, inbox) == [1, 2]


def test_a_day_is_a_day_at_the_institution_and_refusals_are_counted(db, inbox, clock) -> None:
    inbox.keep(numbered(1))
    take_all(db, inbox)
    assert inbox.counts("2026-11-23"), "18:00 UTC is one in the morning of the next day there"
    assert inbox.last_heard("lms") == NOON
    for _ in range(3):
        inbox.refused("lms", "bad_secret")
    inbox.close()
    assert inbox.refusals() == [Tally("lms", "bad_secret", 3, NOON)]


def test_retention_takes_what_is_old_and_was_taken(db, inbox, clock, monkeypatch) -> None:
    monkeypatch.setattr("connector.steps.inbox_rows.SLICE", 3)
    for number in range(10):
        inbox.keep(numbered(number))
    take_all(db, inbox, 8)
    clock.now += 10 * DAY
    inbox.keep(numbered(10))
    assert inbox.prune(0, NOON + DAY) == 8, "two were not taken yet"
    take_all(db, inbox)
    assert inbox.prune(0, NOON + DAY) == 2, "one is not old yet"
    assert [event.object_id for _, event in inbox.after(0, 99)] == [10]

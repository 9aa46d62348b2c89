"""Acknowledged means on disk: under load, with a locked, broken or missing file, and at the end."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event as listening
from sqlalchemy.exc import OperationalError

from connector.domain.facts import Event
from connector.errors import NotStored

NAME = r"\mod_forum\event\post_created"


def numbered(number: int) -> Event:
    return Event(source="lms", name=NAME, object_id=number, other={"forumid": 4})


def on_disk(path) -> list[int]:
    """Read by another connection, as after a crash."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT object_id FROM inbox_event ORDER BY id").fetchall()
    connection.close()
    return [row[0] for row in rows]


def try_keep(inbox, number: int) -> bool:
    try:
        inbox.keep(numbered(number))
    except NotStored:
        return False
    return True


def test_what_is_kept_comes_out_again(inbox, path):
    event = Event("lms", NAME, 91, -1, None, 2, 4, 1795327267, {"discussionid": 2, "completionstate": True})
    inbox.keep(event)
    assert inbox.after(0, 10) == [(1, event)]
    assert inbox.after(1, 10) == []
    assert on_disk(path) == [91]


def test_after_goes_on_from_a_cursor(inbox):
    for number in range(7):
        inbox.keep(numbered(number))
    first = inbox.after(0, 5)
    rest = inbox.after(first[-1][0], 5)
    assert [event.object_id for _, event in first + rest] == list(range(7))


def test_every_event_acknowledged_to_many_threads_is_on_disk(inbox, path):
    def send(worker: int) -> list[int]:
        numbers = range(worker * 1_000, worker * 1_000 + 50)
        return [number for number in numbers if try_keep(inbox, number)]

    with ThreadPoolExecutor(32) as pool:
        acknowledged = [number for numbers in pool.map(send, range(32)) for number in numbers]
    assert len(acknowledged) == 32 * 50
    assert sorted(on_disk(path)) == sorted(acknowledged)


def test_a_locked_file_acknowledges_nothing_and_is_survived(inbox, path):
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(lambda number: try_keep(inbox, number), range(8)))
    blocker.close()
    assert on_disk(path) == []
    assert try_keep(inbox, 9)
    assert on_disk(path) == [9]


def test_a_missing_table_acknowledges_nothing(inbox, path):
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE inbox_event RENAME TO elsewhere")
    assert not try_keep(inbox, 1)
    connection.execute("ALTER TABLE elsewhere RENAME TO inbox_event")
    connection.close()
    assert try_keep(inbox, 2)
    assert on_disk(path) == [2]


def test_a_file_moved_away_acknowledges_nothing_and_is_taken_up_again(inbox, path):
    assert try_keep(inbox, 1)
    aside = path.with_name("aside.sqlite")
    path.rename(aside)
    assert not try_keep(inbox, 2)
    assert not path.exists(), "no empty file is left in the way of the one to be put back"
    aside.rename(path)
    assert try_keep(inbox, 3)
    assert on_disk(path) == [1, 3]


def test_who_reads_meanwhile_makes_no_empty_file_whose_log_would_replace_ours(inbox, path):
    assert try_keep(inbox, 1)
    aside = path.with_name("aside.sqlite")
    path.rename(aside)
    inbox.engine.dispose()
    with pytest.raises(OperationalError):
        inbox.after(0, 10)
    assert not path.exists()
    aside.rename(path)
    assert [event.object_id for _, event in inbox.after(0, 10)] == [1]


def test_a_full_disk_is_survived(inbox, engine, path):
    full = ["PRAGMA max_page_count=1"]

    def shrink(connection, _record):
        connection.execute(full[0])

    engine.dispose()
    listening.listen(engine, "connect", shrink)
    results = [try_keep(inbox, number) for number in range(300)]
    assert not all(results), "the file cannot grow, so at some time a page is missing"
    assert on_disk(path) == [number for number, stored in enumerate(results) if stored]
    full[0] = "PRAGMA max_page_count=100000"
    engine.dispose()
    assert try_keep(inbox, 1_000)


def test_a_full_waiting_room_refuses_at_once(make, path):
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    inbox = make(room=1, patience=0.2)
    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(lambda number: try_keep(inbox, number), range(8)))
    blocker.close()


def test_a_request_waits_no_longer_than_its_patience(make, path, engine):
    engine.dispose()
    listening.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=5000"))
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    inbox = make(patience=0.1)
    began = time.monotonic()
    assert not try_keep(inbox, 1)
    assert time.monotonic() - began < 1
    blocker.rollback()
    blocker.close()
    inbox.close()
    assert on_disk(path) == [1], "written all the same, once the file was free: the sender will not try again"


def test_closing_writes_what_waits_and_refuses_what_comes(make, path):
    inbox = make()
    with ThreadPoolExecutor(16) as pool:
        answers = [pool.submit(try_keep, inbox, number) for number in range(200)]
        inbox.close()
        acknowledged = [number for number, answer in enumerate(answers) if answer.result()]
    assert sorted(on_disk(path)) == acknowledged
    assert not try_keep(inbox, 999)


def test_the_one_who_waits_for_news_is_woken_and_cannot_kill_the_writer(make):
    woken = threading.Event()

    def on_kept() -> None:
        woken.set()
        raise RuntimeError("not our problem")

    inbox = make()
    inbox.on_kept = on_kept
    assert try_keep(inbox, 1)
    assert woken.wait(2)
    assert try_keep(inbox, 2)


def test_failures_do_not_log_what_was_sent(inbox, path, capsys):
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE inbox_event")
    connection.close()
    with pytest.raises(NotStored):
        inbox.keep(numbered(424242))
    inbox.close()
    logged = capsys.readouterr().out
    assert "inbox_not_written" in logged
    assert "424242" not in logged

"""What pages ask: how many, how often refused, when last; and what retention takes away."""

import sqlite3
import time
from zoneinfo import ZoneInfo

from connector.domain.facts import Event
from connector.steps.inbox_rows import Tally

CREATED = r"\mod_forum\event\post_created"
UPDATED = r"\mod_forum\event\post_updated"
NOON = 1_795_370_400
DAY = 86_400


def test_events_are_counted_by_source_and_name(inbox, clock):
    for source, name in [("lms", CREATED), ("lms", CREATED), ("lms", UPDATED), ("lms2", CREATED)]:
        inbox.keep(Event(source, name))
    clock.now += DAY
    inbox.keep(Event("lms", CREATED))
    assert inbox.counts() == [
        Tally("lms", CREATED, 3, NOON + DAY),
        Tally("lms", UPDATED, 1, NOON),
        Tally("lms2", CREATED, 1, NOON),
    ]
    assert inbox.counts("2026-11-23") == [Tally("lms", CREATED, 1, NOON + DAY)]
    assert inbox.last_heard("lms") == NOON + DAY
    assert inbox.last_heard("silent") is None


def test_a_day_is_a_day_at_the_institution(make):
    inbox = make(zone=ZoneInfo("Asia/Jayapura"))
    inbox.keep(Event("lms", CREATED))
    assert inbox.counts("2026-11-23"), "18:00 UTC is 3 in the morning of the next day there"


def test_refusals_are_counted_by_word(inbox):
    for _ in range(3):
        inbox.refused("lms", "bad_secret")
    inbox.refused("?", "unknown_source")
    inbox.close()
    assert inbox.refusals() == [
        Tally("?", "unknown_source", 1, NOON),
        Tally("lms", "bad_secret", 3, NOON),
    ]


def test_refusals_outlast_a_file_that_cannot_be_written(inbox, path):
    blocker = sqlite3.connect(path)
    blocker.execute("BEGIN IMMEDIATE")
    inbox.refused("lms", "bad_secret")
    inbox.refused("lms", "bad_secret")
    time.sleep(0.2)  # meanwhile the writer tries in vain
    blocker.rollback()
    blocker.close()
    inbox.close()
    assert inbox.refusals() == [Tally("lms", "bad_secret", 2, NOON)]


def test_retention_takes_what_is_old_and_was_seen(inbox, clock, monkeypatch):
    monkeypatch.setattr("connector.steps.inbox_rows.SLICE", 3)
    for _ in range(10):
        inbox.keep(Event("lms", CREATED))
    clock.now += 10 * DAY
    inbox.keep(Event("lms", CREATED))
    assert inbox.prune(8, NOON + DAY) == 8, "two were not seen yet"
    assert inbox.prune(99, NOON + DAY) == 2, "one is not old yet"
    assert inbox.prune(99, NOON + DAY) == 0
    assert [number for number, _ in inbox.after(0, 99)] == [11]
    assert inbox.counts() == [Tally("lms", CREATED, 11, NOON + 10 * DAY)], "counts stay"


def test_ids_go_on_after_everything_was_taken_away(inbox):
    inbox.keep(Event("lms", CREATED))
    inbox.prune(1, NOON + DAY)
    inbox.keep(Event("lms", CREATED))
    assert [number for number, _ in inbox.after(1, 9)] == [2]

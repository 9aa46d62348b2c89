"""A read counts only against those that began before it, whenever its answer arrives."""

from __future__ import annotations

from sqlalchemy.orm import Session

from connector.domain.facts import Fact, Kind, State
from connector.lms.port import Ask
from connector.models.database import Database
from connector.models.lms import FactRow, Hint, Missing
from connector.steps.absence import found_missing, judge
from connector.steps.hints import Notice, finish, give_notice, postpone
from connector.steps.keeping import keep_facts


def post(words: int) -> Fact:
    return Fact("lms", Kind.POST, "7", 2, "forum:4", 6, 1000, data={"discussion": 3, "words": words})


def row_of(session: Session) -> FactRow:
    return session.get_one(FactRow, ("lms", "post", "7"))


def test_a_read_that_began_earlier_never_overwrites_a_newer_one(db: Database) -> None:
    with db.write() as session:
        assert keep_facts(session, [post(130)], read_no=5)
        session.flush()
        assert keep_facts(session, [post(20)], read_no=4) == []
        assert keep_facts(session, [post(20)], read_no=5) == []
        assert row_of(session).data["words"] == 130
        assert keep_facts(session, [post(140)], read_no=6)
        assert row_of(session).data["words"] == 140


def test_an_unchanged_fact_is_no_change_but_moves_the_fence(db: Database) -> None:
    with db.write() as session:
        keep_facts(session, [post(130)], read_no=5)
        session.flush()
        assert keep_facts(session, [post(130)], read_no=9) == []
        assert keep_facts(session, [post(20)], read_no=8) == []
        assert row_of(session).data["words"] == 130


def test_an_absence_that_was_seen_before_the_newest_read_is_none(db: Database) -> None:
    with db.write() as session:
        keep_facts(session, [post(130)], read_no=5)
        session.flush()
        found_missing(session, row_of(session), 4, 2000, announced=True)
        session.flush()
        assert session.get(Missing, ("lms", "post", "7")) is None


def test_an_absence_is_forgotten_if_the_post_was_read_before_it_was_judged(db: Database) -> None:
    with db.write() as session:
        keep_facts(session, [post(130)], read_no=5)
        session.flush()
        found_missing(session, row_of(session), 6, 2000, announced=True)
        session.flush()
        keep_facts(session, [post(130)], read_no=7)
        judge(session, "lms", 2000)
        assert row_of(session).state == State.PRESENT


def test_an_absence_that_is_newer_than_all_reads_counts(db: Database) -> None:
    with db.write() as session:
        keep_facts(session, [post(130)], read_no=5)
        session.flush()
        found_missing(session, row_of(session), 6, 2000, announced=True)
        session.flush()
        judge(session, "lms", 2000)
        assert row_of(session).state == State.GONE


def noticed(session: Session, now: int, **expect: str) -> Hint:
    give_notice(session, [Notice("lms", Ask.POSTS, "3", 2, expect)], now)
    session.flush()
    hint = session.get_one(Hint, ("lms", "posts", "3"))
    session.expunge(hint)
    return hint


def test_a_hint_that_got_a_newer_notice_while_it_was_read_stays(db: Database) -> None:
    with db.write() as session:
        taken = noticed(session, 1000)
        noticed(session, 1003)
        finish(session, [(taken, {})], 1004)
        session.flush()
        left = session.get(Hint, ("lms", "posts", "3"))
        assert left is not None
        assert left.due_at == 1005


def test_a_hint_without_a_newer_notice_goes_when_it_was_read(db: Database) -> None:
    with db.write() as session:
        finish(session, [(noticed(session, 1000), {})], 1004)
        session.flush()
        assert session.get(Hint, ("lms", "posts", "3")) is None


def test_notices_move_the_reading_two_seconds_on_but_at_most_fifteen(db: Database) -> None:
    with db.write() as session:
        due = [noticed(session, now).due_at for now in (1000, 1001, 1012, 1014, 1020)]
    assert due == [1002, 1003, 1014, 1015, 1015]


def test_what_keeps_failing_alone_is_tried_ever_later(db: Database) -> None:
    with db.write() as session:
        taken, waits = noticed(session, 1000), []
        for _ in range(12):
            postpone(session, taken, 1000)
            waits.append(session.get_one(Hint, ("lms", "posts", "3")).due_at - 1000)
    assert waits[:3] == [60, 120, 240]
    assert waits == sorted(waits)
    assert waits[-1] == 6 * 3600

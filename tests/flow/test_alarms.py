"""Silence is an alarm: raised once, told once, cleared when mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from connector.domain.facts import Event
from connector.errors import NotMailed
from connector.models.credit import ContributionRow
from connector.models.inbox import EventCount
from connector.models.outbox import Message, TargetState
from connector.models.state import Alarm, SourceState
from connector.steps import alarms
from connector.steps.alarm_signs import today
from connector.steps.watch import Watch
from connector.texts import LANGUAGES
from tests.flow.conftest import STARTER, House
from tests.flow.scene import AK, AYU, DAY, HOUR, MADE, RETNO, practice

POST = r"\mod_forum\event\post_created"
USER = r"\core\event\user_updated"


class Letters:
    """A mailbox to look into."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.away = False

    def send(self, subject: str, text: str) -> None:
        if self.away:
            raise NotMailed("away")
        self.sent.append((subject, text))


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def watched(house: House, letters: Letters) -> House:
    house.site.sender.paused = True
    house.cop.context = replace(house.cop.context, mailbox=letters, tiers=None)
    return house


def look(house: House, seconds: int = 0) -> set[str]:
    """The keys of what is open after a look, later."""
    house.clock.at += seconds
    alarms.look(house.cop.context, house.cop.inbox)
    with house.cop.context.db.read() as session:
        return {row.key for row in alarms.open_alarms(session)}


def came(house: House, name: str, days: range, times: int = 30, step: int = 1) -> None:
    """Events came on these days before today; the last of them at this time of day."""
    with house.cop.inbox_engine.execution_options(writes=True).begin() as connection:
        for ago in days[::step]:
            day = (today(house.cop.context) - timedelta(days=ago)).isoformat()
            row = {"source": "lms", "name": name, "day": day, "count": times}
            row["last_at"] = house.clock.at - ago * DAY
            connection.execute(EventCount.__table__.insert().values(row))  # type: ignore[attr-defined]


@contextmanager
def state(house: House) -> Iterator[SourceState]:
    with house.cop.context.db.write() as session:
        yield session.get_one(SourceState, "lms")


def test_nothing_is_wrong_with_a_new_institution(watched: House) -> None:
    assert look(watched) == set()
    assert look(watched, 400 * DAY) == set(), "it has no rhythm yet"


def test_a_source_that_is_silent_for_longer_than_its_rhythm(watched: House) -> None:
    came(watched, POST, range(20))
    assert look(watched, 23 * HOUR) == set()
    assert look(watched, 2 * HOUR) == {"silent:lms"}
    assert look(watched, 200 * DAY) == {"silent:lms"}, "it does not get used to it"
    watched.cop.inbox.keep(Event("lms", POST, object_id=1, time=watched.clock.at))
    assert look(watched) == set()


def test_a_rhythm_with_pauses_is_waited_for(watched: House) -> None:
    came(watched, POST, range(56), step=7)
    assert look(watched, 7 * DAY - HOUR) == set()
    assert look(watched, DAY + 2 * HOUR) == {"silent:lms"}


def test_an_event_kind_that_vanished_while_others_come(watched: House) -> None:
    came(watched, POST, range(10, 40))
    came(watched, USER, range(40))
    assert look(watched) == {rf"kind:lms:{POST}"}
    watched.cop.inbox.keep(Event("lms", POST, object_id=1, time=watched.clock.at))
    assert look(watched, HOUR) == set()


def test_kinds_that_nobody_uses_may_come_and_go(watched: House) -> None:
    came(watched, r"\core\event\user_loggedin", range(10, 40))
    came(watched, USER, range(40))
    assert look(watched) == set()


def test_posts_that_only_a_reconcile_finds(watched: House) -> None:
    watched.cop.inbox.keep(Event("lms", POST, object_id=1, time=watched.clock.at))
    watched.clock.at += HOUR
    for _ in range(2):
        practice(watched, AYU)
    watched.reconcile()
    assert look(watched) == set(), "two may be chance"
    practice(watched, MADE)
    watched.reconcile()
    assert look(watched) == {"missed:lms"}
    watched.cop.inbox.keep(Event("lms", POST, object_id=1, time=watched.clock.at))
    assert look(watched) == set()


def test_old_posts_that_a_reconcile_reads_for_the_first_time_were_not_missed(watched: House) -> None:
    for _ in range(5):
        practice(watched, AYU)
    watched.cop.inbox.keep(Event("lms", POST, object_id=1, time=watched.clock.at))
    watched.clock.at += HOUR
    watched.reconcile()
    assert look(watched) == set()


def test_where_no_webhook_ever_told_of_posts_reconciling_is_the_way(watched: House) -> None:
    for _ in range(5):
        practice(watched, AYU)
    watched.reconcile()
    assert look(watched, HOUR) == set()


def matched(house: House, days: list[int]) -> None:
    """Its contributions lie so many days back."""
    with house.cop.context.db.write() as session:
        for ago in days:
            session.add(
                ContributionRow(
                    source="lms",
                    fact_kind="post",
                    fact_id=f"old{ago}",
                    account="lms:6",
                    community="x",
                    rule="praktik-baik",
                    kind="good_practice",
                    time=house.clock.at - ago * DAY,
                    version=1,
                )
            )


def test_a_rule_that_matched_regularly_and_no_longer_does(watched: House) -> None:
    came(watched, USER, range(5))
    matched(watched, [14, 20, 26, 32, 38])
    assert look(watched) == set()
    assert look(watched, DAY) == {"rule:praktik-baik"}
    matched(watched, [0])
    assert look(watched) == set()


def test_a_rule_of_whose_matches_nothing_is_left(watched: House) -> None:
    practice(watched, AYU)
    watched.reconcile()
    assert look(watched) == set()
    with watched.cop.context.db.write() as session:
        session.execute(update(ContributionRow).values(rule="another"))
    assert look(watched) == {"rule_lost:praktik-baik"}
    assert look(watched, HOUR) == {"rule_lost:praktik-baik"}, "it stays until it is mended"
    with watched.cop.context.db.write() as session:
        session.execute(update(ContributionRow).values(rule="praktik-baik"))
    assert look(watched) == set()


MEETINGS = """
sessions:
  pertemuan:
    is: {calendar: {name: {prefix: "Pertemuan"}}}
    minutes: 60
    attended_by: {completion: complete}
"""


@pytest.fixture
def meeting(watched: House) -> House:
    """Sessions began on five days, the last one two weeks ago."""
    watched.publish(STARTER.read_text(encoding="utf-8") + MEETINGS, valid_from=1)
    watched.work()
    came(watched, USER, range(5))
    for ago in (14, 20, 26, 32, 38):
        announced(watched, ago)
    watched.reconcile(full=True)
    return watched


def announced(house: House, ago: int) -> None:
    house.site.deeds.announce(RETNO, AK, "Pertemuan", house.clock.at - ago * DAY, 60)


def test_a_session_rule_that_found_some_regularly_and_no_longer_does(meeting: House) -> None:
    assert look(meeting) == set()
    assert look(meeting, DAY) == {"session_rule:pertemuan"}
    announced(meeting, -3)
    meeting.reconcile(full=True)
    assert look(meeting) == set(), "the next one is announced"


def test_a_session_rule_of_which_no_session_is_left(meeting: House) -> None:
    assert look(meeting) == set()
    renamed = MEETINGS.replace('"Pertemuan"', '"Rapat"')
    meeting.publish(STARTER.read_text(encoding="utf-8") + renamed, valid_from=1)
    meeting.work()
    assert look(meeting) == {"session_rule_lost:pertemuan"}
    with meeting.cop.context.db.read() as session:
        [alarm] = alarms.open_alarms(session)
    assert alarm.about["count"] == 5


def test_a_token_about_to_expire(watched: House) -> None:
    day = today(watched.cop.context) + timedelta(days=15)
    watched.cop.context = replace(watched.cop.context, token_expires={"lms": day})
    assert look(watched) == set()
    assert look(watched, DAY) == {"token:lms"}
    watched.cop.context = replace(watched.cop.context, token_expires={"lms": date(2999, 1, 1)})
    assert look(watched) == set()


def test_a_source_in_trouble_for_long(watched: House) -> None:
    with state(watched) as row:
        row.problem, row.problem_since = "token_invalid", watched.clock.at
    assert look(watched, 14 * 60) == set()
    assert look(watched, 60) == {"problem:lms"}
    with state(watched) as row:
        row.problem = row.problem_since = None
    assert look(watched) == set()


def test_a_target_that_takes_nothing_for_long(watched: House) -> None:
    with watched.cop.context.db.write() as session:
        session.add(TargetState(target="hr:simpeg", reason="folder_not_writable", since=watched.clock.at))
    assert look(watched, 14 * 60) == set()
    assert look(watched, 60) == {"target:hr:simpeg"}


def test_what_is_held_and_what_was_refused(watched: House) -> None:
    for _ in range(3):
        practice(watched, AYU)
    watched.reconcile()
    watched.site.deeds.course_reset(2)
    watched.reconcile()
    with watched.cop.context.db.write() as session:
        message = Message(target="lms", kind="profile-figure", subject="s", state="dead", desired={})
        message.cause, message.next_at, message.created_at = "test", 0, 0
        session.add(message)
    assert look(watched) == {"held:1", "messages:all"}


def test_what_a_newer_message_says_no_longer_waits_for_anybody(watched: House) -> None:
    def message(state: str) -> None:
        with watched.cop.context.db.write() as session:
            one = Message(target="lms", kind="summary", subject="discussion:3", state=state, desired={})
            one.cause, one.next_at, one.created_at = "test", 0, 0
            session.add(one)

    message("refused")
    message("discarded")
    assert look(watched) == {"messages:all"}
    message("sent")
    assert look(watched) == set()


def test_a_backlog_that_grows(watched: House, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = iter((0, 400, 600, 800, 1000, 1200, 900, 700, 401, 400))
    monkeypatch.setattr("connector.steps.backlog.told_hints", lambda _session, _now: next(waiting))
    seen = [look(watched, 600) == {"backlog:hints"} for _ in range(10)]
    assert seen == [False] * 3 + [True] * 6 + [False]


def test_a_large_backlog_that_shrinks_is_none(watched: House, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = iter(range(9000, 2000, -1000))
    monkeypatch.setattr("connector.steps.backlog.told_hints", lambda _session, _now: next(waiting))
    assert [look(watched, 600) for _ in range(7)] == [set()] * 7


# --- the telling ---------------------------------------------------------------


def pass_(house: House, minutes: int, watch: Watch) -> None:
    for _ in range(minutes):
        house.clock.at += 60
        watch()


@pytest.fixture
def expiring(watched: House) -> House:
    day = today(watched.cop.context) + timedelta(days=3)
    watched.cop.context = replace(watched.cop.context, token_expires={"lms": day})
    return watched


def test_each_alarm_is_told_once_in_both_languages(expiring: House, letters: Letters) -> None:
    pass_(expiring, 120, Watch(expiring.cop.context, expiring.cop.inbox))
    [(subject, text)] = letters.sent
    assert "Badan Diklat Contoh" in subject
    assert "Token “lms” kedaluwarsa dalam 3 hari" in text
    assert "The token of “lms” expires in 3 days" in text
    again = Watch(expiring.cop.context, expiring.cop.inbox)  # after a restart
    pass_(expiring, 60, again)
    assert len(letters.sent) == 1


def test_several_are_told_together_and_new_ones_alone(expiring: House, letters: Letters) -> None:
    with state(expiring) as row:
        row.problem, row.problem_since = "token_invalid", expiring.clock.at - HOUR
    watch = Watch(expiring.cop.context, expiring.cop.inbox)
    pass_(expiring, 30, watch)
    assert len(letters.sent) == 1
    assert "token_invalid" in letters.sent[0][1]
    with expiring.cop.context.db.write() as session:
        session.add(
            Alarm(key="held:9", kind="held", about={"source": "lms", "number": 9, "count": 30}, since=1)
        )
    alarms.tell(expiring.cop.context)
    assert len(letters.sent) == 2
    assert "token_invalid" not in letters.sent[1][1]


def test_what_is_mended_soon_is_told_to_nobody(watched: House, letters: Letters) -> None:
    watch = Watch(watched.cop.context, watched.cop.inbox)
    with state(watched) as row:
        row.problem, row.problem_since = "unreachable", watched.clock.at - 14 * 60
    pass_(watched, 2, watch)
    with state(watched) as row:
        row.problem = row.problem_since = None
    pass_(watched, 30, watch)
    assert letters.sent == []


def test_what_comes_and_goes_is_told_once_a_day(watched: House, letters: Letters) -> None:
    watch = Watch(watched.cop.context, watched.cop.inbox)
    for _ in range(23):
        with state(watched) as row:
            row.problem, row.problem_since = "unreachable", watched.clock.at - HOUR
        pass_(watched, 30, watch)
        with state(watched) as row:
            row.problem = row.problem_since = None
        pass_(watched, 30, watch)
    assert len(letters.sent) == 1
    with state(watched) as row:
        row.problem, row.problem_since = "unreachable", watched.clock.at - HOUR
    pass_(watched, 120, watch)
    assert len(letters.sent) == 2


def test_a_mail_server_that_is_away_is_tried_again_and_nothing_is_forgotten(
    expiring: House, letters: Letters
) -> None:
    letters.away = True
    watch = Watch(expiring.cop.context, expiring.cop.inbox)
    pass_(expiring, 60, watch)
    letters.away = False
    pass_(expiring, 20, watch)
    assert len(letters.sent) == 1


def test_without_a_mail_server_nothing_is_sent(expiring: House) -> None:
    expiring.cop.context = replace(expiring.cop.context, mailbox=None)
    pass_(expiring, 10, Watch(expiring.cop.context, expiring.cop.inbox))
    assert look(expiring) == {"token:lms"}


ABOUT: dict[str, dict[str, Any]] = {
    "silent": {"source": "lms", "heard_at": 1},
    "missed": {"source": "lms", "heard_at": 1, "posts": 3},
    "problem": {"source": "lms", "word": "x", "since_at": 1},
    "token": {"source": "lms", "days": 0, "day": "2026-11-22"},
    "kind": {"source": "lms", "event": "x", "day": "2026-11-22"},
    "rule": {"rule": "x", "day": "2026-11-22"},
    "rule_lost": {"rule": "x", "count": 1},
    "session_rule": {"rule": "x", "day": "2026-11-22"},
    "session_rule_lost": {"rule": "x", "count": 1},
    "backlog": {"what": "hints", "count": 1},
    "target": {"target": "lms:lms", "word": "x", "since_at": 1},
    "held": {"source": "lms", "number": 1, "count": 1},
    "messages": {"count": 1},
    "unsettled": {"count": 1, "word": "x", "since_at": 1},
}


@pytest.mark.parametrize("kind", sorted(alarms.QUICK_KINDS | alarms.SLOW_KINDS))
def test_every_kind_has_its_sentence_and_its_cure(kind: str, house: House) -> None:
    alarm = Alarm(key=kind, kind=kind, about=ABOUT[kind])
    for language in LANGUAGES:
        assert alarms.sentence(house.cop.context, alarm, language)
        assert alarms.sentence(house.cop.context, alarm, language, "-cure")

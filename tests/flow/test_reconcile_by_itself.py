"""A running service reconciles by itself, in tiers, says what it repaired, and does no more than it must."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from connector.lms.port import Ask
from connector.models.state import SweepRun
from connector.runner import embedded
from connector.runner.embedded import Runner
from connector.steps.hints import Notice, Sweep, give_notice
from connector.steps.periods import close_period
from connector.steps.status import status
from connector.steps.watch import Watch
from tests.flow.conftest import STARTER, House, MakeHouse
from tests.flow.scene import (
    AK,
    AYU,
    BAGUS,
    DAY,
    FIELD,
    HASAN,
    HOUR,
    MADE,
    Listen,
    answer,
    earned,
    hints,
    in_force,
    practice,
    reads,
    rules,
    text,
)

SETTINGS = "reconcile: {light_minutes: 10, whole_minutes: 60, full_at: '02:00'}\n"


@pytest.fixture
def quiet(make_house: MakeHouse, ready: Any) -> House:
    """No webhook tells it anything; it has reconciled once."""
    house = make_house(ready=ready, settings=SETTINGS)
    house.site.sender.paused = True
    tick(house)
    return house


def tick(house: House, seconds: int = 0) -> None:
    """Time passes, then a running service looks at the clock and works."""
    house.clock.at += seconds
    Watch(house.cop.context, house.cop.inbox)()
    house.work()


def runs(house: House) -> list[tuple[Sweep, bool]]:
    """The tier of each reconcile so far, and whether it ended."""
    with house.cop.context.db.read() as session:
        rows = session.scalars(select(SweepRun).order_by(SweepRun.number))
        return [(Sweep(row.tier), row.ended_at is not None) for row in rows]


def last_repaired(house: House) -> dict[str, Any]:
    with house.cop.context.db.read() as session:
        return session.scalars(select(SweepRun).order_by(SweepRun.number.desc())).first().repaired  # type: ignore[union-attr]


def told(house: House) -> dict[str, Any]:
    source: dict[str, Any] = status(house.cop.context, house.cop.inbox)["sources"]["lms"]
    return source


def test_it_does_nothing_by_itself_unless_it_is_set_up(house: House) -> None:
    off = house.cop.context
    assert off.tiers is not None, "on by default"
    house.settings = "reconcile: off\n"
    house.open_again()
    practice(house, AYU)
    house.site.sender.paused = True
    tick(house, DAY)
    assert runs(house) == []
    assert earned(house, AYU) == 0


def test_nothing_is_begun_before_a_mapping_names_a_place(make_house: MakeHouse) -> None:
    house = make_house()
    tick(house, DAY)
    assert runs(house) == []


def test_a_missed_event_is_found_by_the_next_light_pass(quiet: House) -> None:
    practice(quiet, AYU)
    tick(quiet, 9 * 60)
    assert earned(quiet, AYU) == 0
    tick(quiet, 60)
    assert runs(quiet)[1:] == [(Sweep.LIGHT, True)]
    assert earned(quiet, AYU) == 1
    assert last_repaired(quiet) == {"discussion": {"new": 1}, "post": {"new": 1}}
    assert told(quiet)["repaired"]["post"] == {"new": 1}


def test_a_light_pass_asks_for_the_heads_and_nothing_else(quiet: House) -> None:
    before = quiet.site.calls.copy()
    tick(quiet, 10 * 60)
    asked = quiet.site.calls - before
    assert asked["mod_forum_get_forum_discussions"] == 8
    assert {name for name in asked if name.startswith(("core_", "mod_")) and "webservice" not in name} == {
        "mod_forum_get_forum_discussions"
    }


def test_what_is_unchanged_leads_to_no_work_in_any_tier(quiet: House) -> None:
    practice(quiet, AYU)
    tick(quiet, HOUR)
    lines = quiet.export("ledger"), quiet.export("facts"), quiet.export("records")
    for _ in range(30):
        tick(quiet, HOUR)
        assert last_repaired(quiet) == {}
    assert (quiet.export("ledger"), quiet.export("facts"), quiet.export("records")) == lines
    assert Sweep.FULL in {tier for tier, _ in runs(quiet)}


def test_an_edit_without_an_event_is_read_once_when_nobody_can_edit_any_more(quiet: House) -> None:
    discussion = practice(quiet, HASAN, FIELD, 10)
    post = answer(quiet, AYU, discussion, words=20)
    tick(quiet, 10 * 60)
    quiet.site.deeds.edit_post(AYU, post, text(60))  # leaves the head as it was
    before = reads(quiet)
    tick(quiet, 10 * 60)
    tick(quiet, 10 * 60)
    assert (rules(quiet, AYU), reads(quiet)) == ({}, before), "not at every pass"
    tick(quiet, 10 * 60)
    assert rules(quiet, AYU) == {"solusi-lapangan": 1}
    assert last_repaired(quiet)["post"] == {"changed": 1}
    for _ in range(6):
        tick(quiet, 10 * 60)
    assert reads(quiet) == before + 1, "once"


def test_a_moderators_late_edit_and_a_silent_deletion_are_found_by_night(quiet: House) -> None:
    edited = practice(quiet, HASAN, FIELD, 10)
    post = answer(quiet, AYU, edited)
    deleted = practice(quiet, MADE)
    practice(quiet, MADE)
    tick(quiet, HOUR)
    tick(quiet, HOUR)
    assert rules(quiet, AYU) == {"solusi-lapangan": 1}
    quiet.site.deeds.edit_post(BAGUS, post, text(5))
    quiet.site.deeds.delete_discussion(BAGUS, deleted)
    tick(quiet, 10 * 60)
    assert earned(quiet, MADE) == 1, "the list that lacks it is looked into at once"
    assert last_repaired(quiet) == {"discussion": {"gone": 1}, "post": {"gone": 1}}
    for _ in range(24):
        tick(quiet, HOUR)
    assert rules(quiet, AYU) == {}


def test_only_what_no_event_told_counts_as_repaired(
    make_house: MakeHouse, ready: Any, listening: Listen
) -> None:
    house = make_house(ready=ready, settings=SETTINGS)
    tick(house)
    listening(house)
    practice(house, AYU)
    house.work()
    tick(house, HOUR)
    assert told(house)["repaired"].get("post") is None


def test_a_reconcile_that_was_killed_goes_on_and_no_second_is_begun(quiet: House) -> None:
    for user in (AYU, MADE):
        practice(quiet, user)
    quiet.clock.at += HOUR
    Watch(quiet.cop.context, quiet.cop.inbox)()
    courses = reads(quiet, "core_course_get_courses_by_field")
    embedded._read(quiet.cop.context, "lms", 1)  # one turn, then the process ends
    assert reads(quiet, "core_course_get_courses_by_field") > courses
    courses = reads(quiet, "core_course_get_courses_by_field")
    quiet.open_again()
    tick(quiet, 10 * 60)
    assert (earned(quiet, AYU), earned(quiet, MADE)) == (1, 1)
    assert runs(quiet)[1:] == [(Sweep.WHOLE, True)]
    assert reads(quiet, "core_course_get_courses_by_field") == courses, "it did not begin anew"


def test_an_event_is_read_before_the_rest_of_a_long_reconcile(
    quiet: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connector.steps.refresh.BATCH", 4)
    monkeypatch.setattr("connector.steps.refresh.LISTED", 1)
    for _ in range(20):
        practice(quiet, HASAN, FIELD, 10)
    quiet.clock.at += HOUR
    Watch(quiet.cop.context, quiet.cop.inbox)()
    while len(hints(quiet)) < 16:
        embedded._read(quiet.cop.context, "lms", 1)
    told_of = practice(quiet, AYU)
    with quiet.cop.context.db.write() as session:
        give_notice(session, [Notice("lms", Ask.POSTS, str(told_of), AK, wait=0)], quiet.clock.at)
    embedded._read(quiet.cop.context, "lms", 1)
    assert ("posts", str(told_of)) not in hints(quiet)
    assert len(hints(quiet)) > 10


def test_a_source_in_trouble_is_left_alone_and_looked_at_afterwards(quiet: House) -> None:
    quiet.site.faults.set("maintenance")
    practice(quiet, AYU)
    for _ in range(4):
        tick(quiet, HOUR)
    assert told(quiet)["problem"] == "unavailable"
    assert len(runs(quiet)) == 2, "one waits; no others are heaped upon it"
    quiet.site.faults.clear()
    tick(quiet, HOUR)
    assert earned(quiet, AYU) == 1
    assert all(ended for _, ended in runs(quiet))


def test_a_command_for_everything_is_not_put_off_by_a_light_pass(quiet: House) -> None:
    discussion = practice(quiet, HASAN, FIELD, 10)
    post = answer(quiet, AYU, discussion)
    tick(quiet, HOUR)
    tick(quiet, HOUR)
    assert rules(quiet, AYU) == {"solusi-lapangan": 1}
    quiet.site.deeds.edit_post(BAGUS, post, text(5))
    quiet.clock.at += 10 * 60
    Watch(quiet.cop.context, quiet.cop.inbox)()
    assert runs(quiet)[-1] == (Sweep.LIGHT, False)
    assert quiet.reconcile(full=True)
    assert rules(quiet, AYU) == {}
    assert all(ended for _, ended in runs(quiet))


def test_what_it_finds_in_a_closed_month_is_booked_in_the_open_one(quiet: House) -> None:
    deleted = practice(quiet, AYU)
    practice(quiet, AYU)
    tick(quiet, HOUR)
    assert quiet.approve_all() == []
    quiet.work()
    before = in_force(quiet, AYU)
    month = str(quiet.rows("ledger")[0]["booked"])
    quiet.clock.at += 40 * DAY
    close_period(quiet.cop.context, month, "test")
    closed = [row for row in quiet.rows("ledger") if row["booked"] == month]
    quiet.site.deeds.delete_discussion(BAGUS, deleted)
    tick(quiet)
    assert in_force(quiet, AYU) < before
    assert [row for row in quiet.rows("ledger") if row["booked"] == month] == closed


@pytest.fixture
def running(quiet: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(embedded, "WATCH_S", 0.1)
    runner = Runner(quiet.cop.context, quiet.cop.inbox, 90, quiet.cop.courtesy)
    runner.start()
    yield quiet
    runner.stop()


def test_the_running_service_does_it_in_its_threads(running: House) -> None:
    practice(running, AYU)
    running.clock.at += 10 * 60
    end = time.monotonic() + 20
    while not earned(running, AYU) and time.monotonic() < end:
        time.sleep(0.05)
    assert earned(running, AYU) == 1


def test_what_an_event_told_while_a_reconcile_went_on_is_no_repair(
    make_house: MakeHouse, ready: Any, listening: Listen
) -> None:
    house = make_house(ready=ready, settings=SETTINGS)
    tick(house)
    listening(house)
    house.clock.at += 10 * 60
    Watch(house.cop.context, house.cop.inbox)()
    practice(house, AYU)
    house.work()
    assert runs(house)[1:] == [(Sweep.LIGHT, True)]
    assert earned(house, AYU) == 1
    assert last_repaired(house) == {}


SESSIONS = """
sessions:
  kelas:
    is: {activity: page, name: {prefix: "Kelas"}}
    minutes: 60
    attended_by: {completion: complete}
"""


def test_completion_is_asked_for_once_a_day_and_only_where_it_is_mapped(quiet: House) -> None:
    def asked() -> int:
        return reads(quiet, "core_completion_get_activities_completion_status")

    tick(quiet, HOUR)
    assert asked() == 0
    quiet.publish(STARTER.read_text(encoding="utf-8") + SESSIONS, valid_from=1)
    tick(quiet, HOUR)
    everybody = asked()
    assert everybody > 10
    began = quiet.clock.at
    while asked() == everybody:
        tick(quiet, HOUR)
    assert 4 * HOUR < quiet.clock.at - began <= DAY + HOUR
    assert (asked(), runs(quiet)[-1]) == (2 * everybody, (Sweep.FULL, True))

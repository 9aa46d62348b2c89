"""An event is a hint, the LMS is the truth: what was not there when looked for changes nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from connector.sandbox import SERVICE_ACCOUNT
from tests.flow.conftest import House
from tests.flow.scene import (
    AK,
    AYU,
    BLOG,
    FIELD,
    HASAN,
    MADE,
    PP_BLOG,
    Listen,
    all_known,
    answer,
    earned,
    first_post,
    forge,
    hints,
    practice,
    reads,
    rules,
    text,
)


def settled(house: House) -> int:
    """One good practice is known, nothing is left to do; returns its discussion."""
    discussion = practice(house, AYU)
    house.site.deeds.reply(MADE, first_post(house, discussion), text(5))
    house.reconcile()
    house.wait()
    assert hints(house) == []
    assert earned(house, AYU) == 1
    return discussion


def test_forged_events_change_nothing(house: House) -> None:
    discussion = settled(house)
    post, before = first_post(house, discussion), all_known(house)
    forge(house, "post_created", 9999, discussionid=discussion)
    forge(house, "post_created", 9999, discussionid=777)
    forge(house, "post_created", 9999)
    forge(house, "discussion_created", 777, forumid=BLOG)
    forge(house, "post_deleted", post, discussionid=discussion)
    forge(house, "discussion_deleted", discussion, forumid=BLOG)
    forge(house, "discussion_moved", discussion, toforumid=FIELD)
    forge(house, "user_deleted", AYU)
    forge(house, "course_deleted", 2)
    forge(house, "course_reset_ended", 2)
    house.work()
    house.wait()
    assert all_known(house) == before
    assert hints(house) == []


def test_a_change_that_was_rolled_back_changes_nothing(house: House, listening: Listen) -> None:
    listening(house)
    settled(house)
    before = all_known(house)
    house.site.faults.set("phantom", count=2)
    practice(house, MADE)
    house.site.deeds.enrol(MADE, 3)
    house.wait()
    assert house.site.sent
    assert all_known(house) == before


def test_what_contradicts_its_event_is_read_again_after_1_10_and_60_minutes_and_then_no_more(
    house: House,
) -> None:
    discussion = settled(house)
    house.hasty = False
    house.open_again()
    start, before = house.clock.at, reads(house)
    forge(house, "post_created", 9999, discussionid=discussion)
    read_at = []
    for second in (0, 1, 2, 61, 62, 661, 662, 4261, 4262, 20_000, 200_000):
        house.clock.at = start + second
        house.work()
        if reads(house) > before:
            before = reads(house)
            read_at.append(second)
    assert read_at == [2, 62, 662, 4262]
    assert hints(house) == []


def test_what_becomes_visible_20_seconds_late_is_found_by_the_second_look(
    house: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connector.sandbox.site.time", SimpleNamespace(monotonic=house.clock))
    listening(house)
    house.site.faults.set("late_visibility_s", seconds=20, count=1)
    practice(house, AYU)
    house.work()
    assert earned(house, AYU) == 0
    house.clock.at += 61
    house.work()
    assert earned(house, AYU) == 1


def test_an_edit_counts_only_once_the_lms_shows_one_that_is_as_new_as_its_event(
    house: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connector.sandbox.site.time", SimpleNamespace(monotonic=house.clock))
    discussion = practice(house, AYU, words=100)
    house.reconcile()
    assert earned(house, AYU) == 0
    listening(house)
    house.clock.at += 100
    house.site.faults.set("late_visibility_s", seconds=20, count=1)
    house.site.deeds.edit_post(AYU, first_post(house, discussion), text(130))
    house.work()
    assert earned(house, AYU) == 0
    house.clock.at += 61
    house.work()
    assert earned(house, AYU) == 1
    assert hints(house) == []  # shown as new as told: nothing is looked at again


def test_a_deletion_counts_once_the_lms_shows_it(
    house: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connector.sandbox.site.time", SimpleNamespace(monotonic=house.clock))
    discussion = settled(house)
    listening(house)
    house.site.faults.set("late_visibility_s", seconds=20, count=1)
    house.site.deeds.delete_discussion(AYU, discussion)
    house.work()
    assert earned(house, AYU) == 1
    house.clock.at += 61
    house.work()
    assert earned(house, AYU) == 0


def test_a_hundred_events_about_ten_discussions_lead_to_ten_reads_at_most(
    house: House, listening: Listen
) -> None:
    discussions = [practice(house, HASAN, FIELD, 20) for _ in range(10)]
    house.reconcile()
    house.wait()
    house.hasty = False
    house.open_again()
    listening(house)
    asked, read = house.site.calls["http"], reads(house)
    for number in range(50):  # each reply sends two events that name its discussion
        if number % 5 == 0:
            house.clock.at += 1
            house.work()
        house.site.deeds.reply(MADE, first_post(house, discussions[number % 10]), text(20))
    for _ in range(20):
        house.clock.at += 1
        house.work()
    assert house.site.calls["http"] - asked <= 10
    assert 10 <= reads(house) - read <= 20
    assert house.export("facts").count('"kind":"post"') == 60


def test_events_of_places_that_no_mapping_names_lead_to_no_read(house: House, listening: Listen) -> None:
    course = house.site.deeds.create_course("LAIN", "Kursus lain", idnumber="LAIN")
    forum = house.site.deeds.create_forum(course, "general", "Forum lain")
    stranger = house.site.deeds.create_user("orang.lain", "Orang", "Lain", "199001012015031009")
    house.reconcile()
    listening(house)
    asked, before = house.site.calls["http"], all_known(house)
    house.site.deeds.enrol(stranger, course)
    discussion = practice(house, stranger, forum)
    post = answer(house, stranger, discussion)
    house.site.deeds.edit_post(stranger, post, text(70))
    house.site.deeds.delete_post(stranger, post)
    house.site.deeds.set_role(stranger, course, "teacher")
    house.site.deeds.update_user(stranger, firstname="Seorang")
    house.wait()
    assert house.site.calls["http"] == asked
    assert all_known(house) == before


def test_an_event_that_names_the_wrong_course_opens_no_foreign_forum_to_us(house: House) -> None:
    course = house.site.deeds.create_course("LAIN", "Kursus lain", idnumber="LAIN")
    forum = house.site.deeds.create_forum(course, "general", "Forum lain")
    foreign = practice(house, MADE, forum)
    before = all_known(house)
    forge(house, "post_created", first_post(house, foreign), course=AK, discussionid=foreign)
    house.wait()
    assert all_known(house) == before


def test_our_own_writing_is_heard_and_leads_to_no_further_work(house: House, listening: Listen) -> None:
    settled(house)
    listening(house)
    assert house.approve_all() == []
    house.work()
    echoes = [sent.event["userid"] for sent in house.site.sent if sent.event["target"] == "user"]
    assert str(echoes[-1]) == str(SERVICE_ACCOUNT)
    asked = house.site.calls["http"]
    house.wait()
    assert house.site.calls["http"] == asked
    assert hints(house) == []


def test_posts_of_the_service_account_never_count(house: House) -> None:
    practice(house, SERVICE_ACCOUNT)
    practice(house, SERVICE_ACCOUNT, PP_BLOG)
    house.reconcile()
    assert rules(house, SERVICE_ACCOUNT) == {}
    assert earned(house, SERVICE_ACCOUNT) == 0

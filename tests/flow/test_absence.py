"""Absence is not deletion until proven, and a large loss is asked about first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from connector.lms.port import Ask, Posts, Want
from connector.models.lms import Held
from connector.steps import absence
from tests.flow.conftest import House, MakeHouse, open_house
from tests.flow.scene import (
    AK,
    AYU,
    BAGUS,
    BLOG,
    DAY,
    FIELD,
    FRANSISKA,
    HASAN,
    HOUR,
    MADE,
    QANDA,
    YOHANES,
    Listen,
    answer,
    earned,
    first_post,
    held,
    in_force,
    practice,
    text,
)

both = pytest.mark.engines("sqlite", "postgresql")

USERS = (AYU, YOHANES, MADE, FRANSISKA)


def write(house: House) -> None:
    """Good practices, answers, a group's own, a timed discussion."""
    house.site.sender.paused = True
    practice(house, AYU)
    practice(house, YOHANES, timestart=house.clock.at - 10, timeend=house.clock.at + DAY)
    question = practice(house, HASAN, QANDA, 20)
    answer(house, MADE, question)
    answer(house, AYU, question)
    practice(house, FRANSISKA, group=1)
    practice(house, HASAN, FIELD, 10)
    house.clock.at += HOUR


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, ready: Path) -> Path:
    """Database files that know all that was written, and in which it is approved."""
    folder = tmp_path_factory.mktemp("community") / "house"
    with open_house(folder, ready=ready) as house:
        write(house)
        house.reconcile()
        assert house.approve_all() == []
        house.work()
    return folder


@pytest.fixture
def community(make_house: MakeHouse, known: Path) -> House:
    """A community of four whose work is approved."""
    house = make_house(ready=known)
    write(house)
    assert [in_force(house, user) for user in USERS] == [2, 1, 1, 1]
    return house


def nothing_was_taken(house: House) -> bool:
    return [in_force(house, user) for user in USERS] == [2, 1, 1, 1]


def look_again(house: House, times: int = 2) -> None:
    for _ in range(times):
        house.clock.at += 2 * DAY
        house.reconcile(full=True)
        house.wait()


def decide(house: House, answer_: Callable[..., None]) -> None:
    with house.cop.context.db.write() as session:
        for row in session.scalars(select(Held).where(Held.state == "open")):
            answer_(session, row, "admin", house.clock.at)
    house.work()


def reset_course(house: House) -> None:
    house.site.deeds.course_reset(AK)


def hide_forum(house: House) -> None:
    for forum in (BLOG, QANDA, FIELD):
        house.site.deeds.hide_forum(forum)


def delete_forum(house: House) -> None:
    for forum in (BLOG, QANDA, FIELD):
        house.site.deeds.delete_forum(forum)


def delete_course(house: House) -> None:
    house.site.deeds.delete_course(AK)


def archive_beyond_sight(house: House) -> None:
    house.site.revoke("moodle/course:viewhiddencourses")
    house.site.deeds.archive(AK)


LOSSES = [reset_course, delete_forum, delete_course, archive_beyond_sight]


@pytest.mark.parametrize("loss", LOSSES)
def test_a_place_that_empties_or_vanishes_takes_nothing_and_is_asked_about(
    loss: Callable[[House], None], community: House, listening: Listen
) -> None:
    community.site.sender.paused = False
    listening(community)
    loss(community)
    community.wait()
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community)


@pytest.mark.parametrize("loss", LOSSES)
def test_without_any_event_it_is_asked_about_and_kept_for_ever_once_a_person_said_so(
    loss: Callable[[House], None], community: House
) -> None:
    loss(community)
    look_again(community, 1)
    assert nothing_was_taken(community)
    assert held(community)
    decide(community, absence.drop)
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community) == []


@both
@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_that_a_person_confirmed_takes_what_rested_on_it(
    loss: Callable[[House], None], community: House
) -> None:
    loss(community)
    look_again(community, 1)
    decide(community, absence.release)
    look_again(community)
    assert [in_force(community, user) for user in USERS] == [0, 0, 0, 0]
    assert held(community) == []


def test_an_archived_course_that_we_may_still_see_is_no_loss(community: House) -> None:
    community.site.deeds.archive(AK)
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community) == []


@pytest.mark.parametrize(
    "capability",
    [
        "mod/forum:viewdiscussion",
        "moodle/course:view",
        "mod/forum:viewqandawithoutposting",
        "moodle/site:accessallgroups",
        "mod/forum:viewhiddentimedposts",
        "webservice/rest:use",
    ],
)
def test_a_lost_right_takes_nothing_and_its_return_asks_nobody(capability: str, community: House) -> None:
    community.site.revoke(capability)
    look_again(community)
    assert nothing_was_taken(community)
    community.site.grant(capability)
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community) == []


@pytest.mark.parametrize("what", [Ask.HEADS, Ask.POSTS])
@pytest.mark.parametrize("length", [0, 1])
def test_a_list_that_was_cut_short_takes_nothing(what: Ask, length: int, community: House) -> None:
    lms: Any = community.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        return [
            shorten(each) if want.ask is what else each
            for want, each in zip(wants, honest(wants), strict=True)
        ]

    def shorten(told: Any) -> Any:
        return replace(told, facts=told.facts[:length]) if isinstance(told, Posts) else told[:length]

    lms.read = read
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community) == []


@both
def test_what_comes_back_is_no_longer_asked_about(community: House) -> None:
    posts = sorted(community.site.tables.posts)
    for discussion in sorted(community.site.tables.discussions):
        community.site.deeds.delete_discussion(BAGUS, discussion)
    look_again(community, 1)
    assert [reason for _, reason, _ in held(community)] == ["everything"]
    for post in posts:
        community.site.deeds.restore_post(post)
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community) == []
    assert [reason for _, reason, _ in held(community, "returned")] == ["everything"]


@both
def test_a_reset_is_asked_about_though_somebody_wrote_something_new_since(community: House) -> None:
    community.site.deeds.course_reset(AK)
    community.clock.at += HOUR
    practice(community, HASAN)
    look_again(community)
    assert nothing_was_taken(community)
    assert held(community)


def test_a_reset_is_asked_about_as_a_whole_though_the_lms_failed_in_the_middle(community: House) -> None:
    community.site.deeds.course_reset(AK)
    community.clock.at += 2 * DAY
    lms: Any = community.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        if any(want.ask is Ask.POST for want in wants) and len(wants) > 1:
            community.site.faults.set("error_500", count=1)
        return list(honest(wants))

    lms.read = read
    community.reconcile()
    look_again(community, 1)
    assert nothing_was_taken(community)
    assert [reason for _, reason, _ in held(community)] == ["everything"]


# --- many at once --------------------------------------------------------------------


@pytest.fixture
def crowd(house: House) -> tuple[House, list[int]]:
    """A discussion with thirty answers, each by another account, all of them earned."""
    house.site.sender.paused = True
    discussion = practice(house, HASAN, QANDA, 20)
    posts = []
    for number in range(30):
        user = house.site.deeds.create_user(f"anggota{number}", "Anggota", f"{number}", f"{10**17 + number}")
        posts.append(house.site.deeds.reply(user, first_post(house, discussion), text(60)))
    house.clock.at += HOUR
    house.reconcile()
    house.site.sender.paused = False
    assert contributions(house) == 30
    return house, posts


def contributions(house: House) -> int:
    return len(house.rows("contributions"))


def test_a_single_deletion_passes(crowd: tuple[House, list[int]], listening: Listen) -> None:
    house, posts = crowd
    listening(house)
    house.site.deeds.delete_post(BAGUS, posts[0])
    house.work()
    assert contributions(house) == 29
    assert held(house) == []


def test_of_many_deletions_one_by_one_no_more_than_twenty_pass_in_a_day(
    crowd: tuple[House, list[int]], listening: Listen
) -> None:
    house, posts = crowd
    listening(house)
    for post in posts[:25]:
        house.clock.at += 60
        house.site.deeds.delete_post(BAGUS, post)
        house.work()
    assert contributions(house) == 10
    assert held(house) == [(f"forum:{QANDA}", "too_many", 5)]


@both
@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_many_deletions_at_once_are_held_altogether(
    told: bool, crowd: tuple[House, list[int]], listening: Listen
) -> None:
    house, posts = crowd
    house.site.sender.paused = not told
    listening(house)
    for post in posts[:25]:
        house.site.deeds.delete_post(BAGUS, post)
    house.work()
    house.clock.at += HOUR
    house.reconcile()
    assert contributions(house) == 30
    assert held(house) == [(f"forum:{QANDA}", "too_many", 25)]
    for post in posts[:25]:
        house.site.deeds.restore_post(post)
    house.clock.at += HOUR
    house.reconcile()
    assert contributions(house) == 30
    assert held(house) == []
    assert [reason for _, reason, _ in held(house, "returned")] == ["too_many"]


def test_a_confirmed_loss_of_many_takes_just_these(crowd: tuple[House, list[int]]) -> None:
    house, posts = crowd
    for post in posts[:25]:
        house.site.deeds.delete_post(BAGUS, post)
    house.reconcile()
    decide(house, absence.release)
    assert contributions(house) == 5
    assert earned(house, HASAN) == 0


def test_a_dropped_loss_of_many_is_kept_while_later_single_ones_pass(
    crowd: tuple[House, list[int]], listening: Listen
) -> None:
    house, posts = crowd
    for post in posts[:25]:
        house.site.deeds.delete_post(BAGUS, post)
    house.reconcile()
    decide(house, absence.drop)
    listening(house)
    house.site.deeds.delete_post(BAGUS, posts[29])
    house.work()
    look_again(house, 1)
    assert contributions(house) == 29
    assert held(house) == []

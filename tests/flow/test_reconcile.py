"""Reconcile alone is enough; it goes on after a crash, and reads no more than it must."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from connector.lms.port import Want
from connector.steps.status import status
from tests.flow.conftest import House
from tests.flow.scene import (
    AYU,
    BAGUS,
    DAY,
    FIELD,
    HASAN,
    HOUR,
    MADE,
    Listen,
    all_known,
    answer,
    earned,
    hints,
    practice,
    reads,
    rules,
    text,
)


@pytest.fixture
def quiet(house: House) -> House:
    house.site.sender.paused = True
    return house


class Killed(BaseException):
    """The process ends here."""


def die_after(house: House, reads_left: int) -> None:
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        nonlocal reads_left
        if not reads_left:
            raise Killed
        reads_left -= 1
        answers: list[Any] = honest(wants)
        return answers

    lms.read = read


@pytest.mark.parametrize("reads_before", range(4))
def test_a_reconcile_that_was_killed_goes_on_where_it_stopped(reads_before: int, quiet: House) -> None:
    for user in (AYU, MADE):
        practice(quiet, user)
    die_after(quiet, reads_before)
    with pytest.raises(Killed):
        quiet.reconcile()
        quiet.reconcile()
    quiet.open_again()
    began = status(quiet.cop.context, quiet.cop.inbox)["sources"]["lms"]["reconciling_since"]
    courses = reads(quiet, "core_course_get_courses_by_field")
    assert quiet.reconcile()
    assert (earned(quiet, AYU), earned(quiet, MADE)) == (1, 1)
    if reads_before:
        assert began is not None
        assert reads(quiet, "core_course_get_courses_by_field") == courses, "it did not begin anew"


def test_what_is_unchanged_is_not_read_again(quiet: House) -> None:
    discussion = practice(quiet, AYU)
    practice(quiet, MADE)
    quiet.clock.at += HOUR
    quiet.reconcile()
    before, known = reads(quiet), all_known(quiet)
    for _ in range(3):
        quiet.clock.at += HOUR
        quiet.reconcile()
    assert reads(quiet) == before
    assert all_known(quiet) == known
    answer(quiet, HASAN, discussion)
    quiet.reconcile()
    assert reads(quiet) == before + 1


def test_what_members_can_still_edit_is_read_again(quiet: House) -> None:
    discussion = practice(quiet, HASAN, FIELD, 10)
    post = answer(quiet, AYU, discussion, words=20)
    quiet.reconcile()
    assert rules(quiet, AYU) == {}
    quiet.clock.at += 29 * 60
    quiet.site.deeds.edit_post(AYU, post, text(60))  # leaves the head as it was
    quiet.clock.at += 10 * 60
    quiet.reconcile()
    assert rules(quiet, AYU) == {"solusi-lapangan": 1}
    before = reads(quiet)
    quiet.clock.at += HOUR
    quiet.reconcile()
    assert reads(quiet) == before


def late_silent_edit(house: House) -> None:
    """A moderator cuts an old reply down; no event arrives and the head shows nothing."""
    discussion = practice(house, HASAN, FIELD, 10)
    post = answer(house, AYU, discussion)
    house.clock.at += DAY
    house.reconcile()
    assert rules(house, AYU) == {"solusi-lapangan": 1}
    house.clock.at += HOUR
    house.site.deeds.edit_post(BAGUS, post, text(5))


def test_a_full_reconcile_finds_a_moderators_late_edit(quiet: House) -> None:
    late_silent_edit(quiet)
    quiet.reconcile(full=True)
    assert rules(quiet, AYU) == {}


def test_any_reconcile_finds_a_moderators_late_edit_within_a_day(quiet: House) -> None:
    late_silent_edit(quiet)
    quiet.reconcile()
    assert rules(quiet, AYU) == {"solusi-lapangan": 1}
    quiet.clock.at += DAY
    quiet.reconcile()
    assert rules(quiet, AYU) == {}


def test_a_private_reply_is_not_looked_for_for_ever(quiet: House) -> None:
    discussion = practice(quiet, HASAN, FIELD, 10)
    quiet.clock.at += HOUR
    quiet.reconcile()
    answer(quiet, AYU, discussion, private=True)  # moves the head, and shows no post
    quiet.clock.at += HOUR
    quiet.reconcile()
    before = reads(quiet)
    quiet.clock.at += HOUR
    quiet.reconcile()
    assert reads(quiet) == before


def test_a_reset_that_is_told_is_looked_into_at_once(house: House, listening: Listen) -> None:
    practice(house, AYU)
    practice(house, MADE)
    house.reconcile()
    listening(house)
    house.site.deeds.course_reset(2)
    house.work()
    assert status(house.cop.context, house.cop.inbox)["held"] == 1
    house.wait()
    assert hints(house) == []
    assert (earned(house, AYU), earned(house, MADE)) == (1, 1)

"""The first connection of an old site: back to a date, and further when somebody says so."""

from __future__ import annotations

import pytest

from connector.steps.reconcile import reach_back
from connector.steps.status import status
from tests.flow.conftest import House
from tests.flow.scene import AYU, DAY, HASAN, MADE, Listen, answer, earned, practice, reads


@pytest.fixture
def old_site(house: House) -> tuple[House, int, int]:
    """A discussion of long ago and one of today, neither ever read; the day between them."""
    house.site.sender.paused = True
    old = practice(house, AYU)
    house.clock.at += 100 * DAY
    since = house.clock.at
    house.clock.at += DAY
    practice(house, MADE)
    house.clock.at += DAY
    return house, old, since


def test_older_discussions_are_not_read_and_give_nothing(old_site: tuple[House, int, int]) -> None:
    house, _, since = old_site
    assert reach_back(house.cop.context, "lms", since) == since
    before = reads(house)
    house.reconcile()
    assert reads(house) - before == 1
    assert (earned(house, AYU), earned(house, MADE)) == (0, 1)
    for _ in range(3):
        house.clock.at += 2 * DAY
        house.reconcile(full=True)
    assert earned(house, AYU) == 0, "nor by a later full reconcile"
    assert status(house.cop.context, house.cop.inbox)["sources"]["lms"]["reads_since"] == since


def test_an_earlier_date_reaches_further_back(old_site: tuple[House, int, int]) -> None:
    house, _, since = old_site
    reach_back(house.cop.context, "lms", since)
    house.reconcile()
    assert reach_back(house.cop.context, "lms", since - 101 * DAY) == since - 101 * DAY
    house.reconcile()
    assert (earned(house, AYU), earned(house, MADE)) == (1, 1)


def test_a_later_date_takes_nothing_away(old_site: tuple[House, int, int]) -> None:
    house, _, since = old_site
    house.reconcile()
    assert reach_back(house.cop.context, "lms", since) == 0, "everything was read already"
    house.clock.at += DAY
    house.reconcile(full=True)
    assert (earned(house, AYU), earned(house, MADE)) == (1, 1)


def test_an_old_discussion_in_which_somebody_writes_is_read(
    old_site: tuple[House, int, int], listening: Listen
) -> None:
    house, old, since = old_site
    reach_back(house.cop.context, "lms", since)
    house.reconcile()
    answer(house, HASAN, old)
    house.clock.at += DAY
    house.reconcile()
    assert earned(house, AYU) == 1


def test_an_event_about_an_old_discussion_is_believed(
    old_site: tuple[House, int, int], listening: Listen
) -> None:
    house, old, since = old_site
    reach_back(house.cop.context, "lms", since)
    house.reconcile()
    house.site.sender.paused = False
    listening(house)
    answer(house, HASAN, old)
    house.wait()
    assert earned(house, AYU) == 1

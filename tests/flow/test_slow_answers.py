"""What the LMS answered slowly, or while something newer was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from connector.lms.port import Ask, Want
from connector.steps.refresh import refresh
from connector.steps.triage import triage
from tests.flow.conftest import House
from tests.flow.scene import AYU, earned, first_post, forge, hints, practice, text


def while_reading(house: House, meanwhile: Callable[[], object]) -> None:
    """The next answer about a discussion is on its way while something else happens."""
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        answers: list[Any] = honest(wants)
        if any(want.ask is Ask.POSTS for want in wants):
            lms.read = honest
            meanwhile()
        return answers

    lms.read = read


def test_a_slow_answer_never_overwrites_one_that_was_asked_for_later(house: House) -> None:
    discussion = practice(house, AYU, words=100)
    house.reconcile()
    post = first_post(house, discussion)

    def edited_and_read_at_once() -> None:
        house.clock.at += 1
        house.site.deeds.edit_post(AYU, post, text(130))
        forge(house, "post_updated", post, discussionid=discussion)
        triage(house.cop.context, house.cop.inbox)
        refresh(house.cop.context, "lms")

    while_reading(house, edited_and_read_at_once)
    forge(house, "post_updated", post, discussionid=discussion)
    house.work()
    assert earned(house, AYU) == 1


def test_a_notice_that_comes_during_the_read_leads_to_another_one(house: House) -> None:
    discussion = practice(house, AYU, words=100)
    house.reconcile()
    post = first_post(house, discussion)

    def edited_and_told() -> None:
        house.clock.at += 1
        house.site.deeds.edit_post(AYU, post, text(130))
        forge(house, "post_updated", post, discussionid=discussion)
        triage(house.cop.context, house.cop.inbox)

    while_reading(house, edited_and_told)
    forge(house, "post_updated", post, discussionid=discussion)
    house.work()
    assert earned(house, AYU) == 1
    assert hints(house) == []

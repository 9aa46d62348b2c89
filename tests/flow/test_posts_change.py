"""What becomes of a credit when its post is moved, split, edited, deleted, restored, hidden or not yet shown."""

from __future__ import annotations

import pytest

from tests.flow.conftest import House
from tests.flow.scene import (
    AYU,
    BAGUS,
    BLOG,
    DAY,
    FIELD,
    HOUR,
    MADE,
    NEWS,
    QANDA,
    YOHANES,
    Listen,
    answer,
    earned,
    first_post,
    practice,
    rules,
    text,
)

Road = str


@pytest.fixture(params=["webhooks", "reconcile"])
def road(request: pytest.FixtureRequest, house: House, listening: Listen) -> Road:
    """Each change is learnt from its events, or without any."""
    if request.param == "webhooks":
        listening(house)
    else:
        house.site.sender.paused = True
    return str(request.param)


def learn(house: House, road: Road) -> None:
    """Two days pass; without webhooks a full reconcile runs."""
    house.wait(DAY)
    if road == "reconcile":
        house.reconcile(full=True)
    house.wait(DAY)


def test_private_replies_never_count(house: House, road: Road) -> None:
    discussion = practice(house, YOHANES, FIELD, words=10)
    answer(house, MADE, discussion, private=True)
    answer(house, AYU, discussion)
    learn(house, road)
    assert rules(house, MADE) == {}
    assert rules(house, AYU) == {"solusi-lapangan": 1}


def test_a_private_reply_does_not_count_even_if_the_account_may_read_it(house: House, road: Road) -> None:
    house.site.grant("mod/forum:readprivatereplies")
    discussion = practice(house, YOHANES, FIELD, words=10)
    answer(house, MADE, discussion, private=True)
    learn(house, road)
    assert '"private":true' in house.export("facts")
    assert rules(house, MADE) == {}


def test_a_post_counts_by_the_rules_of_the_forum_it_was_moved_to(house: House, road: Road) -> None:
    discussion = practice(house, AYU)
    learn(house, road)
    assert rules(house, AYU) == {"praktik-baik": 1}
    house.site.deeds.move_discussion(BAGUS, discussion, FIELD)
    learn(house, road)
    assert rules(house, AYU) == {"masalah-lapangan": 1}
    assert earned(house, AYU) == 0


def test_a_post_that_was_moved_where_no_rule_holds_gives_nothing(house: House, road: Road) -> None:
    discussion = practice(house, AYU)
    learn(house, road)
    assert house.approve_all() == []
    house.site.deeds.move_discussion(BAGUS, discussion, NEWS)
    learn(house, road)
    assert rules(house, AYU) == {}
    assert [row["state"] for row in house.rows("records")] == ["withdrawn"]
    house.site.deeds.move_discussion(BAGUS, discussion, BLOG)
    learn(house, road)
    assert [(row["state"], row["approved"]) for row in house.rows("records")] == [("approved", 1)]


def test_a_reply_that_was_split_off_counts_as_what_it_is_now(house: House, road: Road) -> None:
    discussion = practice(house, YOHANES, BLOG)
    post = answer(house, AYU, discussion, words=130)
    below = house.site.deeds.reply(MADE, post, text(20))
    learn(house, road)
    assert rules(house, AYU) == {}
    house.site.deeds.split(BAGUS, post, "Praktik yang lain")
    learn(house, road)
    assert rules(house, AYU) == {"praktik-baik": 1}
    assert rules(house, YOHANES) == {"praktik-baik": 1}
    facts = {row["id"]: row for row in house.rows("facts") if row["kind"] == "post"}
    assert {facts[str(each)]["state"] for each in (post, below)} == {"present"}


def test_an_edit_below_the_needed_words_takes_and_one_above_gives_again(house: House, road: Road) -> None:
    discussion = practice(house, AYU)
    post = first_post(house, discussion)
    seen = []
    for words in (119, 120):
        learn(house, road)
        seen.append(earned(house, AYU))
        house.clock.at += 10
        house.site.deeds.edit_post(AYU, post, text(words))
    learn(house, road)
    assert [*seen, earned(house, AYU)] == [1, 0, 1]


def test_a_deleted_post_gives_nothing_and_a_restored_one_again_what_it_gave(house: House, road: Road) -> None:
    discussion = practice(house, YOHANES, QANDA)
    post = answer(house, AYU, discussion)
    answer(house, MADE, discussion)
    house.clock.at += 2 * HOUR
    house.reconcile()
    assert house.approve_all() == []
    house.site.deeds.delete_post(BAGUS, post)
    if road == "reconcile":
        house.reconcile()
    house.work()
    assert (earned(house, AYU), earned(house, MADE)) == (0, 1)
    house.site.deeds.restore_post(post)  # no event tells
    house.clock.at += HOUR
    house.reconcile()
    assert (earned(house, AYU), earned(house, MADE)) == (1, 1)
    assert {row["state"] for row in house.rows("records")} == {"approved"}


def test_a_deleted_discussion_takes_all_its_posts_and_nothing_else(house: House, road: Road) -> None:
    discussion = practice(house, YOHANES, QANDA)
    answer(house, AYU, discussion)
    kept = practice(house, YOHANES, QANDA)
    answer(house, MADE, kept)
    learn(house, road)
    house.site.deeds.delete_discussion(BAGUS, discussion)
    learn(house, road)
    assert (earned(house, AYU), earned(house, MADE)) == (0, 1)


def test_an_erased_post_gives_nothing(house: House, road: Road) -> None:
    discussion = practice(house, AYU)
    learn(house, road)
    house.site.deeds.privacy_erase(first_post(house, discussion))
    house.reconcile(full=True)
    assert earned(house, AYU) == 0


def test_what_is_shown_only_later_counts_only_then(house: House, road: Road) -> None:
    opens = house.clock.at + 10 * DAY
    practice(house, AYU, timestart=opens)
    learn(house, road)
    assert house.clock.at < opens
    assert rules(house, AYU) == {}
    asked = house.site.calls["http"]
    house.clock.at = opens
    house.work()
    assert earned(house, AYU) == 1
    assert house.site.calls["http"] == asked  # known beforehand: it needs no read

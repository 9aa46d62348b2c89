"""People decide about people: who may approve, what an approval holds for, what waits for one."""

from __future__ import annotations

import pytest

from connector.errors import NotDone
from connector.steps import desk
from connector.steps.approve import Approver, Choice, accept, decide_all, reject
from tests.flow.conftest import House, MakeHouse
from tests.flow.scene import (
    AYU,
    BAGUS,
    DAY,
    MADE,
    answer,
    earned,
    first_post,
    in_force,
    messages,
    practice,
    text,
)

pytestmark = pytest.mark.engines("sqlite", "postgresql")


@pytest.fixture
def waiting(house: House) -> House:
    """One record waits: a good practice of Ayu's."""
    house.site.sender.paused = True
    practice(house, AYU)
    house.reconcile()
    assert [row["state"] for row in house.rows("records")] == ["draft"]
    return house


def record(house: House) -> dict[str, object]:
    [row] = house.rows("records")
    return row


def seen(house: House) -> Choice:
    return Choice(str(record(house)["number"]), str(record(house)["revision"]))


def decide(house: House, choice: Choice, by: str, *, yes: bool = True, reason: str = "x") -> list[str]:
    refused = [error.word for error in decide_all(house.cop.context, [choice], by, yes=yes, reason=reason)]
    house.work()
    return refused


def another_day(house: House) -> None:
    house.clock.at += DAY
    practice(house, AYU)
    house.reconcile()


def test_nothing_counts_or_leaves_before_it_is_approved(waiting: House) -> None:
    waiting.wait(DAY)
    assert earned(waiting, AYU) == 1
    assert in_force(waiting, AYU) == 0
    assert messages(waiting) == []
    assert not waiting.hr.exists() or list(waiting.hr.iterdir()) == []


def test_an_approval_counts_in_the_moment_it_is_given(waiting: House) -> None:
    with waiting.cop.context.db.write() as session:
        accept(waiting.cop.context, session, seen(waiting), Approver("admin"))
    assert in_force(waiting, AYU) == 1


@pytest.mark.parametrize("name", ["lms:6", "199002272014022004", "19900227 201402 2 004", "ayu"])
def test_nobody_decides_on_what_they_earned_themselves(name: str, waiting: House) -> None:
    user = desk.NewUser("ayu", "kata-sandi-panjang", "approver", "199002272014022004")
    desk.put_user(waiting.cop.context, user, "admin")
    assert decide(waiting, seen(waiting), name) == ["own_record"]
    assert decide(waiting, seen(waiting), name, yes=False) == ["own_record"]
    assert in_force(waiting, AYU) == 0
    assert decide(waiting, seen(waiting), f"lms:{MADE}") == []


def test_an_approval_holds_only_for_what_the_approver_saw(waiting: House) -> None:
    choice = seen(waiting)
    another_day(waiting)
    assert decide(waiting, choice, "admin") == ["revision_changed"]
    assert in_force(waiting, AYU) == 0
    assert decide(waiting, seen(waiting), "admin") == []
    assert in_force(waiting, AYU) == 2


def test_the_same_approval_twice_is_refused_the_second_time(waiting: House) -> None:
    choice = seen(waiting)
    assert decide(waiting, choice, "admin") == []
    assert decide(waiting, choice, "admin") == ["nothing_waits"]
    assert len(waiting.rows("ledger")) == 1


def test_an_increase_waits_and_a_decrease_counts_at_once(waiting: House) -> None:
    assert decide(waiting, seen(waiting), "admin") == []
    another_day(waiting)
    assert (earned(waiting, AYU), in_force(waiting, AYU)) == (2, 1)
    assert record(waiting)["state"] == "draft"
    for discussion in sorted(waiting.site.tables.discussions):
        waiting.clock.at += 60
        waiting.site.deeds.delete_discussion(BAGUS, discussion)
        waiting.site.deeds.start_discussion(BAGUS, 1, "Lain", text(5))
        waiting.reconcile()
        break
    assert (earned(waiting, AYU), in_force(waiting, AYU)) == (1, 0)


def test_a_rejection_keeps_what_was_approved_before(waiting: House) -> None:
    assert decide(waiting, seen(waiting), "admin") == []
    another_day(waiting)
    assert decide(waiting, seen(waiting), "admin", yes=False, reason="kurang") == []
    assert in_force(waiting, AYU) == 1
    assert record(waiting)["state"] == "rejected"
    another_day(waiting)
    assert record(waiting)["state"] == "draft"


def test_a_rejection_without_a_reason_is_refused(waiting: House) -> None:
    choice = seen(waiting)
    with waiting.cop.context.db.write() as session, pytest.raises(NotDone, match="reason"):
        reject(waiting.cop.context, session, choice, Approver("admin"), "  ")


def test_what_falls_and_rises_again_needs_no_second_approval_but_more_than_before_does(
    waiting: House,
) -> None:
    assert decide(waiting, seen(waiting), "admin") == []
    post = first_post(waiting, min(waiting.site.tables.discussions))
    for words, expected in ((10, 0), (130, 1)):
        waiting.clock.at += 60
        waiting.site.deeds.edit_post(BAGUS, post, text(words))
        waiting.reconcile(full=True)
        assert in_force(waiting, AYU) == expected
    practice(waiting, AYU)  # the same day
    waiting.reconcile()
    assert (earned(waiting, AYU), in_force(waiting, AYU)) == (2, 1)


def test_observing_computes_everything_and_writes_nothing_until_it_goes_live(make_house: MakeHouse) -> None:
    house = make_house(mode="observe")
    house.publish()
    house.site.sender.paused = True
    discussion = practice(house, AYU)
    answer(house, MADE, discussion)
    house.reconcile()
    assert decide(house, seen(house), "admin") == []
    house.wait(DAY)
    assert in_force(house, AYU) == 1
    assert messages(house) == messages(house, "hr-file") == []
    assert house.site.calls["core_user_update_users"] == 0
    assert not house.hr.exists()
    house.mode = "live"
    house.open_again()
    house.work()
    assert house.site.tables.users[AYU].fields["cop_jp_locked"] == "1"
    assert messages(house, "hr-file") == []  # going live sends HR nothing by itself
    house.clock.at += 10 * DAY
    house.work()
    assert [message.state for message in messages(house, "hr-file")] == ["sent"]

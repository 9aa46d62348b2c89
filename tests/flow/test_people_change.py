"""People come, go, change their role and their NIP; what was earned stays with whom it belongs to."""

from __future__ import annotations

import pytest

from connector.steps.approve import Choice, decide_all, waiting
from tests.flow.conftest import House
from tests.flow.scene import (
    AK,
    AYU,
    BLOG,
    DAY,
    DIAN,
    HASAN,
    MADE,
    PP_BLOG,
    RIZAL,
    SITI,
    Listen,
    answer,
    earned,
    in_force,
    practice,
)

Road = str


@pytest.fixture(params=["webhooks", "reconcile"])
def road(request: pytest.FixtureRequest, house: House, listening: Listen) -> Road:
    if request.param == "webhooks":
        listening(house)
    else:
        house.site.sender.paused = True
    return str(request.param)


def learn(house: House, road: Road) -> None:
    house.wait(DAY)
    if road == "reconcile":
        house.reconcile()


def approved(house: House, road: Road, *users: int) -> None:
    """Each has written one good practice, and all of it is approved."""
    for user in users:
        practice(house, user)
    learn(house, road)
    assert house.approve_all() == []
    house.work()
    assert [in_force(house, user) for user in users] == [1] * len(users)


def test_who_leaves_keeps_the_past(house: House, road: Road) -> None:
    approved(house, road, AYU)
    house.site.deeds.unenrol(AYU, AK)
    learn(house, road)
    assert in_force(house, AYU) == 1


def test_another_role_changes_no_amount(house: House, road: Road) -> None:
    approved(house, road, AYU)
    before = house.export("entitlements"), house.export("ledger")
    house.site.deeds.set_role(AYU, AK, "editingteacher")
    learn(house, road)
    assert (house.export("entitlements"), house.export("ledger")) == before
    facts = {row["id"]: row for row in house.rows("facts") if row["kind"] == "enrolment"}
    assert "editingteacher" in str(facts[f"{AK}/{AYU}"]["data"])


def test_who_is_suspended_keeps_what_was_earned(house: House, road: Road) -> None:
    approved(house, road, AYU)
    house.site.deeds.suspend_enrolment(AYU, AK)
    house.site.deeds.update_user(AYU, suspended=True)
    learn(house, road)
    assert in_force(house, AYU) == 1
    assert '"suspended":true' in house.export("facts")


def test_a_deleted_account_keeps_its_credit_and_its_nip_at_hr(house: House, road: Road) -> None:
    approved(house, road, AYU)
    before = house.export("records")
    house.site.deeds.delete_user(AYU)
    learn(house, road)
    assert in_force(house, AYU) == 1
    assert house.export("records") == before
    assert [path.name for path in house.hr.glob("*koreksi*")] == []


def test_a_corrected_nip_withdraws_the_record_at_hr_and_makes_a_new_one(house: House, road: Road) -> None:
    approved(house, road, RIZAL)
    house.clock.at += 10 * DAY  # the month has ended: its file is written
    house.work()
    old = str(house.rows("records")[0]["number"])
    house.site.deeds.update_user(RIZAL, idnumber="198510232009121001")
    learn(house, road)
    [record] = house.rows("records")
    assert record["number"] != old
    assert (record["state"], record["approved"]) == ("approved", 1)
    house.clock.at += 40 * DAY
    house.work()
    [correction] = house.hr.glob("*koreksi.csv")
    assert old in correction.read_text(encoding="utf-8-sig")
    assert "BATAL" in correction.read_text(encoding="utf-8-sig")
    [new] = house.hr.glob("*-0002.csv")
    assert "198510232009121001" in new.read_text(encoding="utf-8-sig")
    assert in_force(house, RIZAL) == 1


def nip(house: House, user: int) -> str:
    return house.site.tables.users[user].idnumber


def test_two_accounts_of_one_person_share_their_caps_and_are_parted_again(house: House, road: Road) -> None:
    own = nip(house, HASAN)
    for user in (AYU, HASAN):
        practice(house, user)
        practice(house, user)
    learn(house, road)
    assert (earned(house, AYU), earned(house, HASAN)) == (2, 2)
    assert house.approve_all() == []
    house.site.deeds.update_user(HASAN, idnumber=nip(house, AYU))
    learn(house, road)
    assert earned(house, AYU) + earned(house, HASAN) == 2
    assert in_force(house, AYU) + in_force(house, HASAN) == 2
    assert {row["person"] for row in house.rows("entitlements")} == {f"lms:{AYU}"}
    house.site.deeds.update_user(HASAN, idnumber=own)
    learn(house, road)
    assert (earned(house, AYU), earned(house, HASAN)) == (2, 2)
    assert (in_force(house, AYU), in_force(house, HASAN)) == (2, 2)
    assert {row["person"] for row in house.rows("entitlements")} == {f"lms:{AYU}", f"lms:{HASAN}"}
    states = {row["person"]: row["state"] for row in house.rows("records")}
    assert states == {f"lms:{AYU}": "approved", f"lms:{HASAN}": "approved"}


def test_nobody_approves_what_their_other_account_earned(house: House, road: Road) -> None:
    practice(house, HASAN)
    learn(house, road)
    house.site.deeds.update_user(HASAN, idnumber=nip(house, SITI))
    practice(house, SITI, words=10)
    learn(house, road)
    with house.cop.context.db.read() as session:
        choices = [Choice(record.number) for record in waiting(session)]
    assert len(choices) == 1
    for name in (f"lms:{SITI}", f"lms:{HASAN}", nip(house, SITI)):
        [refused] = decide_all(house.cop.context, choices, name, yes=True, reason="")
        assert refused.word == "own_record"
    assert decide_all(house.cop.context, choices, f"lms:{MADE}", yes=True, reason="") == []


def test_a_merged_person_is_one_at_hr_and_one_figure_in_both_profiles(house: House, road: Road) -> None:
    house.site.deeds.update_user(DIAN, idnumber=nip(house, AYU))
    practice(house, AYU, BLOG)
    practice(house, DIAN, PP_BLOG)
    learn(house, road)
    assert house.approve_all() == []
    house.work()
    assert {row["person"] for row in house.rows("records")} == {f"lms:{AYU}"}
    fields = [house.site.tables.users[user].fields.get("cop_jp_locked") for user in (AYU, DIAN)]
    assert fields == ["2", "2"]


def test_a_name_that_the_lms_keeps_from_us_for_a_while_loses_nobody_their_nip(house: House) -> None:
    approved(house, "reconcile", AYU)
    before = house.export("records")
    house.site.deeds.update_user(AYU, idnumber="")
    house.reconcile()
    assert house.export("records") == before


OTHERS_ONLY = """
mapping: 1
pack: indonesia-asn
communities:
  ak: {name: CoP AK, lives_in: {source: lms, course: {idnumber: COP-AK}}}
contributions:
  jawaban:
    kind: answer
    is: {post: reply, answers_other: true, words: {at_least: 40}}
credits:
  - {scheme: cop-jp, for: {contribution: jawaban}, minutes: 45}
"""


def test_nobody_earns_by_answering_their_own_second_account(house: House, road: Road) -> None:
    house.publish(OTHERS_ONLY, valid_from=1)
    discussion = practice(house, AYU)
    answer(house, MADE, discussion)
    learn(house, road)
    assert earned(house, MADE) == 1
    house.site.deeds.update_user(MADE, idnumber=house.site.tables.users[AYU].idnumber)
    learn(house, road)
    assert earned(house, MADE) == 0

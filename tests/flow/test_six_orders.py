"""The order in which things are learnt changes nothing about who is entitled to what."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.flow.conftest import STARTER, House, MakeHouse, open_house
from tests.flow.scene import AYU, BLOG, FIELD, PP_BLOG, PP_QANDA, SITI, THERESIA, Listen, answer, practice

ORDERS = list(permutations(range(3)))
DAY_OF_ALL = "2026-10-26"


@pytest.fixture(scope="module")
def mapped() -> str:
    """A good practice is worth 60 minutes, a problem 45, an expert's answer 50."""
    text = STARTER.read_text(encoding="utf-8")
    for rule, old, new in (("masalah-lapangan", 30, 45), ("jawaban-pakar", 45, 50)):
        before = f"{{contribution: {rule}}}, minutes: {old}"
        assert before in text
        text = text.replace(before, before.replace(f"minutes: {old}", f"minutes: {new}"))
    return text


@pytest.fixture(scope="module")
def place(mapped: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("six") / "house"
    with open_house(folder) as house:
        house.publish(mapped)
        house.work()
    return folder


def amounts(house: House) -> list[tuple[object, ...]]:
    """(minutes, what they alone would add, what they add, why less) in the order in which they were written."""
    written = {row["rule"]: int(str(row["time"])) for row in house.rows("contributions")}
    rows = sorted(house.rows("entitlements"), key=lambda row: written[row["rule"]])
    return [(row["minutes"], row["computed"], row["amount"], row["reason"]) for row in rows]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_three_contributions_of_one_day_give_the_same_in_any_order_of_arrival(
    order: tuple[int, ...], make_house: MakeHouse, place: Path, listening: Listen
) -> None:
    house = make_house(ready=place)
    house.site.sender.paused = True
    question = practice(house, THERESIA, PP_QANDA, 10)
    house.site.sent.clear()
    told = []
    for write in (
        lambda: practice(house, SITI, BLOG),
        lambda: practice(house, SITI, FIELD, 40),
        lambda: answer(house, SITI, question),
    ):
        before = len(house.site.sent)
        write()
        told.append([sent.event for sent in house.site.sent[before:]])
    house.site.sender.paused = False
    listening(house)
    for one in order:
        for event in told[one]:
            house.site.sender.send(event)
        house.work()
    assert amounts(house) == [(60, 1, 1, ""), (45, 1, 1, ""), (50, 1, 0, "day_cap")]
    assert {row["day"] for row in house.rows("entitlements")} == {DAY_OF_ALL}


def test_a_day_has_one_cap_for_all_communities(make_house: MakeHouse, place: Path) -> None:
    house = make_house(ready=place)
    for user in (SITI, AYU):
        practice(house, user, BLOG)
        practice(house, user, BLOG)
    practice(house, SITI, PP_BLOG)
    house.reconcile()
    rows = [row for row in house.rows("entitlements") if row["account"] == f"lms:{SITI}"]
    assert sum(int(str(row["amount"])) for row in rows) == 2
    assert [row["reason"] for row in rows if row["community"] == "perancang-peraturan"] == ["day_cap"]


def test_a_rule_counts_no_more_often_in_a_month_than_it_says(house: House) -> None:
    start = house.clock.at
    for day in range(5):
        house.clock.at = start + day * 86_400
        practice(house, SITI)
    house.clock.at = start + 7 * 86_400  # November
    practice(house, SITI)
    house.reconcile()
    rows = sorted(house.rows("entitlements"), key=lambda row: str(row["day"]))
    assert [row["amount"] for row in rows] == [1, 1, 1, 1, 0, 1]
    assert [row["reason"] for row in rows] == ["", "", "", "", "rule_limit", ""]

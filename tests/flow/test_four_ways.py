"""The same facts by any road: the story through webhooks, through disturbed ones, and through none at all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from connector.sandbox import play, story
from tests.flow.conftest import House, MakeHouse

BASE = 1_793_000_000
COMPARED = ("contributions", "entitlements", "records")

Told = tuple[dict[str, str], Counter[tuple[str, ...]]]


def live(house: House, listen: Callable[[House], str]) -> None:
    """Webhooks as they come, with the work done after each deed."""
    listen(house)

    def after(step: object) -> None:
        house.clock.at = house.site.now() + 5
        house.work()

    play(house.site, story(BASE), after)


def shuffled_and_doubled(house: House, listen: Callable[[House], str]) -> None:
    """All events at the end, each twice, in any order."""
    listen(house)
    house.site.sender.paused = True
    play(house.site, story(BASE))
    house.site.sender.paused = False
    events = [sent.event for sent in house.site.sent] * 2
    random.Random(7).shuffle(events)
    for event in events:
        house.site.sender.send(event)


def half_lost(house: House, listen: Callable[[House], str]) -> None:
    """Every second webhook never arrives; a reconcile repairs."""
    house.site.faults.set("lose_webhook", share=0.5)
    live(house, listen)
    later(house)
    house.reconcile()


def reconcile_alone(house: House, listen: Callable[[House], str]) -> None:
    house.site.sender.paused = True
    play(house.site, story(BASE))
    later(house)
    house.reconcile()


def later(house: House) -> None:
    house.clock.at = story(BASE)[-1].at + 100_000


def told(house: House) -> Told:
    exports = {what: house.export(what) for what in COMPARED}
    sums: Counter[tuple[str, ...]] = Counter()
    for line in house.rows("ledger"):
        key = tuple(str(line[part]) for part in ("account", "community", "day", "scheme"))
        sums[key] += int(str(line["amount"]))
    return exports, +sums


@pytest.fixture(scope="module")
def reference() -> dict[str, Told]:
    return {}


@pytest.mark.parametrize("way", [live, shuffled_and_doubled, half_lost, reconcile_alone])
def test_every_road_leads_to_the_same_credit(
    way: Callable[..., None],
    make_house: MakeHouse,
    listening: Callable[[House], str],
    reference: dict[str, Told],
) -> None:
    house = make_house(way.__name__)
    house.publish()
    house.work()
    way(house, listening)
    later(house)
    house.wait()
    assert house.approve_all() == []
    house.work()
    exports, sums = told(house)
    assert exports["contributions"]
    assert sum(sums.values()) > 5
    first_exports, first_sums = reference.setdefault("live", (exports, sums))
    for what in COMPARED:
        assert exports[what] == first_exports[what], what
    assert sums == first_sums

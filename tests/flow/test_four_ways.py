"""The same facts by any road: the story through webhooks, through disturbed ones, and through none at all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from connector.models.lms import Held
from connector.models.own_posts import OwnPostRow
from connector.sandbox import SERVICE_ACCOUNT, play
from connector.sandbox.story import both as story
from connector.steps.absence import release
from tests.flow.conftest import House, MakeHouse

BASE = 1_793_000_000
COMPARED = ("contributions", "entitlements", "records", "sessions", "attendance", "recognition")
FULL = Path("config/packs/indonesia-asn-lengkap.yaml")

Told = tuple[dict[str, str], Counter[tuple[str, ...]]]


def apart(house: House) -> None:
    """Our own posts get ids of their own: written at another time, they would give later posts other ids."""
    deeds = house.site.deeds
    for name in ("start_discussion", "reply"):
        _with_own_ids(house, deeds, name)


def _with_own_ids(house: House, deeds: Any, name: str) -> None:
    original = getattr(deeds, name)

    def do(user: int, *args: Any, **more: Any) -> int:
        with house.site.ids_from(500_000) if user == SERVICE_ACCOUNT else nullcontext():
            return int(original(user, *args, **more))

    setattr(deeds, name, do)


def standing(house: House) -> dict[str, str]:
    """Summary or minutes → its text as a member reads it. Digests, thanks and pointers are of their day."""
    posts = house.site.tables.posts
    with house.cop.context.db.read() as session:
        rows = session.scalars(select(OwnPostRow).where(OwnPostRow.state == "standing"))
        return {
            row.key: posts[shown(house, row)].message.replace(house.lms.url, "")
            for row in rows
            if row.key.startswith(("discussion", "session"))
        }


def shown(house: House, row: OwnPostRow) -> int:
    """The post; where its number could not be learnt after it was written, the one that opens its discussion."""
    discussions = house.site.tables.discussions
    return row.post or (discussions[row.placed].firstpost if row.placed in discussions else 0)


def live(house: House, listen: Callable[[House], str]) -> None:
    """Webhooks as they come, with the work done after each deed."""
    listen(house)

    def after(step: object) -> None:
        house.clock.at = house.site.now() + 5
        house.work()

    play(house.site, story(BASE), after)


def shuffled_and_doubled(house: House, listen: Callable[[House], str]) -> None:
    """All events at the end, each twice, in any order; a full reading asks what was recorded long ago."""
    listen(house)
    house.site.sender.paused = True
    play(house.site, story(BASE))
    house.site.sender.paused = False
    events = [sent.event for sent in house.site.sent] * 2
    random.Random(7).shuffle(events)
    for event in events:
        house.site.sender.send(event)
    later(house)
    house.reconcile(full=True)


def half_lost(house: House, listen: Callable[[House], str]) -> None:
    """Every second webhook never arrives; a reconcile repairs."""
    house.site.faults.set("lose_webhook", share=0.5)
    live(house, listen)
    later(house)
    house.reconcile(full=True)
    settle_doubts(house)


def settle_doubts(house: House) -> None:
    """A meeting whose calling off was never told is past by now: a person is asked, and knows that it was not."""
    with house.cop.context.db.write() as session:
        asked = list(session.scalars(select(Held).where(Held.state == "open")))
        assert {held.reason for held in asked} <= {"session_vanished"}
        for held in asked:
            release(session, held, "ratna", house.clock.at)
    house.work()


def reconcile_alone(house: House, listen: Callable[[House], str]) -> None:
    house.site.sender.paused = True
    play(house.site, story(BASE))
    later(house)
    house.reconcile(full=True)


def later(house: House) -> None:
    house.clock.at = story(BASE)[-1].at + 100_000


def told(house: House) -> Told:
    exports = {what: house.export(what) for what in COMPARED}
    exports["summaries"] = "\n".join(f"{key}: {text}" for key, text in sorted(standing(house).items()))
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
    _walk(way, make_house, listening, reference)


@pytest.mark.engines("postgresql")
@pytest.mark.parametrize("way", [shuffled_and_doubled, reconcile_alone])
def test_postgresql_gives_the_very_same_exports(
    way: Callable[..., None],
    make_house: MakeHouse,
    listening: Callable[[House], str],
    reference: dict[str, Told],
) -> None:
    _walk(way, make_house, listening, reference)


def _walk(
    way: Callable[..., None],
    make_house: MakeHouse,
    listening: Callable[[House], str],
    reference: dict[str, Told],
) -> None:
    house = make_house(way.__name__)
    apart(house)
    house.publish(FULL.read_text(encoding="utf-8"))
    house.work()
    way(house, listening)
    later(house)
    house.wait()
    assert house.approve_all() == []
    house.work()
    exports, sums = told(house)
    assert exports["contributions"]
    assert exports["summaries"].count("Ringkasan diskusi") > 3
    assert exports["summaries"].count("Notula") > 2
    assert sum(sums.values()) > 5
    first_exports, first_sums = reference.setdefault("live", (exports, sums))
    for what in exports:
        assert exports[what] == first_exports[what], what
    assert sums == first_sums

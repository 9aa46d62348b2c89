"""Which reconcile is due when."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from connector.steps.context import Tiers
from connector.steps.hints import Sweep
from connector.steps.schedule import Past, due

ZONE = ZoneInfo("Asia/Jakarta")
TIERS = Tiers()
HOUR = 3600


def at(said: str) -> int:
    return int(datetime.fromisoformat(f"2026-11-{said}").replace(tzinfo=ZONE).timestamp())


def past(light: str = "", whole: str = "", full: str = "") -> Past:
    began = {Sweep.LIGHT: light, Sweep.WHOLE: whole, Sweep.FULL: full}
    return Past({tier: at(said) for tier, said in began.items() if said})


@pytest.mark.parametrize(
    ("now", "before", "tier"),
    [
        ("22T10:00", past(), Sweep.WHOLE),
        ("22T10:00", past(whole="22T09:00"), Sweep.WHOLE),
        ("22T09:59", past(whole="22T09:00"), Sweep.LIGHT),
        ("22T09:09", past(whole="22T09:00"), Sweep.NONE),
        ("22T09:10", past(whole="22T09:00"), Sweep.LIGHT),
        ("22T09:19", past(light="22T09:10", whole="22T09:00"), Sweep.NONE),
        ("22T09:20", past(light="22T09:10", whole="22T09:00"), Sweep.LIGHT),
        ("22T01:59", past(whole="22T01:55"), Sweep.NONE),
        ("22T02:00", past(whole="22T01:55"), Sweep.FULL),
        ("22T02:00", past(whole="22T01:55", full="21T02:00"), Sweep.FULL),
        ("22T02:20", past(whole="22T01:55", full="22T02:00"), Sweep.LIGHT),
        ("22T03:00", past(whole="22T01:55", full="22T02:00"), Sweep.WHOLE),
        ("22T07:59", past(whole="22T07:50", full="21T02:00"), Sweep.FULL),
        ("22T08:01", past(whole="22T08:00", full="21T02:00"), Sweep.NONE),
        ("23T01:00", past(whole="23T00:59", full="20T02:00"), Sweep.FULL),
        ("22T11:00", past(whole="22T10:55"), Sweep.NONE),
    ],
)
def test_the_highest_tier_that_is_due(now: str, before: Past, tier: Sweep) -> None:
    assert due(at(now), ZONE, TIERS, before) is tier


def test_a_site_that_is_read_slowly_rests_as_long_as_it_was_read() -> None:
    began = {Sweep.WHOLE: at("22T10:00")}
    slow = Past(began, ended=at("22T12:00"), took=2 * HOUR)
    assert due(at("22T13:59"), ZONE, TIERS, slow) is Sweep.NONE
    assert due(at("22T14:00"), ZONE, TIERS, slow) is Sweep.WHOLE

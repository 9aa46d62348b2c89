"""The short form of ``make crash``; and that its judge is not blind."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connector.sandbox import play
from connector.sandbox.story import both
from tests.crash.driver import Plan, disturbed, undisturbed
from tests.crash.stage import Stage, staged
from tests.crash.told import Told, judge, tell
from tests.flow.test_four_ways import BASE
from tests.postgres import Postgres

SHORT = Plan(kills=5, seed=5, steps=40, pauses=(0.0, 0.1, 0.2), afterwards=6, decisions=38)
SHORTER = replace(SHORT, kills=4, pauses=(0.0, 0.2, 0.4), done=Counter(), seen=set())
"""On PostgreSQL turns begin once a second."""


def test_a_story_through_a_few_deaths_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    check(tmp_path, SHORT)


def test_on_postgresql_whoever_receives_may_die_and_whoever_works(tmp_path: Path, pg: Postgres) -> None:
    check(tmp_path, replace(SHORTER, database=pg.database))


def check(folder: Path, plan: Plan) -> None:
    expected = undisturbed(folder / "undisturbed", plan)
    assert sum(expected.sums.values()) > 0
    assert any(expected.profiles.values())
    assert expected.hr
    verdict = disturbed(folder / "disturbed", plan, 1, expected)
    assert (verdict.lost, verdict.doubled) == ([], [])
    assert plan.done.total() >= plan.kills
    assert plan.done.total() > plan.done["any"], "some died at a moment by name"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Told]]:
    with staged(tmp_path_factory.mktemp("crash") / "house") as stage:
        house = stage.house
        house.site.sender.paused = True
        play(stage.site, both(BASE)[:50])
        stage.clock.at = both(BASE)[50].at + 100_000
        house.reconcile()
        house.approve_all()
        house.work()
        yield stage, tell(house)


def test_the_judge_is_content_with_what_is_so(told: tuple[Stage, Told]) -> None:
    stage, expected = told
    verdict = judge(stage, expected)
    assert (verdict.lost, verdict.doubled) == ([], [])


def test_the_judge_sees_what_is_missing(told: tuple[Stage, Told]) -> None:
    stage, expected = told
    more = expected.exports["entitlements"] + '\n{"one": "more"}'
    user = next(user for user, shown in expected.profiles.items() if shown)
    wanted = replace(
        expected,
        exports=expected.exports | {"entitlements": more},
        profiles=expected.profiles | {user: "99"},
        hr=expected.hr | {"COP-JP/2026-11/0000000000": 2},
    )
    lost = " ".join(judge(stage, wanted).lost)
    for what in ("entitlements", f"profiles {user}", "hr COP-JP/2026-11/0000000000"):
        assert what in lost


def test_the_judge_sees_an_acknowledged_event_that_is_not_kept(told: tuple[Stage, Told]) -> None:
    stage, expected = told
    stage.accepted["\\mod_forum\\event\\post_created", 1, 1] += 1
    try:
        assert "acknowledged, not kept" in " ".join(judge(stage, expected).lost)
    finally:
        stage.accepted.clear()


def test_the_judge_sees_a_second_post_and_a_second_row_for_hr(told: tuple[Stage, Told]) -> None:
    stage, expected = told
    ours = [post for post in stage.site.tables.posts.values() if "cop-ringkasan" in post.message]
    twin = replace(ours[0], id=999_999)
    manifest = sorted(stage.house.hr.glob("*-manifest.json"))[0]
    again = manifest.with_name("zz-manifest.json")
    stage.site.tables.posts[twin.id] = twin
    again.write_bytes(manifest.read_bytes())
    try:
        doubled = " ".join(judge(stage, expected).doubled)
        assert "post (" in doubled
        assert "is told of" in doubled
    finally:
        del stage.site.tables.posts[twin.id]
        again.unlink()


def test_a_service_dies_at_the_moment_it_is_told_to(told: tuple[Stage, Told]) -> None:
    [service] = told[0].services
    service.start(["runner.embedded.start committed"])
    service.wait_for_it()
    assert not service.lives()
    assert service.kills["runner.embedded.start committed"] == 1
    service.start()
    service.wait_for_it()
    assert service.lives()
    assert service.pid
    os.kill(service.pid, signal.SIGKILL)
    service.kill()
    assert service.kills["any"] == 1

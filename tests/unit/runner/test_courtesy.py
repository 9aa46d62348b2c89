"""Work gives way to a burst of events, and not for ever."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from connector.runner.courtesy import LOOK_S, REST_S, Courtesy


@dataclass
class Day:
    """Time passes only while somebody rests, or when a test says so."""

    per_second: float = 0
    now: float = 100.0
    kept: float = 0
    lasts: float = field(default=float("inf"))

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        if self.now < self.lasts:
            self.kept += self.per_second * seconds

    def courtesy(self) -> Courtesy:
        one = Courtesy(lambda: int(self.kept), self.pass_, lambda: self.now)
        self.pass_(1)
        return one


def waited(day: Day, courtesy: Courtesy) -> float:
    before = day.now
    courtesy.give_way()
    return day.now - before


@pytest.mark.parametrize("per_second", [0, 20, 90])
def test_work_is_not_held_up_by_a_few_events(per_second: float) -> None:
    day = Day(per_second)
    assert waited(day, day.courtesy()) == 0


def test_work_begins_when_the_burst_is_over() -> None:
    day = Day(2_000, lasts=103)
    assert waited(day, day.courtesy()) == pytest.approx(2, abs=2 * LOOK_S + 0.01)


def test_work_rests_only_so_long_and_then_works_as_long() -> None:
    day = Day(2_000)
    courtesy = day.courtesy()
    assert waited(day, courtesy) == pytest.approx(REST_S, abs=2 * LOOK_S)
    day.pass_(REST_S - 1)
    assert waited(day, courtesy) == 0
    day.pass_(2)
    assert waited(day, courtesy) == pytest.approx(REST_S, abs=2 * LOOK_S)

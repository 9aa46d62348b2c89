"""Work gives way to answers, and not for ever."""

from __future__ import annotations

import threading
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from connector.runner.courtesy import LEAST_S, LOOK_S, LULL_S, REST_S, Courtesy


@dataclass
class Day:
    """Time passes only while somebody rests, or when a test says so."""

    now: float = 100.0
    answers_end: float = float("inf")
    open: ExitStack = field(default_factory=ExitStack)

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        if self.now >= self.answers_end:
            self.open.close()

    def courtesy(self) -> Courtesy:
        return Courtesy(lambda: self.now, self.pass_)

    def waited(self, courtesy: Courtesy) -> float:
        before = self.now
        courtesy.give_way()
        return self.now - before


def test_work_is_not_held_up_while_nobody_waits() -> None:
    day = Day()
    courtesy = day.courtesy()
    courtesy.works()
    assert day.waited(courtesy) == 0


def test_work_goes_on_when_the_last_answer_is_given() -> None:
    day = Day(answers_end=100.3)
    courtesy = day.courtesy()
    courtesy.works()
    for _ in range(3):
        day.open.enter_context(courtesy.answering())
    assert day.waited(courtesy) == pytest.approx(0.3 + LULL_S, abs=2 * LOOK_S)


def test_work_does_not_begin_between_two_answers() -> None:
    """Who sends one event after the other leaves it a millisecond at a time."""
    day = Day()
    courtesy = day.courtesy()
    courtesy.works()
    with courtesy.answering():
        pass
    assert day.waited(courtesy) == pytest.approx(LULL_S, abs=LOOK_S)
    assert day.waited(courtesy) == 0


def test_who_does_not_work_waits_for_nobody() -> None:
    """A page of the desk is waited for, too."""
    day = Day()
    courtesy = day.courtesy()
    with courtesy.answering():
        assert day.waited(courtesy) == 0


def test_each_thread_speaks_for_itself() -> None:
    day = Day()
    courtesy = day.courtesy()
    thread = threading.Thread(target=courtesy.works)
    thread.start()
    thread.join()
    with courtesy.answering():
        assert day.waited(courtesy) == 0


def test_work_rests_only_so_long_and_earns_the_next_rest() -> None:
    day = Day()
    courtesy = day.courtesy()
    courtesy.works()
    with courtesy.answering():
        assert day.waited(courtesy) == pytest.approx(REST_S, abs=2 * LOOK_S)
        assert day.waited(courtesy) == 0
        day.pass_(2)
        assert day.waited(courtesy) == pytest.approx(2, abs=2 * LOOK_S)
        day.pass_(100)
        assert day.waited(courtesy) == pytest.approx(REST_S, abs=2 * LOOK_S)


@pytest.mark.parametrize("statement_s", [0.001, 0.02, 0.2])
def test_of_its_time_work_keeps_half(statement_s: float) -> None:
    """However long an answer is waited for, without a pause."""
    day = Day()
    courtesy = day.courtesy()
    courtesy.works()
    worked, until = 0.0, day.now + 60
    with courtesy.answering():
        while day.now < until:
            courtesy.give_way()
            day.pass_(statement_s)
            worked += statement_s
    assert worked == pytest.approx((60 - REST_S) / 2, rel=0.2, abs=LEAST_S)


def test_an_answer_that_fails_is_over() -> None:
    day = Day()
    courtesy = day.courtesy()
    courtesy.works()
    with pytest.raises(RuntimeError), courtesy.answering():
        raise RuntimeError
    day.pass_(LULL_S)
    assert day.waited(courtesy) == 0

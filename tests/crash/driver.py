"""Who dies when: plays the story over and over with faults, kills, restarts, settles and compares."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from connector.sandbox import Step, play
from connector.sandbox.story import both as story
from connector.steps import reconcile
from connector.steps.hints import Sweep
from tests.crash.moments import SENT_NOT_NOTED
from tests.crash.stage import Stage, staged
from tests.crash.told import Told, Verdict, judge, tell
from tests.flow.test_four_ways import BASE, settle_doubts

FAULTS: tuple[tuple[str, float, float | None], ...] = (
    ("slow_s", 0.15, 0.05),
    ("error_500", 0.04, None),
    ("maintenance", 0.02, None),
    ("timeout_before", 0.02, 0.05),
    ("timeout_after", 0.05, 0.05),
    ("lose_webhook", 0.1, None),
)
"""(kind, share, seconds)"""
LATE_S = 0.3
ENOUGH = 3
"""Deaths between sending and noting, for each way of sending."""
MOST_ROUNDS = 30


@dataclass
class Plan:
    """What to do, and what has been done so far."""

    kills: int
    seed: int
    steps: int | None = None
    """So many of the story's steps; None = all."""
    pauses: tuple[float, ...] = (0.1, 0.3, 0.6)
    """Seconds that the services have after a step."""
    afterwards: int = 20
    """Pauses after the last step, in which what was approved leaves."""
    decisions: int = 30
    """People decide after so many steps each: so figures, badges and files leave while the story goes on."""
    database: Callable[[], str | None] = lambda: None
    """The URL of an empty database for each telling; None = files in its folder."""
    done: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    say: Callable[[str], None] = lambda _line: None

    @property
    def missed(self) -> list[str]:
        """Moments between sending and noting at which nobody has died yet."""
        return [name for name in SENT_NOT_NOTED if not self.done[name]]

    def goes_on(self, rounds: int) -> bool:
        return self.done.total() < self.kills or (bool(self.missed) and rounds < MOST_ROUNDS)

    @property
    def story(self) -> list[Step]:
        return story(BASE)[: self.steps]

    def approves_after(self, number: int) -> bool:
        return (number + 1) % self.decisions == 0


def undisturbed(folder: Path, plan: Plan) -> Told:
    """What should come out: everything at its time, one thing after the other, in this process."""
    with staged(folder, plan.database()) as stage:
        house = stage.house
        house.site.sender.paused = True
        steps = plan.story
        for number, step in enumerate(steps):
            play(stage.site, [step])
            if plan.approves_after(number):
                stage.clock.at = step.at + 300
                house.reconcile()
                _approve(stage)
        stage.clock.at = steps[-1].at + 100_000
        house.reconcile(full=True)
        house.wait()
        settle_doubts(house)
        _approve(stage)
        house.wait()
        return tell(house)


def disturbed(folder: Path, plan: Plan, round_: int, expected: Told) -> Verdict:
    """One story through deaths and faults."""
    dice = random.Random(f"{plan.seed}/{round_}")
    with staged(folder, plan.database()) as stage:
        reaper = Reaper(stage, plan, dice)
        stage.listen()
        _set_faults(stage, round_)
        steps = plan.story
        for number, step in enumerate(steps):
            reaper.raise_again()
            _do(stage, step, dice)
            reaper.let_it_work(dice.choice(plan.pauses))
            if plan.approves_after(number):
                _approve(stage)
        stage.clock.at = steps[-1].at + 100_000
        _approve(stage)
        for _ in range(plan.afterwards):
            stage.clock.at += 400
            reaper.raise_again()
            reaper.let_it_work(max(plan.pauses))
        reaper.rest()
        _end(stage)
        plan.done += stage.kills
        return judge(stage, expected)


def _do(stage: Stage, step: Step, dice: random.Random) -> None:
    """One thing happens; now and then it is seen late, or an old event is sent once more."""
    if dice.random() < 0.1:
        stage.site.faults.set("late_visibility_s", count=1, seconds=LATE_S)
    play(stage.site, [step])
    stage.site.faults.clear("late_visibility_s")
    stage.clock.at = max(stage.clock.at, step.at + 5)
    if dice.random() < 0.1 and stage.site.sent:
        stage.site.sender.send(dice.choice(stage.site.sent).event)


def _set_faults(stage: Stage, round_: int) -> None:
    for kind, share, seconds in FAULTS:
        stage.site.faults.set(kind, share=share, seconds=seconds)
    stage.site.faults._random.seed(round_)


def _end(stage: Stage) -> None:
    """Everything has happened, the LMS is well, the services run: now all must come right by itself.

    They die once more; then our own process takes the same turns, which hours of waiting make no slower.
    """
    stage.site.faults.clear()
    stage.start()
    stage.settle(400)
    reconcile.begin(stage.house.cop.context, "lms", Sweep.FULL)
    stage.settle(61)
    stage.kill()
    stage.house.wait()
    settle_doubts(stage.house)
    _approve(stage)
    stage.house.wait()


def _approve(stage: Stage) -> None:
    """All that waits; what changed before our eyes is decided anew."""
    end = time.monotonic() + 30
    while words := stage.house.approve_all():
        assert set(words) <= {"revision_changed", "not_waiting"}, words
        assert time.monotonic() < end


@dataclass
class Reaper:
    """Kills by turns: at a moment by name that has not had its share yet, and at any other."""

    stage: Stage
    plan: Plan
    dice: random.Random
    armed: set[str] = field(default_factory=set)
    """The services that were started to die at a moment by name, and are mostly left alone till then."""

    def raise_again(self) -> None:
        """A new process for each that is dead."""
        for service in self.stage.services:
            if service.lives():
                continue
            name = service.arguments[0]
            self.armed.discard(name)
            if self.dice.random() < 0.6:
                self.armed.add(name)
            service.start(self._unmet() | (self._deadly() if name in self.armed else set()))
            if self.dice.random() < 0.1:
                time.sleep(self.dice.uniform(0.0, 0.3))
                service.kill()  # while it begins
        for service in self.stage.services:
            service.wait_for_it()

    def let_it_work(self, seconds: float) -> None:
        self.stage.pause(seconds)
        for service in self.stage.services:
            if self.dice.random() < (0.1 if service.arguments[0] in self.armed else 0.4):
                service.kill()

    def rest(self) -> None:
        self.stage.kill()

    @property
    def _done(self) -> Counter[str]:
        return self.plan.done + self.stage.kills

    def _unmet(self) -> set[str]:
        """However seldom it comes by, the first process that does dies there."""
        return {name for name in SENT_NOT_NOTED if not self._done[name]}

    def _deadly(self) -> set[str]:
        """By turns: what has left and is not noted; each moment that nobody has died at yet; any few."""
        done = self._done
        self.plan.seen |= self.stage.seen
        unnoted = {name for name in SENT_NOT_NOTED if done[name] < ENOUGH}
        new = {name for name in self.plan.seen if not done[name]}
        any_few = set(self.dice.sample(sorted(self.plan.seen), min(5, len(self.plan.seen))))
        return self.dice.choice([each for each in (unnoted, unnoted, new) if each] or [any_few])

"""Nobody waits long for what rings, and nobody looks often for what does not come."""

from __future__ import annotations

import threading
import time

import pytest

from connector.runner import bell
from connector.runner.bell import Bell

SOON = 5.0


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bell, "IDLE_S", 0.01)
    monkeypatch.setattr(bell, "AWAKE_S", 0.1)
    monkeypatch.setattr(bell, "ASLEEP_S", 60.0)


def waits(one: Bell) -> tuple[threading.Thread, float]:
    began = time.monotonic()
    thread = threading.Thread(target=one.wait, daemon=True)
    thread.start()
    return thread, began


def asleep(one: Bell) -> threading.Thread:
    """Somebody who waits, after nothing rang for a while."""
    time.sleep(0.15)
    thread, _ = waits(one)
    thread.join(0.2)
    assert thread.is_alive(), "it does not look by itself for long"
    return thread


def test_who_sleeps_is_woken_at_once_and_looks_often_for_a_while() -> None:
    one = Bell()
    sleeper = asleep(one)
    one.ring()
    sleeper.join(SOON)
    assert not sleeper.is_alive()
    one.wait()  # awake: returns by itself
    asleep(one)


def test_a_bell_that_rings_again_and_again_does_not_make_them_look_more_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bell, "IDLE_S", 0.3)
    monkeypatch.setattr(bell, "AWAKE_S", 60.0)
    one = Bell()
    thread, began = waits(one)
    while thread.is_alive():
        one.ring()
        time.sleep(0.001)
    assert time.monotonic() - began >= 0.3


def test_at_the_end_nobody_waits() -> None:
    one = Bell()
    sleeper = asleep(one)
    one.end_waiting()
    sleeper.join(SOON)
    assert not sleeper.is_alive()

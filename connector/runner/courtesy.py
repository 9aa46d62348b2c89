"""Answers come first: while an event is being answered, the work of the same process rests.

Members wait for the answers, nobody for the work; and a thread that computes makes each answer wait for its turn of
the interpreter, several times over. Work looks up before each statement it sends to the database, which is every
millisecond or so. It rests for five seconds at a stretch and for half its time at most: a backlog always shrinks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

REST_S = 5.0
"""What a thread may rest at a stretch."""
LEAST_S = 0.05
"""It does not rest for less: being woken again and again would cost more than it gives."""
LOOK_S = 0.005


@dataclass
class _Patience:
    """Of one thread: what it may rest yet. Each second of work earns a second."""

    left: float
    at: float


class Courtesy:
    """One for all threads of a process."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, rest: Callable[[float], object] = sleep
    ) -> None:
        self._clock, self._rest = clock, rest
        self._lock = threading.Lock()
        self._answering = 0
        self._here = threading.local()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Around an answer that somebody waits for."""
        with self._lock:
            self._answering += 1
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1

    def works(self) -> None:
        """Said by a thread that works: from now on it gives way."""
        self._here.patience = _Patience(REST_S, self._clock())

    def give_way(self, *_: Any) -> None:
        """Before a statement: returns at once unless this thread works while somebody waits for an answer."""
        if not self._answering:
            return
        patience: _Patience | None = getattr(self._here, "patience", None)
        if patience is None:
            return
        now = self._clock()
        patience.left = min(REST_S, patience.left + now - patience.at)
        end = now + (patience.left if patience.left >= LEAST_S else 0)
        while self._answering and self._clock() < end:
            self._rest(LOOK_S)
        patience.at = self._clock()
        patience.left -= patience.at - now

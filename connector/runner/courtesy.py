"""Answers come first: while an event is being answered, and a moment longer, the work of the same process rests.

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
LULL_S = 0.01
"""After an answer: who sends one event after the other sends the next within less."""
LOOK_S = 0.02


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
        self._answered_at = clock() - LULL_S
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
                self._answered_at = self._clock()

    def works(self) -> None:
        """Said by a thread that works: from now on it gives way."""
        self._here.patience = _Patience(REST_S, self._clock())

    def give_way(self, *_: Any) -> None:
        """Before a statement: returns at once unless this thread works while somebody waits for an answer."""
        now = self._clock()
        if not self._is_waited_for(now):
            return
        patience: _Patience | None = getattr(self._here, "patience", None)
        if patience is None:
            return
        patience.left = min(REST_S, patience.left + now - patience.at)
        end = now + (patience.left if patience.left >= LEAST_S else 0)
        while (at := self._clock()) < end and self._is_waited_for(at):
            self._rest(LOOK_S)
        patience.at = self._clock()
        patience.left -= patience.at - now

    def _is_waited_for(self, now: float) -> bool:
        return self._answering > 0 or now - self._answered_at < LULL_S

"""Answers come first: while events come thick and fast, the work of the same process waits a little.

Members wait for the answers, nobody for the work; and a thread that computes makes each answer wait for its turn of
the interpreter. A burst is over within seconds. What goes on longer shares: work rests, then goes on as long.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

MANY = 100
"""Events a second. Fewer leave the work all the time it needs."""
REST_S = 5.0
LOOK_S = 0.05


class Courtesy:
    """One thread's manners; ``kept`` counts the events kept so far, ``rest`` lets some seconds pass."""

    def __init__(
        self, kept: Callable[[], int], rest: Callable[[float], object], clock: Callable[[], float] = monotonic
    ) -> None:
        self._kept, self._rest, self._clock = kept, rest, clock
        self._seen, self._seen_at = kept(), clock()
        self._busy = False
        self._free_until = 0.0

    def give_way(self) -> None:
        """Returns when the burst is over, at the latest after ``REST_S``."""
        end = self._clock() + REST_S
        while self._is_busy() and self._clock() >= self._free_until:
            if self._clock() >= end:
                self._free_until = self._clock() + REST_S
                return
            self._rest(LOOK_S)

    def _is_busy(self) -> bool:
        now, kept = self._clock(), self._kept()
        if now - self._seen_at >= LOOK_S:
            self._busy = kept - self._seen >= MANY * (now - self._seen_at)
            self._seen, self._seen_at = kept, now
        return self._busy

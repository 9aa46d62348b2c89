"""How often somebody may fail to sign in, or a program ask. In memory: a restart forgives, which does no harm."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 300
MOST_NAMES = 10_000


class Limit:
    """Counts failures by name (a user, an address) within the last five minutes, or whatever else so often."""

    def __init__(
        self, most: int, clock: Callable[[], float] = time.monotonic, window_s: float = WINDOW_S
    ) -> None:
        self._most, self._clock, self._window_s = most, clock, window_s
        self._failures: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def reached(self, name: str) -> bool:
        with self._lock:
            return len(self._recent(name)) >= self._most

    def failed(self, name: str) -> None:
        with self._lock:
            if len(self._failures) >= MOST_NAMES:
                self._forget_old()
            self._failures.setdefault(name, deque(maxlen=self._most)).append(self._clock())

    def forgive(self, name: str) -> None:
        with self._lock:
            self._failures.pop(name, None)

    def _recent(self, name: str) -> deque[float]:
        times = self._failures.get(name, deque())
        while times and times[0] <= self._clock() - self._window_s:
            times.popleft()
        return times

    def _forget_old(self) -> None:
        for name in list(self._failures):
            if not self._recent(name):
                del self._failures[name]

"""When threads look whether there is work: at once when the bell rings, often for a while after, else seldom."""

from __future__ import annotations

import threading
from time import monotonic

IDLE_S = 0.25
"""Between two looks while it is awake."""
AWAKE_S = 20.0
"""After a ring; longer than a notice of an event may settle, so that what follows from it is done without delay."""
ASLEEP_S = 2.0
"""Between two looks otherwise: so long what nobody rings for may wait (a decision on the desk, what time brings)."""


class Bell:
    def __init__(self) -> None:
        self._change = threading.Condition()
        self._awake_until = monotonic() + AWAKE_S

    def ring(self) -> None:
        """Something came, or was done. Costs next to nothing while everybody is awake."""
        with self._change:
            now = monotonic()
            if now >= self._awake_until:
                self._change.notify_all()
            self._awake_until = now + AWAKE_S

    def wait(self) -> None:
        """Until it is time to look again."""
        with self._change:
            self._change.wait(IDLE_S if monotonic() < self._awake_until else ASLEEP_S)

    def end_waiting(self) -> None:
        with self._change:
            self._change.notify_all()

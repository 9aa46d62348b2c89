"""What can go wrong, on request: faults are set by a test, by `POST /sandbox/faults` or on its page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from threading import Event, Lock

KINDS = {
    "timeout_before": "hangs for `seconds`, does nothing, then drops the connection",
    "timeout_after": "does it, then hangs for `seconds` and drops the connection",
    "error_500": "HTTP 500 with an empty body, nothing done",
    "maintenance": "HTTP 503 with the maintenance page",
    "slow_s": "answers after `seconds`",
    "lose_webhook": "an event is not sent (`share` of them, or the next `count`)",
    "late_visibility_s": "a committed change is seen by web services only `seconds` later",
    "phantom": "the events are sent, then the change is rolled back",
}

DEFAULT_SECONDS = {"timeout_before": 30.0, "timeout_after": 30.0, "slow_s": 1.0, "late_visibility_s": 3.0}


@dataclass
class Fault:
    kind: str
    function: str = "*"
    """A web service function; for webhooks and phantoms an event such as `post_created`; or `*` for all."""
    count: int | None = None
    """How many times it still strikes; None: until cleared."""
    seconds: float = 0.0
    share: float = 1.0


class Faults:
    """The faults in force. Every strike takes one from its fault's count."""

    def __init__(self, seed: int = 1) -> None:
        self._faults: list[Fault] = []
        self._lock = Lock()
        self._random = random.Random(seed)
        self._released = Event()

    def __iter__(self) -> Iterator[Fault]:
        with self._lock:
            return iter(list(self._faults))

    def set(
        self,
        kind: str,
        *,
        function: str = "*",
        count: int | None = None,
        seconds: float | None = None,
        share: float = 1.0,
    ) -> None:
        """Put a fault in force, instead of an earlier one of the same kind and function."""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind!r} (one of {', '.join(KINDS)})")
        wait = DEFAULT_SECONDS.get(kind, 0.0) if seconds is None else seconds
        fault = Fault(kind, function, count, wait, share)
        with self._lock:
            self._faults = [f for f in self._faults if (f.kind, f.function) != (kind, function)] + [fault]

    def clear(self, kind: str | None = None) -> None:
        with self._lock:
            self._faults = [f for f in self._faults if kind is not None and f.kind != kind]

    def take(self, kind: str, *names: str) -> Fault | None:
        """The fault of this kind that strikes now at one of the names, counted down; else None."""
        with self._lock:
            for fault in self._faults:
                if fault.kind == kind and (fault.function == "*" or fault.function in names):
                    return fault if self._strikes(fault) else None
        return None

    def _strikes(self, fault: Fault) -> bool:
        if fault.share < 1.0 and self._random.random() >= fault.share:
            return False
        if fault.count is not None:
            fault.count -= 1
            if fault.count <= 0:
                self._faults.remove(fault)
        return True

    def hang(self, seconds: float) -> None:
        """Wait, but no longer than the server lives: closing it lets every hanging request go."""
        self._released.wait(seconds)

    def release(self) -> None:
        self._released.set()

    def arm(self) -> None:
        """Let requests hang (again): a server begins to serve the site."""
        self._released.clear()

    def as_json(self) -> list[dict[str, object]]:
        return [asdict(fault) for fault in self]

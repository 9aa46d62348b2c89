"""The site: its committed state, its clock, its service account and its transactions."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock

from connector.sandbox.capabilities import SERVICE_CAPABILITIES
from connector.sandbox.deeds import Deeds
from connector.sandbox.events import EventData, short_name
from connector.sandbox.faults import Faults
from connector.sandbox.functions import SERVICE_FUNCTIONS
from connector.sandbox.mails import Mail, Mailing
from connector.sandbox.rows import SERVICE_ACCOUNT, Discussion, Post, Tables
from connector.sandbox.sender import Sender, Sent
from connector.sandbox.site_types import Change

SERVICE_TOKEN = "service-account-token"  # noqa: S105 - the sandbox's well-known token, no secret
DEFAULT_URL = "http://lms.example.test"


_IDS_FROM: ContextVar[int] = ContextVar("ids_from", default=0)


class Site:
    """One stand-in Moodle. `deeds` is what people do there; see the package's docstring."""

    def __init__(self, clock: Callable[[], int] | None = None, url: str = DEFAULT_URL) -> None:
        self.url = url
        self.lock = RLock()
        self.tables = Tables()
        self.faults = Faults()
        self.sender = Sender(self.faults, lambda: self.tables, lambda: self.url)
        self.deeds = Deeds(self)
        self.calls: Counter[str] = Counter()
        self.removed: dict[int, tuple[Post, Discussion]] = {}
        """Deleted posts with their discussion as it was, for `deeds.restore_post`."""
        self.tokens = {SERVICE_TOKEN: SERVICE_ACCOUNT}
        self.capabilities: set[str] = set(SERVICE_CAPABILITIES)
        self.functions: set[str] = set(SERVICE_FUNCTIONS)
        self.webservices_enabled = True
        self.service_enabled = True
        self.plugin_patched = True
        """False: the stock webhook plugin kills every web service call (`Class "curl" not found`)."""
        self.account_is_admin = False
        """True: somebody made the service account a site administrator."""
        self.clock_ahead_s = 0
        """By how much the server's clock is wrong, as its answers' Date tells."""
        self.forum_events_in_transaction = True
        """False: forum changes are committed before their events are sent."""
        self._clock = clock or (lambda: int(time.time()))
        self._set_time: int | None = None
        self.mailing = Mailing(self)
        self.in_meetings: dict[tuple[int, int], int] = {}
        """(course module, user) to when they came into a meeting that goes on."""
        self.meeting_seconds: dict[tuple[int, int], int] = {}
        self._ids: Counter[tuple[str, int]] = Counter()
        self._past: deque[tuple[float, Tables]] = deque()

    @property
    def mails(self) -> list[Mail]:
        """What cron has mailed about forum posts until now: one for each post and reader."""
        return self.mailing.until_now()

    @property
    def sent(self) -> list[Sent]:
        return self.sender.sent

    def now(self) -> int:
        return self._clock() if self._set_time is None else self._set_time

    def set_time(self, at: int | None) -> None:
        """Hold the site's clock at a moment; None lets it run again."""
        self._set_time = at

    def next_id(self, table: str, start: int = 1) -> int:
        """As a database sequence: an id taken by a change that is rolled back is gone."""
        with self.lock:
            above = _IDS_FROM.get()
            key = (table, above)
            self._ids[key] = max(self._ids[key] + 1, start, above + 1)
            return self._ids[key]

    @contextmanager
    def ids_from(self, number: int) -> Iterator[None]:
        """New objects get ids above `number`, and those made outside keep the ids they would have had."""
        token = _IDS_FROM.set(number)
        try:
            yield
        finally:
            _IDS_FROM.reset(token)

    def count(self, call: str) -> None:
        with self.lock:
            self.calls[call] += 1

    def grant(self, capability: str) -> None:
        self.capabilities.add(capability)

    def revoke(self, capability: str) -> None:
        self.capabilities.discard(capability)

    def may(self, *capabilities: str) -> bool:
        return self.capabilities.issuperset(capabilities)

    def transact(self, events: Sequence[EventData], change: Change, *, forum: bool = False) -> None:
        """Send the events, then commit: whoever reads back while a webhook waits does not see the change."""
        self.mailing.until_now()
        phantom = self.faults.take("phantom", *map(short_name, events))
        commit_first = forum and not self.forum_events_in_transaction
        if commit_first and not phantom:
            self._commit(change)
        for event in events:
            self.sender.emit(event)
        if not commit_first and not phantom:
            self._commit(change)

    def _commit(self, change: Change) -> None:
        late = self.faults.take("late_visibility_s")
        with self.lock:
            tables = self.tables.copy()
            change(tables)
            if late:
                self._past.append((time.monotonic() + late.seconds, self.tables))
            self.tables = tables

    def view(self) -> Tables:
        """What web services see now: the committed state, or an older one while `late_visibility_s` holds."""
        with self.lock:
            while self._past and self._past[0][0] <= time.monotonic():
                self._past.popleft()
            return self._past[0][1] if self._past else self.tables

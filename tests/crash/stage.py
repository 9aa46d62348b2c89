"""The institution around a service that is killed: the sandbox LMS, HR's folder, the clock, the process itself."""

from __future__ import annotations

import json
import math
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import func, select

from connector.demo import EASED
from connector.models.lms import Hint
from connector.models.outbox import Message
from connector.models.state import SourceState
from connector.sandbox import SERVICE_TOKEN, Site, Target, build_site, serve
from connector.steps.outbox import OPEN
from connector.steps.status import status
from tests.crash.moments import SWEPT
from tests.crash.nursery import Clock, Nursery
from tests.crash.service import LONGEST_S, Service
from tests.flow.conftest import SECRET, House
from tests.flow.test_four_ways import BASE, FULL, apart

KEPT = "inbox: {keep_days: 3000}\n"
"""The inbox forgets nothing, so that what was acknowledged can be looked for at the end."""
SOONER = EASED | {
    "{kind: good_practice, at_least: 3}": "{kind: good_practice, at_least: 1}",
    "after_days: 7": "after_days: 1",
}
Notice = tuple[str, int, int]
"""(event, object, LMS time) of one webhook."""


def mapping() -> str:
    """The full starter pack, with criteria that a story of three weeks can meet, and files written at once."""
    text = FULL.read_text(encoding="utf-8")
    for written, eased in SOONER.items():
        assert written in text, written
        text = text.replace(written, eased)
    return text


@dataclass
class Stage:
    house: House
    nursery: Nursery
    port: int
    clock: Clock
    services: list[Service] = field(default_factory=list)
    """On SQLite the one that does everything; on PostgreSQL one that receives, and one that works."""
    accepted: Counter[Notice] = field(default_factory=Counter)
    """What was answered with 202."""

    def __post_init__(self) -> None:
        environ = {
            "COP_CONFIG": str(self.folder / "institution.yaml"),
            "COP_DATABASE_URL": self.house.cop.settings.database_url,
            "COP_SECRET_KEY": "k" * 32,
            "TOKEN": SERVICE_TOKEN,
            "SECRET": SECRET,
        }
        serve = Service(self.nursery, self.folder, environ, ["serve", "--port", str(self.port)], self.port)
        self.services.append(serve)
        if self.house.url:
            self.services.append(Service(self.nursery, self.folder, environ, ["worker"]))

    @property
    def site(self) -> Site:
        return self.house.site

    @property
    def folder(self) -> Path:
        return self.house.folder

    # --- the processes -----------------------------------------------------------

    @property
    def kills(self) -> Counter[str]:
        return sum((service.kills for service in self.services), Counter())

    @property
    def seen(self) -> set[str]:
        """All moments that any process came by."""
        return {name for service in self.services for name in service.passed}

    def start(self) -> None:
        for service in self.services:
            if not service.lives():
                service.start()
        for service in self.services:
            service.wait_for_it()

    def lives(self) -> bool:
        """All of it."""
        return all(service.lives() for service in self.services)

    def kill(self) -> None:
        for service in self.services:
            service.kill()

    # --- time ------------------------------------------------------------------

    def pause(self, seconds: float) -> None:
        """Lets them work for a while, a hundred of their seconds for one of ours; returns early if one dies."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.lives():
            self.clock.at += 5
            time.sleep(0.05)

    def settle(self, *waits: int) -> None:
        """After each wait, until nothing is due but re-reads, and messages put off have had their turn."""
        for wait in (0, *waits):
            self.clock.at += wait
            self._until_idle()
            while at := self._put_off_until():
                self.clock.at = max(self.clock.at, at)
                self._until_idle()

    def _until_idle(self) -> None:
        """Until nothing is due for as long as every turn needs to have looked."""
        end = time.monotonic() + LONGEST_S
        idle, looked = 0, self._looks()
        while idle < 6 or self._looks() < looked + 2:
            assert time.monotonic() < end, f"never idle: {self.waiting()}"
            assert self.lives(), "a service ended by itself"
            self.clock.at += 5  # what a dead worker had on its way is taken up after some minutes
            time.sleep(0.1)
            idle = 0 if self.waiting() else idle + 1
            looked = looked if idle else self._looks()

    def _looks(self) -> float:
        """How often everything was looked for; embedded turns look by themselves, every quarter of a second."""
        return self.services[1].passed[SWEPT] if self.house.url else math.inf

    def waiting(self) -> dict[str, int]:
        """What is due now."""
        context = self.house.cop.context
        told = status(context, self.house.cop.inbox)
        due = {key: told["waiting"][key] for key in ("triage", "settling", "judgement")}
        due["put off"] = sum(at <= context.now() for at in self._put_off())
        return {key: count for key, count in due.items() if count}

    def _put_off_until(self) -> int | None:
        return max(self._put_off(), default=None)

    def _put_off(self) -> list[int]:
        """When each message that is not final and each hint but re-reads is due, a pause of its LMS included."""
        with self.house.cop.context.db.read() as session:
            sending = select(Message.state, Message.next_at).where(Message.state.in_(OPEN))
            paused = session.scalar(select(func.max(SourceState.retry_at))) or 0
            hints = session.scalars(select(Hint.due_at).where(Hint.attempt == 0))
            messages = [0 if state == "sending" else at for state, at in session.execute(sending)]
            return messages + [max(at, paused) for at in hints]

    # --- webhooks ----------------------------------------------------------------

    def listen(self) -> None:
        """The LMS begins to send, and we note what was acknowledged."""
        self.site.sender.targets.append(Target(f"http://127.0.0.1:{self.port}/webhooks/moodle/lms", SECRET))
        self.site.sender._post = self._post  # type: ignore[method-assign]

    def _post(self, target: Target, message: Any) -> None:
        with suppress(requests.RequestException), requests.Session() as session:
            session.trust_env = False
            answer = session.post(target.url, data=message.body, headers=message.headers, timeout=5)
            if answer.status_code == 202:
                self.accepted[notice(json.loads(message.body))] += 1


def notice(event: Any) -> Notice:
    return event["eventname"], int(event["objectid"] or 0), int(event["timecreated"] or 0)


@contextmanager
def staged(folder: Path, database: str | None = None) -> Iterator[Stage]:
    """The mapping in force, its places known, nothing told yet. ``database``: its URL, if not files in the folder."""
    folder.mkdir(parents=True)
    clock = Clock(folder / "clock", BASE - 400_000)
    site = build_site(clock)
    nursery = Nursery()
    with serve(site) as server:
        where: dict[str, Any] = {"url": database} if database else {}
        house = House(folder, site, server, clock, settings=KEPT, **where)  # type: ignore[arg-type]
        apart(house)
        house.publish(mapping())
        house.work()
        stage = Stage(house, nursery, _free_port(), clock)
        try:
            yield stage
        finally:
            stage.kill()
            nursery.close()
            house.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

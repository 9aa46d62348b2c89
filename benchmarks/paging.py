"""Whether a list costs the same on its first and its hundredth page, whatever is stored."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from flask.testing import FlaskClient

from benchmarks.fill import know_places, store_events
from benchmarks.house import make_house
from benchmarks.plan import Plan
from benchmarks.population import in_bulk, people, settle_in
from benchmarks.rows import Row
from connector.app import Cop, make_flask, opened
from connector.models.desk import Audit
from connector.models.outbox import Message
from connector.steps import desk
from connector.steps.keeping import unsettle
from connector.steps.lists.every import LISTINGS
from connector.steps.lists.finding import find
from connector.steps.rows import add_rows
from connector.steps.settle import settle
from connector.steps.telling import Teller
from connector.web.page import PAGE

EVENTS, FACTS, OTHERS = 1_000_000, 200_000, 50_000
FEW = 400
"""Facts of the store that the bare pages come from: a page or two of each list."""
PATHS = {
    "audit": "/audit",
    "contributions": "/contributions",
    "events": "/events",
    "facts": "/facts",
    "messages": "/messages",
    "people": "/people",
    "records": "/records",
}
"""The lists that grow."""
TRIES = 15
HUNDREDTH = 100
NAME, PASSWORD = "bench", "kata sandi yang panjang"


def rows(plan: Plan, folder: Path) -> list[Row]:
    sizes = [plan.scaled(number) for number in (EVENTS, FACTS, OTHERS)]
    with (
        _desk(folder / "much", *sizes) as (much, client),
        _desk(folder / "little", FEW, FEW, FEW) as (_, bare),
    ):
        seen = {name: _compared(much, client, bare, name, path) for name, path in PATHS.items()}
    told = "; ".join(f"{name} {first:.2f}/{later:.2f}" for name, (first, later) in seen.items())
    return [
        Row(
            "first and hundredth page of every list, 1,000,000 events stored, against a bare page",
            max(max(pair) for pair in seen.values()),
            "× (the worst)",
            "<= 3",
            f"first/hundredth: {told}",
        )
    ]


def _compared(cop: Cop, client: FlaskClient, bare: FlaskClient, name: str, path: str) -> tuple[float, float]:
    """Median cost of the first and of the hundredth page, each as a share of a bare one's, asked in turns."""
    after = _hundredth(cop, name)
    addresses = ((client, path), (client, f"{path}?after={after}"), (bare, path))
    costs: list[list[float]] = [[], [], []]
    for _ in range(TRIES):
        for cost, (one, address) in zip(costs, addresses, strict=True):
            began = time.process_time()
            answer = one.get(address)
            cost.append(time.process_time() - began)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status}")
    first, later, plain = map(median, costs)
    return first / plain, later / plain


def _hundredth(cop: Cop, name: str) -> str:
    """Where the hundredth page begins, or the last if there are fewer."""
    listing, after = LISTINGS[name], ""
    with cop.context.db.read() as session:
        teller = Teller(cop.context, session, "id")
        for _ in range(HUNDREDTH - 1):
            found = find(listing, teller, cop.inbox, listing.asked({"after": after}, PAGE))
            if not found.next:
                break
            after = found.next
    return after


# --- what is stored ---------------------------------------------------------------------


@contextmanager
def _desk(folder: Path, events: int, facts: int, others: int) -> Iterator[tuple[Cop, FlaskClient]]:
    """An institution's desk with so much in it, and somebody signed in."""
    house = make_house(folder, mode="observe")
    store_events(house, events)
    with opened(house.settings()) as cop:
        know_places(cop.context.db)
        settle_in(cop.context.db, facts)
        _settle(cop, facts)
        _write(cop, Audit, (_audit(number) for number in range(others)))
        _write(cop, Message, (_message(number) for number in range(others)))
        desk.put_user(cop.context, desk.NewUser(NAME, PASSWORD, "admin"), "bench")
        app = make_flask(cop)
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        client.post("/sign-in", data={"username": NAME, "password": PASSWORD})
        yield cop, client


def _settle(cop: Cop, facts: int) -> None:
    with cop.context.db.write() as session:
        unsettle(session, [f"lms:{100 + number}" for number in range(people(facts))], 0, "bench")
    while settle(cop.context):
        pass


def _audit(number: int) -> dict[str, Any]:
    told = {"actor": "rina", "action": "accept", "subject": f"record:{number}", "detail": {}}
    return {"at": 1_795_000_000 + number, **told}


def _message(number: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "target": "lms:lms",
        "kind": "profile-figure",
        "subject": f"lms:{100 + number}",
        "state": "sent",
    }
    told |= {"cause": "settle", "desired": {"value": "3"}, "answer": {}, "attempts": 1, "look_first": False}
    times = {"created_at": 1_795_000_000 + number, "sent_at": 1_795_000_100 + number}
    return {**told, "next_at": 1_795_000_000, **times}


def _write(cop: Cop, table: Any, rows: Iterator[dict[str, Any]]) -> None:
    for some in in_bulk(rows):
        with cop.context.db.write() as session:
            add_rows(session, table, [tuple(row.values()) for row in some], names=tuple(some[0]))

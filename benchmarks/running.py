"""The service as it runs: what it asks of the LMS, what memory it takes, how it comes back after an outage."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import func, insert, select

from benchmarks import refreshing
from benchmarks.fill import wait_for_reading
from benchmarks.house import Running, free_port, lms, make_house, whole
from benchmarks.load import load
from benchmarks.plan import Plan
from benchmarks.rows import Row
from connector.app import opened
from connector.domain.facts import Event
from connector.models.lms import Hint
from connector.models.outbox import Message
from connector.models.people import Account
from connector.runner.embedded import Runner
from connector.sandbox import SERVICE_TOKEN, Site, build_site, serve
from connector.steps import outbox
from connector.steps.figures import KIND
from connector.steps.reconcile import reconcile

MESSAGES = 100
PATIENCE_S = 180
SETTLED_S = 4.0
"""After which the first reads of a fresh start are over."""
CALLS_BESIDE = ("http", "core_webservice_get_site_info", "tool_mobile_call_external_functions")


def rows(plan: Plan, folder: Path) -> list[Row]:
    return [reads(folder), *refreshing.rows(plan, folder), *memory(plan, folder), outage(plan, folder)]


def reads(folder: Path) -> Row:
    """A hundred replies in ten discussions, each told by an event, while the service runs."""
    site = build_site()
    with serve(site) as server:
        house = make_house(folder / "reads", server.url, mode="observe", token=SERVICE_TOKEN)
        begun = [site.deeds.start_discussion(6, 2, f"Praktik {n}", "<p>Bagaimana?</p>") for n in range(10)]
        with opened(house.settings()) as cop:
            reconcile(cop.context, "lms")
            runner = Runner(cop.context, cop.inbox, 90, cop.courtesy)
            runner.start()
            time.sleep(SETTLED_S)
            before = _asked(site)
            for discussion in begun * 10:
                first = site.tables.discussions[discussion].firstpost
                post = site.deeds.reply(6, first, "<p>Menurut saya begini.</p>")
                cop.inbox.keep(_told(post, discussion))
            time.sleep(1)
            _until_read(cop.context.db)
            asked = _asked(site) - before
            runner.stop()
    return Row("LMS reads for 100 events on 10 discussions", asked, "reads", "<= 10")


def _told(post: int, discussion: int) -> Event:
    other = {"discussionid": discussion, "forumid": 2}
    name = "\\mod_forum\\event\\post_created"
    return Event("lms", name, object_id=post, user_id=6, course_id=2, time=int(time.time()), other=other)


def _asked(site: Site) -> int:
    """Calls of the functions that read; how they are packed is the next row's business."""
    return sum(times for name, times in site.calls.items() if name not in CALLS_BESIDE)


def _until_read(database: Any) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with database.read() as session:
            if not session.scalar(select(func.count()).select_from(Hint).where(Hint.attempt == 0)):
                return
        time.sleep(0.2)
    raise RuntimeError("the hints were not read within a minute")


# --- memory -------------------------------------------------------------------------


def memory(plan: Plan, folder: Path) -> list[Row]:
    """Idle: a while after its start. Full load: 64 senders, and a backlog to be read and settled."""
    with lms(folder, 0) as site:
        house = make_house(folder / "memory", f"http://127.0.0.1:{site.port}")
        with whole(house) as ours:
            time.sleep(SETTLED_S)
            idle = ours.pss_mb
            wait_for_reading(house, plan.scaled(10_000))
            peak = _highest(ours, plan)
    return [
        Row("memory (PSS), embedded, idle", idle, "MB", "<= 130"),
        Row("memory (PSS), embedded, under full load", peak, "MB", "<= 180", "64 senders, 10,000 hints"),
    ]


def _highest(ours: Running, plan: Plan) -> float:
    seconds = plan.seconds * 10
    senders = Thread(target=load, args=(ours.port, 64, seconds))
    senders.start()
    peak = 0.0
    while senders.is_alive():
        peak = max(peak, ours.pss_mb)
        senders.join(0.25)
    return max(peak, ours.pss_mb)


# --- a target that was away ---------------------------------------------------------


def outage(plan: Plan, folder: Path) -> Row:
    """From the LMS's return until the last of a hundred figures stands in its profile."""
    port = free_port()
    house = make_house(folder / "outage", f"http://127.0.0.1:{port}")
    with whole(house):
        with lms(folder, 5, port):
            time.sleep(SETTLED_S)
        with opened(house.settings()) as cop:
            _want_figures(cop.context)
            time.sleep(plan.away_s)
            with lms(folder, 5, port):
                took = _until_sent(cop.context.db)
    note = f"away for {plan.away_s:.0f} s; embedded"
    return Row("100 messages whose target was away: all delivered after its return", took, "s", "<= 60", note)


def _want_figures(context: Any) -> None:
    accounts = [_account(100 + number) for number in range(MESSAGES)]
    with context.db.write() as session:
        know = select(Account.key)
        known = set(session.scalars(know))
        session.execute(insert(Account), [one for one in accounts if one["key"] not in known])
        for one in accounts:
            outbox.want(session, "lms:lms", KIND, one["key"], {"value": "0"}, "bench", context.now())


def _account(user: int) -> dict[str, Any]:
    key = f"lms:{user}"
    told = {"identifier": "", "name": f"Anggota {user}", "state": "active"}
    return {"key": key, "source": "lms", "user_id": user, "person": key, **told}


def _until_sent(database: Any) -> float:
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE_S:
        with database.read() as session:
            sent = (
                select(func.count()).select_from(Message).where(Message.kind == KIND, Message.state == "sent")
            )
            if session.scalar(sent) == MESSAGES:
                break
        time.sleep(0.2)
    return time.monotonic() - began

"""Events and hints that are there already when a measurement begins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, insert, select, update

from benchmarks.house import House
from benchmarks.population import in_bulk
from connector.app import opened
from connector.lms.port import Ask
from connector.models.inbox import InboxEvent
from connector.models.lms import Hint, Lookup
from connector.steps.hints import Notice, give_notice
from connector.steps.inbox_rows import CURSOR
from connector.steps.numbers import set_number

AT_ONCE = 1_000
FIRST = 50_000
"""Discussions from here on are nobody's yet."""


def store_events(house: House, count: int) -> None:
    """So many events that triage has seen."""
    with opened(house.settings()) as cop:
        for some in in_bulk(map(_event, range(count))):
            with cop.inbox_engine.execution_options(writes=True).begin() as connection:
                connection.execute(insert(InboxEvent), some)
        with cop.context.db.write() as session:
            set_number(session, CURSOR, count)


def _event(number: int) -> dict[str, Any]:
    return {
        "source": "lms",
        "received_at": 1_795_000_000 + number // 10,
        "name": "\\mod_forum\\event\\post_created",
        "object_id": number,
        "user_id": 100 + number % 5_000,
        "related_user_id": None,
        "course_id": 2 + number % 500,
        "context_instance_id": 12,
        "time": 1_795_000_000 + number // 10,
        "other": json.dumps({"discussionid": number // 9, "forumid": 2}),
    }


def wait_for_reading(house: House, count: int) -> None:
    """So many discussions that are due to be read; the places are known."""
    with opened(house.settings()) as cop:
        know_places(cop.context.db)
        hints = list(_hints(count))
        for start in range(0, count, AT_ONCE):
            with cop.context.db.write() as session:
                give_notice(session, hints[start : start + AT_ONCE], cop.context.now())


def know_places(database: Any) -> None:
    with database.write() as session:
        session.execute(
            update(Lookup).where(Lookup.query == "idnumber=COP-AK").values(courses=[2], read_no=1)
        )
        session.execute(
            update(Lookup).where(Lookup.query == "idnumber=COP-PP").values(courses=[3], read_no=1)
        )


def _hints(count: int) -> Iterator[Notice]:
    return (Notice("lms", Ask.POSTS, str(FIRST + number), 2, wait=0) for number in range(count))


def hints_left(house: House) -> int:
    with opened(house.settings()) as cop, cop.context.db.read() as session:
        return session.scalar(select(func.count()).select_from(Hint)) or 0

"""Exports of sessions and attendance: computed from the facts, as everything that rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from connector.domain.sessions import Attendance, Stage
from connector.steps.context import Context
from connector.steps.meetings import Meetings, decisions, everybody, found_sessions, mapped_courses, took_part
from connector.steps.settle import deeds_of


def sessions(context: Context, db: Session) -> Iterator[dict[str, Any]]:
    """In the order of their time. What the LMS itself called off is left out: not every road has seen it."""
    said = decisions(db)
    for session in found_sessions(context, db, mapped_courses(db)):
        if session.stage is Stage.CANCELLED and (session.source, session.key) not in said:
            continue
        yield {**asdict(session), "key": session.key, "end": session.end}


def attendance(context: Context, db: Session) -> Iterator[dict[str, Any]]:
    """Who took part in what, or why somebody for whom something speaks did not; by account, then session.

    What only an event told is left out: the roads on which that event was lost know nothing of it.
    """
    meetings = Meetings(context, db)
    for account in everybody(db):
        took, _ = took_part(db, [account], deeds_of(db, [account]), meetings)
        for session, what in sorted(took, key=lambda one: (one[0].source, one[0].key)):
            if isinstance(what, Attendance):
                yield {**asdict(what), "reason": ""}
            else:
                told = {"account": account.key, "source": session.source, "session": session.key}
                yield {**told, "community": session.community, "rule": session.rule, "reason": what.reason}

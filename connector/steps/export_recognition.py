"""Export of recognition: how everybody stands with every rule, computed from the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.recognition import Standing
from connector.models.people import Account
from connector.steps.context import Context
from connector.steps.meetings import Meetings
from connector.steps.recognition import deeds, standings
from connector.steps.settle import reckon


def recognition(context: Context, db: Session) -> Iterator[dict[str, Any]]:
    """By person, then in the mapping's order. Who has done nothing that counts is left out."""
    meetings = Meetings(context, db)
    for person in db.scalars(select(Account.person).distinct().order_by(Account.person)).all():
        reckoning = reckon(context, db, person, meetings)
        if deeds(context, db, reckoning):
            for standing in standings(context, db, person, reckoning):
                yield _line(person, standing, context.now())


def _line(person: str, standing: Standing, now: int) -> dict[str, Any]:
    missing = [{**asdict(each.need), "has": each.has} for each in standing.missing]
    told = {"since": standing.since, "due": standing.due, "shown": standing.shown(now)}
    return {
        "person": person,
        "rule": standing.rule,
        **told,
        "missing": missing,
        "evidence": list(standing.evidence),
    }

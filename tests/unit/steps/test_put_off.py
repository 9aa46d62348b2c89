"""Somebody who cannot be settled holds up nobody: tried again ever later, and shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from config.packs import read_packs
from connector.models.credit import ContributionRow, Record
from connector.models.database import Database
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account, Unsettled
from connector.models.state import Remark
from connector.steps import put_off
from connector.steps import settle as steps
from connector.steps.alarm_signs import Sign
from connector.steps.context import Context
from connector.steps.keeping import unsettle
from connector.steps.publish import publish

NOW = 1_793_000_000
PACK = Path("config/packs/indonesia-asn.yaml")
PEOPLE = [f"lms:{user}" for user in range(10, 20)]
BAD = "lms:12"


@dataclass
class Clock:
    at: int = NOW

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def context(db: Database, clock: Clock) -> Context:
    made = Context(db, clock, ZoneInfo("Asia/Jakarta"), "Badan Contoh", live=True)
    publish(made, PACK.read_text(encoding="utf-8"), read_packs(), "test")
    with db.write() as session:
        row = session.get_one(Lookup, ("lms", "idnumber=COP-AK"))
        row.courses, row.read_no = [2], 1
        _fact(session, "forum", "1", data={"name": "Blog Praktik Baik", "type": "blog"})
        for person in PEOPLE:
            user = int(person.removeprefix("lms:"))
            session.add(Account(key=person, source="lms", user_id=user, person=person, state="active"))
            data = {"discussion": user, "words": 200, "parent": None, "subject": "x"}
            where: dict[str, Any] = {"container": "forum:1", "author": user, "time": NOW - 9_000}
            _fact(session, "post", str(user), discussion=user, data=data, **where)
        unsettle(session, PEOPLE, NOW, "post")
    return made


def _fact(session: Session, kind: str, id_: str, **more: Any) -> None:
    usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1}
    session.add(FactRow(source="lms", kind=kind, id=id_, **usual | more))


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Whom settling fails for, when their credit is written but not committed."""
    whom = [BAD]
    want_badges = steps.want_badges

    def fail(context: Context, session: Session, person: str, *more: Any) -> None:
        want_badges(context, session, person, *more)
        if person in whom:
            raise ArithmeticError(person)

    monkeypatch.setattr(steps, "want_badges", fail)
    yield whom


def settled(context: Context) -> set[str]:
    with context.db.read() as session:
        return set(session.scalars(select(ContributionRow.account)))


def waits_until(context: Context, person: str) -> int | None:
    with context.db.read() as session:
        return session.scalar(select(Unsettled.due_at).where(Unsettled.person == person))


def signs(context: Context) -> list[Sign]:
    with context.db.read() as session:
        return list(put_off.signs(session))


def test_whoever_cannot_be_settled_holds_up_nobody(context: Context, stumbling: list[str]) -> None:
    assert steps.settle(context) == len(PEOPLE)
    assert settled(context) == set(PEOPLE) - {BAD}
    assert steps.settle(context) == 0
    assert waits_until(context, BAD) == NOW + 60


def test_they_are_tried_again_ever_later(context: Context, clock: Clock, stumbling: list[str]) -> None:
    pauses = []
    for _ in range(12):
        steps.settle(context)
        due = waits_until(context, BAD)
        assert due is not None
        pauses.append(due - clock.at)
        clock.at = due
    assert pauses[:4] == [60, 120, 240, 480]
    assert pauses[-1] == 6 * 3600


def test_it_is_shown_until_it_goes_well(context: Context, clock: Clock, stumbling: list[str]) -> None:
    assert signs(context) == []
    steps.settle(context)
    about = {"count": 1, "word": "ArithmeticError", "since_at": NOW}
    assert signs(context) == [Sign("unsettled", "all", about)]
    stumbling.clear()
    clock.at += 60
    steps.settle(context)
    assert settled(context) == set(PEOPLE)
    assert signs(context) == []
    with context.db.read() as session:
        assert session.scalars(select(Remark.name).where(Remark.name.startswith("not-settled"))).all() == []


def test_what_is_new_of_them_is_tried_at_once(context: Context, clock: Clock, stumbling: list[str]) -> None:
    steps.settle(context)
    clock.at += 5
    with context.db.write() as session:
        unsettle(session, [BAD], clock.at, "post")
    stumbling.clear()
    assert steps.settle(context) == 1
    assert settled(context) == set(PEOPLE)
    assert signs(context) == []


def test_a_notice_that_comes_meanwhile_is_not_put_off(context: Context) -> None:
    with context.db.write() as session:
        unsettle(session, [BAD], NOW, "post")
        put_off.put_off(session, BAD, 1, ArithmeticError(), NOW)  # the second notice made it generation 2
    assert waits_until(context, BAD) == NOW


def test_what_the_guards_looked_at_outlives_settling(context: Context) -> None:
    steps.settle(context)
    with context.db.write() as session:
        records = session.scalars(select(Record)).all()
        assert len(records) == len(PEOPLE)
        for record in records:
            record.flagged = record.revision
        unsettle(session, PEOPLE, NOW, "post")
        session.execute(update(Record).values(amount=0))  # so that each is written anew
    steps.settle(context)
    with context.db.read() as session:
        assert all(one.amount and one.flagged == one.revision for one in session.scalars(select(Record)))

"""What it costs to settle somebody: their own deeds, and not what else stands in their course."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, delete, event, select
from sqlalchemy.orm import Session

from config.packs import read_packs
from connector.domain.facts import Kind
from connector.models.credit import EntitlementRow
from connector.models.database import Database
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account, Unsettled
from connector.steps import settle as steps
from connector.steps.context import Context
from connector.steps.keeping import unsettle
from connector.steps.publish import publish
from connector.steps.session_lists import sittings

NOW = 1_793_000_000
DAY = 86_400
PACK = Path("config/packs/indonesia-asn-lengkap.yaml")
FORUMS = ("Forum Diskusi Praktik Lapangan", "Usulan Sesi")


@pytest.fixture
def context(db: Database) -> Context:
    made = Context(db, lambda: NOW, ZoneInfo("Asia/Jakarta"), "Badan Contoh", live=True)
    publish(made, PACK.read_text(encoding="utf-8"), read_packs(), "test")
    with db.write() as session:
        session.execute(delete(Lookup))
        session.add(Lookup(source="lms", query="idnumber=COP-AK", courses=[2], read_no=1))
        for number, name in enumerate(FORUMS, start=1):
            _fact(session, "forum", str(number), data={"name": name, "type": "general"})
        _meetings(session, 5)
        _members(session, 10, 16)
    return made


def _fact(session: Session, kind: str, id_: str, **more: Any) -> None:
    usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1, "data": {}}
    session.add(FactRow(source="lms", kind=kind, id=id_, **usual | more))


def _meetings(session: Session, number: int) -> None:
    for each in range(1, number + 1):
        opens = NOW - each * DAY
        data = {"name": f"Webinar CoP {each}", "cmid": 200 + each, "opens": opens, "closes": opens + 5400}
        if session.get(FactRow, ("lms", Kind.MEETING.value, str(each))) is None:
            _fact(session, "meeting", str(each), time=opens, data=data)


def _members(session: Session, first: int, last: int) -> None:
    """Each writes a post, answers a proposal, and has been at two webinars."""
    for user in range(first, last):
        key = f"lms:{user}"
        session.add(Account(key=key, source="lms", user_id=user, person=key, state="active"))
        for number, forum, starter in ((user, 1, user), (1000, 2, 9)):
            at, data = NOW - 3 * DAY, {"discussion": number, "words": 80, "subject": "x"}
            data |= {"parent": None if starter == user else 1}
            where: dict[str, Any] = {"container": f"forum:{forum}", "time": at}
            _fact(session, "post", f"{number}{user}", author=user, discussion=number, data=data, **where)
            if session.get(FactRow, ("lms", "discussion", str(number))) is None:
                _fact(session, "discussion", str(number), author=starter, data={"name": "x"}, **where)
                session.flush()
        for meeting in (1, 2):
            cmid, at = 200 + meeting, NOW - meeting * DAY + 60
            told: dict[str, Any] = {"container": f"module:{cmid}", "author": user, "time": at}
            _fact(session, "completion", f"{cmid}/{user}", data={"state": 1}, **told)


@dataclass
class Cost:
    statements: int = 0
    rows: int = 0


@contextmanager
def _counted(db: Database) -> Iterator[Cost]:
    cost = Cost()

    def note(connection: Connection, _cursor: Any, statement: str, told: Any, *_: Any) -> None:
        cost.statements += 1
        if statement.startswith("SELECT"):
            cursor = connection.connection.cursor()
            cursor.execute(f"SELECT count(*) FROM ({statement}) AS asked", told)
            cost.rows += cursor.fetchone()[0]

    event.listen(db.engine, "before_cursor_execute", note)
    yield cost
    event.remove(db.engine, "before_cursor_execute", note)


def _cost(context: Context, people: int) -> Cost:
    """Of one turn in which so many people are settled again."""
    persons = [f"lms:{user}" for user in range(10, 10 + people)]
    with context.db.write() as session:
        session.execute(delete(Unsettled))
        unsettle(session, persons, NOW, "post")
    with _counted(context.db) as cost:
        assert steps.settle(context) == people
    return cost


def _each(context: Context) -> Cost:
    """What one more person adds to a turn."""
    more, less = _cost(context, 6), _cost(context, 2)
    return Cost((more.statements - less.statements) // 4, (more.rows - less.rows) // 4)


def test_a_person_costs_the_same_however_much_there_is_in_their_course(context: Context) -> None:
    _cost(context, 6)  # from now on nothing is new
    alone, before = _cost(context, 1), _each(context)
    with context.db.write() as session:
        _members(session, 100, 140)
    assert _each(context) == before
    assert before.statements < 45
    crowded = _cost(context, 1)
    # The turn itself reads who supports a proposal: one line each, and none of their posts elsewhere.
    assert crowded.statements - alone.statements <= 1
    assert crowded.rows - alone.rows <= 2 * 40


def test_meetings_are_read_once_a_turn(context: Context) -> None:
    _cost(context, 6)
    alone, before = _cost(context, 1), _each(context)
    with context.db.write() as session:
        _meetings(session, 45)
    assert _each(context) == before
    assert _cost(context, 1).rows == alone.rows + 40


def test_whoever_is_touched_during_a_turn_is_settled_with_what_is_new(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _cost(context, 6)
    settle_persons = steps.settle_persons

    def and_meanwhile(context: Context, session: Session, persons: list[str], *more: Any) -> Any:
        reckonings = settle_persons(context, session, persons, *more)
        if persons == ["lms:10"]:  # a webinar is called off
            session.get_one(FactRow, ("lms", "meeting", "2")).state = "gone"
            unsettle(session, ["lms:11"], NOW, "place")
        return reckonings

    monkeypatch.setattr(steps, "FIRST", 1)  # the second person in a transaction of their own
    monkeypatch.setattr(steps, "settle_persons", and_meanwhile)
    assert _of_webinar(context, 2) == {f"lms:{user}" for user in range(10, 16)}
    with context.db.write() as session:
        unsettle(session, ["lms:10"], NOW - 2, "post")
        unsettle(session, ["lms:11"], NOW - 1, "post")
    while steps.settle(context):
        pass
    assert "lms:11" not in _of_webinar(context, 2)


def _of_webinar(context: Context, number: int) -> set[str]:
    with context.db.read() as session:
        day = select(EntitlementRow.person).where(EntitlementRow.rule == "webinar-bulanan")
        rows = session.execute(day.add_columns(EntitlementRow.day)).all()
    days = sorted({day for _, day in rows}, reverse=True)
    return {person for person, day in rows if day == days[number - 1]} if len(days) >= number else set()


def test_a_session_s_page_reads_what_speaks_for_it(context: Context) -> None:
    with context.db.read() as session, _counted(context.db) as few:
        assert len(sittings(context, session, ("lms", 2), {"meeting:1"})) == 6
    with context.db.write() as session:
        _members(session, 100, 140)
    with context.db.read() as session, _counted(context.db) as many:
        assert len(sittings(context, session, ("lms", 2), {"meeting:1"})) == 46
    assert many.statements == few.statements
    assert many.rows - few.rows == 40 * 5  # account thrice, completion, support of the proposal

"""Who joined a meeting by a notice: kept once whatever the order, believed by nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from connector.domain.facts import Event
from connector.models.database import Database
from connector.models.sessions import PresenceRow
from connector.steps.joinings import joined_at, keep_joinings, prune_joinings

NOW = 1_795_370_400
JOINED = r"\mod_bigbluebuttonbn\event\meeting_joined"
LEFT = r"\mod_bigbluebuttonbn\event\meeting_left"


def event(
    user: int | None = 9, time: int | None = NOW - 60, meeting: int | None = 5, name: str = JOINED
) -> Event:
    return Event("lms", name, object_id=meeting, user_id=user, course_id=2, time=time)


def rows(db: Database) -> list[tuple[str, str, int]]:
    with db.read() as session:
        found = session.scalars(select(PresenceRow).order_by(PresenceRow.session, PresenceRow.account))
        return [(row.session, row.account, row.at) for row in found]


@pytest.mark.parametrize("turns", [[[0, 1, 2]], [[0], [1], [2]], [[2], [1], [0]], [[1, 1], [0, 2, 0]]])
def test_repetition_and_disorder_never_matter(db: Database, turns: list[list[int]]) -> None:
    notices = [event(time=NOW - 60), event(time=NOW - 30, name=LEFT), event(8, NOW - 50)]
    for turn in turns:
        with db.write() as session:
            keep_joinings(session, [notices[each] for each in turn], NOW)
    assert rows(db) == [("meeting:5", "lms:8", NOW - 50), ("meeting:5", "lms:9", NOW - 60)]
    with db.read() as session:
        assert joined_at(session, "lms", "meeting:5") == {"lms:8": NOW - 50, "lms:9": NOW - 60}
        assert joined_at(session, "lms", "meeting:6") == joined_at(session, "x", "meeting:5") == {}


@pytest.mark.parametrize("time", [None, 0, -5, NOW + 10**6, 2**63 - 1])
def test_a_time_that_cannot_be_is_not_believed(db: Database, time: int | None) -> None:
    with db.write() as session:
        keep_joinings(session, [event(time=time)], NOW)
    assert rows(db) == [("meeting:5", "lms:9", NOW)]


@pytest.mark.parametrize(
    "odd",
    [
        event(user=None),
        event(user=-1),
        event(user=0),
        event(meeting=None),
        event(meeting=-5),
        event(name=r"\mod_bigbluebuttonbn\event\meeting_ended"),
    ],
)
def test_what_names_nobody_or_nothing_is_passed_over(db: Database, odd: Event) -> None:
    with db.write() as session:
        keep_joinings(session, [odd], NOW)
    assert rows(db) == []


def test_many_notices_take_few_questions(db: Database, statements: list[str]) -> None:
    with db.write() as session:
        keep_joinings(session, [event(user) for user in range(1, 301)], NOW)
        session.flush()
        told = len([each for each in statements if each.startswith("SELECT") and "advisory" not in each])
    assert len(rows(db)) == 300
    assert told == 1


def test_they_are_kept_as_long_as_notices(db: Database) -> None:
    with db.write() as session:
        keep_joinings(session, [event(8, NOW - 100), event(9, NOW - 50)], NOW)
        told = {"source": "lms", "session": "meeting:5", "account": "lms:8", "by": "", "at": NOW - 100}
        session.add(PresenceRow(how="confirmed", intervals=[], **told))
    with db.write() as session:
        prune_joinings(session, NOW - 60)
    assert [each[1:] for each in rows(db)] == [("lms:8", NOW - 100), ("lms:9", NOW - 50)]

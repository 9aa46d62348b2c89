"""Of replies only who answered is read: as the posts themselves would tell."""

from __future__ import annotations

from typing import Any

from connector.domain.facts import Kind
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.sessions import AttendedBy, How, Proposal, SessionMatch, SessionRule, Where
from connector.models.database import Database
from connector.models.lms import FactRow
from connector.steps.session_facts import session_facts

PROPOSALS = ForumMatch(name=TextMatch(equal="Usulan"))
TALKS = ForumMatch(name=TextMatch(equal="Bincang"))
ROOM = SessionMatch(Where.ACTIVITY, "bigbluebuttonbn")
BY_LIST = AttendedBy(How.CONFIRMED)
WEBINAR = SessionRule("webinar", ROOM, BY_LIST, proposed_in=Proposal(PROPOSALS, 2))
TALK = SessionRule("talk", SessionMatch(Where.DISCUSSION, forum=TALKS), BY_LIST)


def _fact(kind: str, id_: str, **more: Any) -> FactRow:
    usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1, "data": {}}
    return FactRow(source="lms", kind=kind, id=id_, **usual | more)


def _post(id_: str, author: int | None, discussion: int = 31, state: str = "present", **data: Any) -> FactRow:
    told = {"discussion": discussion, "parent": 1, "private": False, "blank": False, **data}
    return _fact("post", id_, author=author, discussion=discussion, state=state, data=told)


def _fill(db: Database) -> None:
    with db.write() as session:
        for number, name in ((1, "Usulan"), (2, "Bincang"), (3, "Lain")):
            session.add(_fact("forum", str(number), data={"name": name}))
            session.add(_fact("discussion", f"{number}1", container=f"forum:{number}", author=7))
        session.add_all(
            [
                _post("1", 7, 11, parent=None),
                _post("2", 8, 11),
                _post("3", 8, 11),
                _post("4", 9, 11, private=True),
                _post("5", 10, 11, blank=True),
                _post("6", 11, 11, state="gone"),
                _post("7", None, 11),
                _post("8", 12, 11, parent=0),
                _post("9", 13, 21),
                _post("10", 14, 31),
            ]
        )


def _told(db: Database, *rules: SessionRule) -> tuple[set[str], set[int | None]]:
    """(discussions, who answered)"""
    with db.read() as session:
        facts = session_facts(session, ("lms", 2), rules)
    discussions = {fact.id for fact in facts if fact.kind is Kind.DISCUSSION}
    return discussions, {fact.author for fact in facts if fact.kind is Kind.POST}


def test_whoever_answered_visibly_to_a_proposal(db: Database) -> None:
    _fill(db)
    assert _told(db, WEBINAR) == ({"11"}, {8})


def test_a_discussion_that_is_a_session_needs_no_replies(db: Database) -> None:
    _fill(db)
    assert _told(db, TALK) == ({"21"}, set())
    assert _told(db, TALK, WEBINAR) == ({"11", "21"}, {8})


def test_without_a_forum_named_any_discussion_may_be_one(db: Database) -> None:
    _fill(db)
    anywhere = SessionRule("talk", SessionMatch(Where.DISCUSSION), BY_LIST)
    assert _told(db, anywhere) == ({"11", "21", "31"}, set())


def test_each_answers_once(db: Database) -> None:
    _fill(db)
    with db.read() as session:
        facts = session_facts(session, ("lms", 2), [WEBINAR])
    assert [fact.data["discussion"] for fact in facts if fact.kind is Kind.POST] == [11]

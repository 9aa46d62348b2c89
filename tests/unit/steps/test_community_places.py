"""Where communities live, their sessions, and what they have gathered."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event

from connector.domain.sessions import Session, Stage
from connector.models.credit import ContributionRow
from connector.models.database import Database
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps import community_knowledge as knowledge
from connector.steps import world as timeline_world
from connector.steps.community_sessions import Meetings, Needs, meetings, needs
from connector.steps.meetings import found_sessions
from tests.unit.steps.community_world import DAY, HOUR, JAKARTA, MAPPING, NOW, OURS, World

CONTEXT: Any = SimpleNamespace(now=lambda: NOW, zone=JAKARTA)


@pytest.fixture
def here(db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(timeline_world, "_mapping", lambda _session, _number: MAPPING)
    with db.write() as session:
        yield World(session).begin()


def test_a_community_lives_in_a_course_or_in_some_of_its_forums(here: World) -> None:
    [ak, pp] = here.grounds()
    assert [place for _, place in ak.forums] == ["forum:1", "forum:2", "forum:4"]
    assert [place for _, place in ak.announcing] == ["forum:2"]
    assert (ak.courses, ak.owned) == ((("lms", 2),), (("lms", 2),))
    assert pp.forums == (("lms", "forum:5"),)
    assert [one.key for one in here.grounds("pp", "nobody")] == ["pp"]


# --- sessions ---------------------------------------------------------------------


def entry(here: World, id_: int, start: int | None, minutes: int = 60, state: str = "present") -> None:
    data = {"name": f"Pertemuan {id_}", "start": start, "duration": minutes * 60, "modname": None}
    here.fact("event", str(id_), time=start, state=state, author=5, data=data)


def held(here: World) -> Meetings:
    return meetings(CONTEXT, here.db, here.grounds(), here.window)["ak"]


def told(found: Meetings, here: World) -> list[tuple[str, Needs]]:
    return [(one.key, need) for one, need in needs(here.db, found, here.window)]


def test_sessions_kept_are_those_held_of_those_that_were_due(here: World) -> None:
    entry(here, 1, NOW - DAY)
    entry(here, 2, NOW - 2 * DAY, state="gone")
    entry(here, 3, here.window.start - 1)
    entry(here, 4, NOW - HOUR)
    entry(here, 5, NOW - HOUR + 1)  # not over
    entry(here, 6, NOW + DAY, state="gone")
    entry(here, 7, NOW + 20 * DAY)
    found = held(here)
    assert (found.kept, found.due) == (2, 3)
    assert [one.key for one in found.coming] == ["event:5", "event:7"]
    assert [one.key for one in found.over] == ["event:6", "event:4", "event:1", "event:2", "event:3"]
    assert meetings(CONTEXT, here.db, here.grounds(), here.window)["pp"] == Meetings([], [])


def test_what_sessions_need(here: World) -> None:
    entry(here, 1, NOW + 7 * DAY)
    entry(here, 2, NOW + 7 * DAY + 1)
    entry(here, 3, NOW - DAY)
    entry(here, 4, NOW - 2 * DAY)
    entry(here, 5, NOW - 3 * DAY, minutes=0)
    entry(here, 6, NOW - 4 * DAY, state="gone")
    entry(here, 7, here.window.start - DAY)
    usual: dict[str, Any] = {"source": "lms", "intervals": [], "minutes": 0, "by": "lms:9", "at": NOW}
    here.db.add(PresenceRow(session="event:4", account="lms:5", how="confirmed", **usual))
    here.db.add(PresenceRow(session="event:3", account="lms:5", how="joined", **usual))
    assert told(held(here), here) == [
        ("event:1", Needs.REMINDER),
        ("event:3", Needs.LIST),
        ("event:5", Needs.LENGTH),
    ]


def test_a_completed_activity_needs_no_list(here: World) -> None:
    opens = NOW - 2 * DAY
    here.fact("meeting", "9", time=opens, data={"name": "Webinar", "cmid": 5, "opens": opens, "closes": None})
    found = held(here)
    assert [(one.key, one.stage) for one in found.over] == [("meeting:9", Stage.HELD)]
    assert told(found, here) == []


def test_a_proposal_needs_support_and_then_a_time(here: World) -> None:
    first = here.post(5, NOW - 3 * DAY, forum=4)
    where = {"container": "forum:4", "author": 5, "time": NOW - 3 * DAY}
    here.fact("discussion", str(first), data={"name": "Membaca manifes"}, **where)
    for user in (6, 5):
        here.post(user, NOW - 2 * DAY, first, forum=4)
    assert told(held(here), here) == [(f"discussion:{first}", Needs.SUPPORT)]
    here.account(6)
    here.account(8, person=6)
    here.post(8, NOW - DAY, first, forum=4)
    assert told(held(here), here) == [(f"discussion:{first}", Needs.SUPPORT)]
    here.post(7, NOW - DAY, first, forum=4)
    assert told(held(here), here) == [(f"discussion:{first}", Needs.TIME)]
    decision = SessionDecision(source="lms", session=f"discussion:{first}", start=NOW + DAY, minutes=60)
    decision.cancelled, decision.by, decision.reason, decision.at = False, "ratna", "x", NOW
    here.db.add(decision)
    assert told(held(here), here) == [(f"discussion:{first}", Needs.REMINDER)]


def test_no_post_is_read_to_find_the_sessions(here: World) -> None:
    """Nor any discussion but those that may be proposals: all else stays in the database."""
    for number in range(30):
        first = here.post(5, NOW - number * DAY)
        here.fact("discussion", str(first), container="forum:1", author=5, data={"name": "x"})
    proposal = here.post(5, NOW, forum=4)
    here.fact("discussion", str(proposal), container="forum:4", author=5, data={"name": "x"})
    here.db.flush()
    here.db.expunge_all()
    read: list[FactRow] = []
    event.listen(here.db, "loaded_as_persistent", lambda _, row: read.append(row))
    assert len(found_sessions(CONTEXT, here.db, {("lms", 2)})) == 1
    facts = [(row.kind, row.id) for row in read if isinstance(row, FactRow) and row.kind != "forum"]
    assert facts == [("discussion", str(proposal))]


# --- knowledge -----------------------------------------------------------------------


def contribution(here: World, post: int, kind: str, at: int, community: str = "ak") -> None:
    row = ContributionRow(source="lms", fact_kind="post", fact_id=str(post), account="lms:5", kind=kind)
    row.community, row.rule, row.time, row.version = community, "r", at, 1
    here.db.add(row)


def ids(found: list[knowledge.Piece]) -> list[str]:
    return [piece.fact.id for piece in found]


def test_solutions_are_what_others_can_use(here: World) -> None:
    posts = [here.post(5, NOW - day * DAY) for day in range(5)]
    for post, kind in zip(
        posts, ("solution", "question", "good_practice", "action_plan", "answer"), strict=True
    ):
        contribution(here, post, kind, NOW - post)
    contribution(here, here.post(5, NOW), "solution", NOW, community="pp")
    [ak] = here.grounds("ak")
    found = knowledge.solutions(here.db, ak, 9)
    assert ids(found) == [str(posts[at]) for at in (0, 2, 3)]
    assert (found[0].person, found[0].kind) == ("lms:5", "solution")
    assert ids(knowledge.solutions(here.db, ak, 1, 1)) == [str(posts[2])]


def test_documents_are_entries_material_and_documentation(here: World) -> None:
    here.fact("glossary_entry", "1", author=5, time=NOW - 1, data={"concept": "Overstay", "approved": True})
    here.fact("glossary_entry", "2", author=5, time=NOW - 2, data={"concept": "x", "approved": False})
    here.fact("wiki_page", "3", time=NOW - 3, data={"title": "Praktik"})
    here.fact("data_entry", "4", author=5, time=NOW - 4, state="gone", data={"approved": True})
    here.fact("module", "5", data={"modname": "url", "name": "Peraturan", "visible": True})
    here.fact("module", "6", data={"modname": "url", "name": "Draf", "visible": False})
    here.fact("module", "7", data={"modname": "forum", "name": "Diskusi", "visible": True})
    here.fact("wiki_page", "8", course=9, time=NOW, data={"title": "lain"})
    post = here.post(5, NOW - 9)
    contribution(here, post, "documentation", NOW - 9)
    [ak] = here.grounds("ak")
    assert ids(knowledge.documents(here.db, ak, 9)) == ["1", "3", str(post), "5"]
    assert [one.person for one in knowledge.documents(here.db, ak, 2)] == ["lms:5", ""]


def test_summaries_that_stand(here: World) -> None:
    told = [("discussion:31", "standing"), ("session:event:1", "standing"), ("week:ak/2026-W47", "withdrawn")]
    told += [("thanks:penolong/1/2026-11", "standing"), ("week:pp/2026-W47", "standing")]
    for number, (key, state) in enumerate(told, start=1):
        where = "forum:5" if key.startswith("week:pp") else "forum:1"
        here.fact(
            "discussion", str(number), container=where, author=OURS, data={"name": f"Ringkasan {number}"}
        )
        row = OwnPostRow(source="lms", key=key, state=state, reply=False, cited={}, named=[], ours=[])
        row.placed, row.written_at = number, NOW + number
        here.db.add(row)
    [ak, pp] = here.grounds()
    found = knowledge.summaries(here.db, ak, 9)
    assert [(one.fact.id, one.kind, one.time) for one in found] == [
        ("2", "minutes", NOW + 2),
        ("1", "summary", NOW + 1),
    ]
    assert [one.kind for one in knowledge.summaries(here.db, pp, 9)] == ["digest"]
    assert ids(knowledge.summaries(here.db, ak, 1, 1)) == ["1"]


def recording(here: World, room: int, number: int, at: int, state: str = "present") -> None:
    data = {"minutes": 90, "links": [f"https://bbb.example.test/{number}"]}
    here.fact(
        "recording",
        f"{room}/{number}",
        course=None,
        container=f"meeting:{room}",
        time=at,
        state=state,
        data=data,
    )


def test_recordings_of_a_community_and_of_a_session(here: World) -> None:
    here.fact("meeting", "9", data={"name": "Webinar", "cmid": 5})
    here.fact("meeting", "8", course=3, data={"name": "Lain", "cmid": 6})
    recording(here, 9, 1, NOW - 30 * DAY)
    recording(here, 9, 2, NOW - 600)
    recording(here, 9, 3, NOW, state="gone")
    recording(here, 8, 4, NOW)
    [ak] = here.grounds("ak")
    assert [(one.fact.id, one.name) for one in knowledge.recordings(here.db, ak, 9)] == [
        ("9/2", "Webinar"),
        ("9/1", "Webinar"),
    ]
    session = Session("lms", "meeting", "9", "ak", "webinar", "Webinar", Stage.HELD, NOW, 60, 1)
    assert ids(knowledge.recordings_of(here.db, session, 9)) == ["9/2"]
    here.fact("event", "77", data={"modname": "bigbluebuttonbn", "instance": 9})
    here.fact("event", "78", data={"modname": "forum", "instance": 9})
    by_entry = Session("lms", "event", "77", "ak", "webinar", "Webinar", Stage.HELD, None, 60, 1)
    assert ids(knowledge.recordings_of(here.db, by_entry, 9)) == ["9/2", "9/1"]
    other = Session("lms", "event", "78", "ak", "webinar", "Webinar", Stage.HELD, None, 60, 1)
    assert knowledge.recordings_of(here.db, other, 9) == []

"""Trying one: what was meant is found, every step is told, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from connector.domain.facts import Event
from connector.errors import NotDone
from connector.models.database import Database, inbox_url, open_engine
from connector.models.dialects import is_server
from connector.models.inbox import InboxBase
from connector.models.lms import FactRow
from connector.models.state import SourceState
from connector.steps.drafts import begin_draft
from connector.steps.inbox import Inbox
from connector.steps.inbox_rows import AnyInbox
from connector.steps.inbox_server import ServerInbox
from connector.steps.telling import Line
from connector.steps.try_input import Subject, subject
from connector.steps.try_one import Which, try_one
from tests.unit.steps.preview_world import BLOG, ELSEWHERE, FIELD, NOW, PACK, PreviewWorld

COMPLETED = r"\core\event\course_module_completion_updated"
POSTED = r"\mod_forum\event\post_created"
BASE = "https://lms.example.test/moodle"


@pytest.fixture
def world(db: Database) -> PreviewWorld:
    made = PreviewWorld(db).begin()
    made.member(10)
    made.member(11)
    object.__setattr__(made.context, "addresses", {"lms": BASE})
    return made


@pytest.fixture
def inbox(world: PreviewWorld) -> Iterator[AnyInbox]:
    engine = open_engine(inbox_url(world.db.url))
    InboxBase.metadata.create_all(engine)
    kind = ServerInbox if is_server(engine) else Inbox
    made = kind(engine, lambda: NOW, zone=world.context.zone, tick=0.01)
    yield made
    made.close()
    engine.dispose()


Found = tuple[str, str, str]


def meant(world: PreviewWorld, inbox: AnyInbox, words: str) -> Found:
    with world.db.read() as session:
        found = subject(world.context, inbox, session, words)
    return found.source, found.kind, found.id


def tried(world: PreviewWorld, inbox: AnyInbox, words: str, which: Which | None = None) -> list[str]:
    with world.db.read() as session:
        return list(flat(try_one(world.context, inbox, session, words, "en", which=which)))


def flat(lines: list[Line] | tuple[Line, ...], depth: int = 0) -> Iterator[str]:
    for line in lines:
        yield "  " * depth + line.text
        yield from flat(line.below, depth + 1)


# --- what is meant -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "id_"),
    [
        ("post:17", "post", "17"),
        (" lms:post:17 ", "post", "17"),
        ("completion:201/10", "completion", "201/10"),
        (f"{BASE}/mod/forum/discuss.php?d=1#p17", "post", "17"),
        (f"{BASE}/mod/forum/discuss.php?d=1&parent=17", "post", "17"),
        (f"{BASE}/mod/forum/discuss.php?d=99", "discussion", "99"),
        (f"{BASE}/mod/glossary/showentry.php?eid=4", "glossary_entry", "4"),
        (f"{BASE}/mod/wiki/view.php?pageid=5", "wiki_page", "5"),
        (f"{BASE}/mod/data/view.php?rid=6", "data_entry", "6"),
        (f"{BASE}/mod/bigbluebuttonbn/view.php?id=201", "module", "201"),
        (f"{BASE}/course/view.php?id=2", "course", "2"),
    ],
)
def test_a_fact_or_an_address(world: PreviewWorld, inbox: AnyInbox, words: str, kind: str, id_: str) -> None:
    assert meant(world, inbox, words) == ("lms", kind, id_)


def test_a_discussion_s_page_begins_with_its_first_post(world: PreviewWorld, inbox: AnyInbox) -> None:
    number = world.opens(10, BLOG, 130, 3)
    world.replies(11, number, 60, 2)
    assert meant(world, inbox, f"{BASE}/mod/forum/discuss.php?d={number}") == ("lms", "post", "1002")


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("", "not_understood"),
        ("hello", "not_understood"),
        ("post:", "not_understood"),
        ("x:lms:post:17", "not_understood"),
        (f"{BASE}/mod/forum/view.php", "not_understood"),
        ("https://elsewhere.example.test/course/view.php?id=2", "not_understood"),
        (f"{BASE}/mod/forum/discuss.php?d=x", "not_understood"),
        ("other:post:17", "no_such_source"),
        ("7", "no_such_event"),
        ("{", "not_an_event"),
        ('{"eventname": 3}', "not_an_event"),
        ("{" * 5000, "not_an_event"),
    ],
)
def test_what_is_not_understood(world: PreviewWorld, inbox: AnyInbox, words: str, word: str) -> None:
    with pytest.raises(NotDone) as error:
        meant(world, inbox, words)
    assert error.value.word == word


@pytest.mark.parametrize(
    ("name", "more", "kind", "id_"),
    [
        (POSTED, {"objectid": 17}, "post", "17"),
        (COMPLETED, {"contextinstanceid": 201, "relateduserid": 10}, "completion", "201/10"),
        (r"\mod_choice\event\answer_created", {"userid": 10, "other": {"choiceid": 4}}, "choice_answer", "4/10"),
        (r"\core\event\calendar_event_created", {"objectid": 8}, "event", "8"),
        (r"\mod_forum\event\assessable_uploaded", {"objectid": 17}, "post", "17"),
        (r"\core\event\role_assigned", {"objectid": 5, "relateduserid": 10}, "enrolment", "2/10"),
        (r"\core\event\role_assigned", {"objectid": 5}, "", ""),
        (r"\core\event\cohort_member_added", {"objectid": 6, "relateduserid": 10}, "cohort", "6"),
        (r"\mod_glossary\event\entry_created", {"objectid": 9}, "glossary_entry", "9"),
        (r"\mod_quiz\event\attempt_started", {"objectid": 9}, "", ""),
    ],
)  # fmt: skip
def test_an_event_as_it_was_sent(
    world: PreviewWorld, inbox: AnyInbox, name: str, more: dict[str, object], kind: str, id_: str
) -> None:
    sent = json.dumps({"eventname": name, "courseid": 2, "token": "rahasia", **more})
    assert meant(world, inbox, sent) == ("lms", kind, id_)


def test_an_event_by_its_number(world: PreviewWorld, inbox: AnyInbox) -> None:
    inbox.keep(Event("lms", POSTED, 17, 10, None, 2))
    with world.db.read() as session:
        found = subject(world.context, inbox, session, "1")
    assert found == Subject("lms", "post", "17", found.event)
    assert found.event is not None


# --- what is told --------------------------------------------------------------------------


def test_a_post_step_by_step(world: PreviewWorld, inbox: AnyInbox) -> None:
    number = world.opens(10, BLOG, 130, 3)
    told = tried(world, inbox, f"post:{1000 + number + 1}")
    assert told[1:3] == [
        "Version 1 counts for that time.",
        "It stands in “Blog Praktik Baik”, where CoP Analis Keimigrasian lives.",
    ]
    assert "  The rule “praktik-baik” fits, and counts." in told
    assert "  The rule “dokumentasi” is for something else." in told
    assert any("“refleksi” asks for a tag" in line for line in told)
    assert told[-2] == "Recognised as good practice in CoP Analis Keimigrasian."
    assert "60 minutes" in told[-1]
    assert "→ 1 JP" in told[-1]


def test_by_a_draft_a_version_or_a_text(world: PreviewWorld, inbox: AnyInbox) -> None:
    number = world.opens(10, BLOG, 130, 3)
    stricter = PACK.replace("words: {at_least: 120}", "words: {at_least: 150}")
    draft = begin_draft(world.context, "x", stricter, "rina")
    words = f"post:{1000 + number + 1}"
    for which in (Which(draft=draft), Which(text=stricter)):
        told = tried(world, inbox, words, which)
        assert any("asks for at least 150 words; this has 130" in line for line in told)
        assert told[-1] == "No rule matches."
    assert "  The rule “praktik-baik” fits, and counts." in tried(world, inbox, words, Which(version=1))
    for which, word in (
        (Which(draft=9), "draft_gone"),
        (Which(version=9), "no_such_version"),
        (Which(text="mapping: 1\n"), "mapping_has_problems"),
    ):
        with pytest.raises(NotDone) as error:
            tried(world, inbox, words, which)
        assert error.value.word == word


def test_caps_are_those_of_everything_its_author_did(world: PreviewWorld, inbox: AnyInbox) -> None:
    for day in (8, 7, 6, 5, 4):
        world.opens(10, BLOG, 130, day)
    assert "1 JP" in tried(world, inbox, "post:1002")[-1]
    assert "this rule's limit of 4× a month is reached" in tried(world, inbox, "post:1010")[-1]


def test_where_nobody_lives_and_what_was_not_read(world: PreviewWorld, inbox: AnyInbox) -> None:
    world.opens(10, ELSEWHERE, 130, 3)
    with world.db.write() as session:
        session.get_one(FactRow, ("lms", "forum", str(ELSEWHERE))).course = 9
        session.add(SourceState(source="lms", service_user=11))
    told = tried(world, inbox, "post:1002")
    assert told[-2:] == [
        "It stands in “Ruang santai”, where no community of the mapping lives.",
        "No community of the mapping lives in this forum.",
    ]
    assert "is not known" in tried(world, inbox, "post:99")[-1]
    world.opens(11, FIELD, 130, 3)
    assert tried(world, inbox, "post:1004")[-1] == "Written by the connector's own account."


def test_an_event_tells_where_it_leads(world: PreviewWorld, inbox: AnyInbox) -> None:
    world.opens(10, BLOG, 130, 3)
    sent = {"eventname": POSTED, "objectid": 1002, "courseid": 2, "other": {"discussionid": 1}}
    told = tried(world, inbox, json.dumps(sent))
    assert told[0].endswith(" of lms.")
    assert "discussion 1" in told[1]
    assert any("fits, and counts" in line for line in told)
    assert "nothing that a mapping" in tried(world, inbox, json.dumps({**sent, "courseid": 77}))[1]
    quiz = {"eventname": r"\mod_quiz\event\attempt_started", "objectid": 1}
    assert "makes nothing of events" in tried(world, inbox, json.dumps(quiz))[-1]


def test_sessions_and_who_was_there(world: PreviewWorld, inbox: AnyInbox) -> None:
    world.attends(10, 1)
    told = tried(world, inbox, "meeting:1")
    assert "by the rule “webinar-bulanan”" in told[-1]
    assert "90 minutes, held" in told[-1]
    there = tried(world, inbox, "completion:201/10")
    assert any("took part" in line for line in there)
    assert any("2 JP" in line for line in there)
    stranger = PACK.replace('prefix: "Webinar CoP"', 'prefix: "Kuliah"')
    assert "No rule finds a session" in tried(world, inbox, "meeting:1", Which(text=stranger))[-1]
    assert "having been at a session" in tried(world, inbox, "completion:201/10", Which(text=stranger))[-1]
    assert "gives nobody credit" in tried(world, inbox, "forum:1")[-1]


def test_nothing_is_written(world: PreviewWorld, inbox: AnyInbox) -> None:
    world.opens(10, BLOG, 130, 3)
    told: list[str] = []
    for engine in (world.db.engine, inbox.engine):
        note_writes(engine, told)
    tried(world, inbox, "post:1002")
    tried(world, inbox, json.dumps({"eventname": POSTED, "objectid": 1002, "courseid": 2}))
    assert told
    assert not [line for line in told if not line.startswith(("SELECT", "BEGIN DEFERRED"))]


def note_writes(engine: Engine, told: list[str]) -> None:
    event.listen(engine, "before_cursor_execute", lambda _c, _u, text, *_rest: told.append(text))

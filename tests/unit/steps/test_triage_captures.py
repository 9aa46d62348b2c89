"""What triage makes of every recorded event about sessions and knowledge: an unknown one of these families fails."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from connector.domain.facts import Event
from connector.domain.matching import TextMatch
from connector.domain.rules import EntryMatch
from connector.lms.port import Ask
from connector.models.database import Database
from connector.models.lms import FactRow, Lookup
from connector.models.state import SourceState
from connector.steps import triage
from connector.steps.triage import READINGS, Scope
from connector.steps.wanted import Wanted
from schemas.events import reduce

CAPTURES = Path(__file__).parents[2] / "captures" / "webhooks.jsonl"
FAMILIES = (
    r"\core\event\calendar_",
    r"\core\event\course_module_completion",
    "\\mod_choice\\",
    "\\mod_glossary\\",
    "\\mod_wiki\\",
    "\\mod_data\\",
    "\\mod_bigbluebuttonbn\\",
)
MODULES = {
    14: ("glossary", 1),
    15: ("wiki", 1),
    16: ("data", 1),
    19: ("choice", 1),
    23: ("bigbluebuttonbn", 1),
}
"""Course module → activity and instance, as the recorded site had them."""
ALL = Wanted(
    sessions=True,
    completion=True,
    choices=(None,),
    entries=tuple(EntryMatch(entry) for entry in ("glossary", "wiki", "data")),
)

NOTHING: set[str] = set()
CALENDAR = {"events 2"}
GLOSSARY, WIKI, CHOICE, MEETINGS = {"glossary 1"}, {"wiki 1"}, {"choice 1"}, {"meetings 2"}
JOINED = "joined"
MADE_OF = {
    r"\core\event\calendar_event_created": CALENDAR,
    r"\core\event\calendar_event_updated": CALENDAR,
    r"\core\event\calendar_event_deleted": NOTHING,  # of somebody's own calendar
    r"\core\event\course_module_completion_updated": {f"completion 2/{user}" for user in range(3, 14)},
    r"\mod_choice\event\answer_created": CHOICE,
    r"\mod_choice\event\answer_deleted": CHOICE,
    r"\mod_glossary\event\entry_created": GLOSSARY,
    r"\mod_glossary\event\entry_updated": GLOSSARY,
    r"\mod_glossary\event\entry_deleted": GLOSSARY,
    r"\mod_glossary\event\comment_created": NOTHING,
    r"\mod_wiki\event\page_created": WIKI,
    r"\mod_wiki\event\page_updated": WIKI,
    r"\mod_wiki\event\page_locks_deleted": NOTHING,
    r"\mod_wiki\event\page_viewed": NOTHING,
    r"\mod_data\event\field_created": NOTHING,
    r"\mod_bigbluebuttonbn\event\course_module_viewed": NOTHING,
    r"\mod_bigbluebuttonbn\event\meeting_joined": MEETINGS | {JOINED},
    r"\mod_bigbluebuttonbn\event\meeting_left": MEETINGS | {JOINED},
    r"\mod_bigbluebuttonbn\event\meeting_ended": MEETINGS,
}


def recorded() -> list[Event]:
    lines = CAPTURES.read_text(encoding="utf-8").splitlines()
    events = [reduce("lms", json.loads(json.loads(line)["body"])) for line in lines]
    return [event for event in events if event.name.startswith(FAMILIES)]


@pytest.fixture
def known(db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Both courses are mapped, their activities are known, and the mapping speaks of everything."""
    monkeypatch.setattr(triage, "wanted", lambda _session: ALL)
    with db.write() as session:
        session.add(Lookup(source="lms", query="category=4", courses=[2, 3], read_no=1))
        session.add(SourceState(source="lms", service_user=3, failures=0, retry_at=0, sweep_full=False))
        for cmid, (modname, instance) in MODULES.items():
            data = {"modname": modname, "instance": instance, "name": "x"}
            told = {"kind": "module", "id": str(cmid), "course": 2, "data": data}
            session.add(FactRow(source="lms", state="present", digest="", read_no=1, **told))
    return db


def made_of(db: Database, event: Event) -> set[str]:
    with db.read() as session:
        scope = Scope(session)
        found = {f"{notice.ask} {notice.id}" for notice in scope.notices(event)}
        return found | ({JOINED} if scope.joining(event) else set())


def test_every_recorded_event_of_these_families_is_understood(known: Database) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for event in recorded():
        found[event.name] |= made_of(known, event)
    assert dict(found) == MADE_OF


def test_what_an_answer_or_a_completion_should_show_is_told(known: Database) -> None:
    with known.read() as session:
        scope = Scope(session)
        expected = {
            (event.name.rpartition("\\")[2], *notice.expect.items())
            for event in recorded()
            for notice in scope.notices(event)
            if notice.ask in (Ask.CHOICE, Ask.COMPLETION)
        }
    assert ("answer_created", ("choice_answer:1/9", "exists")) in expected
    assert ("answer_deleted",) in expected
    assert ("course_module_completion_updated", ("completion:4/3", "exists")) in expected


def event(name: str, cmid: int | None = 14, **other: int) -> Event:
    return Event("lms", name, 1, 9, None, 2, cmid, 1_795_325_678, other)


ENTRY = r"\mod_glossary\event\entry_created"
ANSWER = r"\mod_choice\event\answer_created"
RECORD = r"\mod_data\event\record_created"


def test_of_an_activity_not_seen_yet_its_course_tells(known: Database) -> None:
    assert made_of(known, event(ENTRY, 99)) == {"modules 2"}
    assert made_of(known, event(ENTRY, None)) == {"modules 2"}
    assert made_of(known, event(ANSWER, 99, choiceid=7)) == {"choice 7"}
    assert made_of(known, event(RECORD, 16, dataid=1)) == {"database 1"}


def test_activities_that_no_rule_names_are_left_alone(
    known: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = EntryMatch("glossary", TextMatch(equal="lain"))
    monkeypatch.setattr(triage, "wanted", lambda _session: Wanted(choices=(other.name,), entries=(other,)))
    assert made_of(known, event(ENTRY)) == made_of(known, event(ANSWER, 19, choiceid=1)) == set()
    assert made_of(known, event(ANSWER, 14, choiceid=1)) == set()  # no choice at all


def test_an_unmapped_course_and_our_own_account_concern_nobody(known: Database) -> None:
    joined = r"\mod_bigbluebuttonbn\event\meeting_joined"
    assert made_of(known, Event("lms", joined, 1, 9, None, 77, 23)) == set()
    assert made_of(known, Event("lms", joined, 1, 3, None, 2, 23)) == {"meetings 2"}


def test_every_reading_of_these_families_leads_somewhere(known: Database) -> None:
    cmids = {"mod_glossary": 14, "mod_wiki": 15, "mod_data": 16, "mod_choice": 19}
    for name in READINGS:
        if name.startswith(FAMILIES):
            cmid = cmids.get(name.split("\\")[1], 23)
            told = Event("lms", name, 1, 9, 9, 2, cmid, 1, {"choiceid": 1, "dataid": 1})
            assert made_of(known, told), name


def test_a_completion_that_does_not_tell_of_which_activity_expects_nothing(known: Database) -> None:
    done = event(r"\core\event\course_module_completion_updated", None, relateduserid=9)
    with known.read() as session:
        assert [(notice.id, notice.expect) for notice in Scope(session).notices(done)] == [("2/9", {})]

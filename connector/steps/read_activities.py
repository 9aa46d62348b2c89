"""Answers about what happens outside of forums: calendar, meetings, choices, completion, entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from connector.domain.facts import Fact, Kind, State
from connector.lms.port import Ask
from connector.models.lms import FactRow, Missing
from connector.steps import absence
from connector.steps.hints import Sweep
from connector.steps.keeping import Change, keep_facts, mark_gone, unsettle_authors
from connector.steps.people import meet
from connector.steps.reading import Read, Unmet, drop_unlisted, present, touch, unmet
from connector.steps.wanted import wanted

BIGBLUEBUTTON = "bigbluebuttonbn"
RECORDED_S = 3 * 86_400
"""A recording is worked on for hours or days before it can be watched."""
LISTS = {Ask.EVENTS: Kind.EVENT, Ask.MODULES: Kind.MODULE, Ask.MEETINGS: Kind.MEETING}
CONTENTS = {
    Ask.CHOICE: (Kind.CHOICE_ANSWER, "choice"),
    Ask.GLOSSARY: (Kind.GLOSSARY_ENTRY, "glossary"),
    Ask.WIKI: (Kind.WIKI_PAGE, "wiki"),
    Ask.DATABASE: (Kind.DATA_ENTRY, "data"),
}


def of_course(read: Read, facts: list[Fact]) -> Unmet:
    """A course's calendar, activities or meetings: what a session may be made of."""
    ask, course = Ask(read.hint.ask), int(read.hint.id)
    known = present(read, LISTS[ask], FactRow.course == course)
    changes = keep_facts(read.session, facts, read.read_no)
    listed = {fact.id for fact in facts}
    absence.returned(read.session, read.source, [f"{LISTS[ask]}:{id_}" for id_ in sorted(listed)], read.now)
    lost = [row for row in known if row.id not in listed and row.read_no < read.read_no]
    lost = [row for row in lost if not _tells_of_what_was(row, read.now)]
    begins = _calendar(read) if ask is not Ask.EVENTS and (lost or ask is Ask.MEETINGS) else {}
    for row in lost:
        _no_longer_listed(read, row, begins)
    if changes or lost:
        touch(read, FactRow.course == course)
    if ask is Ask.MODULES:
        _look_inside(read, facts, changes)
    if ask is Ask.MEETINGS:
        for meeting in (each for each in facts if _may_be_recorded(read, begins.get(_activity(each)))):
            read.notice(Ask.RECORDINGS, meeting.id, course, sweep=read.hint.sweep)
    return {}


def _tells_of_what_was(row: FactRow, now: int) -> bool:
    """An activity's calendar entry whose time has come: a BigBlueButton's is left out once the room is closed.

    It goes on telling when that was; whether the activity is still there, the activity's own list tells.
    """
    return row.kind == Kind.EVENT and bool(row.data.get("modname")) and (row.data.get("start") or 0) <= now


def _calendar(read: Read) -> dict[tuple[str, int], int]:
    """When each activity of the course begins, as its calendar entry says or last said."""
    query = select(FactRow).where(FactRow.source == read.source, FactRow.kind == Kind.EVENT.value)
    rows = read.session.scalars(query.where(FactRow.course == int(read.hint.id)).order_by(FactRow.time))
    return {
        (row.data["modname"], row.data.get("instance") or 0): row.data.get("start") or 0
        for row in rows
        if row.data.get("modname")
    }


def _activity(one: Fact | FactRow) -> tuple[str, int]:
    if one.kind == Kind.MEETING:
        return BIGBLUEBUTTON, int(one.id)
    return one.data.get("modname") or "", one.data.get("instance") or 0


def _may_be_recorded(read: Read, opens: int | None) -> bool:
    """Always in a full reconcile; the room's own server is asked, so else only of one that was of late."""
    opens = opens or 0
    return read.hint.sweep >= Sweep.FULL or opens <= read.now <= opens + RECORDED_S


def listed_several(read: Read) -> bool:
    """Whether a course had two or more of what this asks for: that they all went at once is a lost right."""
    kind = LISTS.get(Ask(read.hint.ask))
    return kind is not None and len(present(read, kind, FactRow.course == int(read.hint.id))) > 1


def recordings(read: Read, facts: list[Fact]) -> Unmet:
    """What was recorded in a meeting; the answer does not say in which course."""
    known = present(read, Kind.RECORDING, FactRow.container == f"meeting:{read.hint.id}")
    keep_facts(read.session, [replace(fact, course=read.hint.course) for fact in facts], read.read_no)
    drop_unlisted(read, known, {fact.id for fact in facts})
    return {}


def _no_longer_listed(read: Read, row: FactRow, calendar: Mapping[tuple[str, int], int]) -> None:
    """A meeting to come was called off; of one that has been, a person is asked: others' credit rests on it."""
    own = row.data.get("start") or row.data.get("opens") or row.time
    begins = own or calendar.get(_activity(row)) or 0
    no_session = row.kind == Kind.MODULE and row.data["modname"] not in wanted(read.session).activities
    if no_session or begins > read.now:
        mark_gone(row)
    else:
        absence.vanished(read.session, read.source, f"{row.kind}:{row.id}", "session_vanished", read.now)


def _look_inside(read: Read, modules: list[Fact], changes: list[Change]) -> None:
    wants, changed = wanted(read.session), {change.after.id for change in changes}
    for module in modules:
        ask = wants.of_module(module)
        if ask is not None and (read.hint.sweep or module.id in changed):
            read.notice(ask, str(module.data["instance"]), module.course, sweep=max(read.hint.sweep, 1))


def inside(read: Read, facts: list[Fact]) -> Unmet:
    """What people left in a choice, glossary, wiki or database; the answer does not say in which course."""
    kind, modname = CONTENTS[Ask(read.hint.ask)]
    container, course = f"{modname}:{read.hint.id}", _course_of(read, modname)
    told = [replace(fact, course=course) for fact in facts]
    known = present(read, kind, FactRow.container == container)
    return _take(read, known, told)


def _course_of(read: Read, modname: str) -> int | None:
    for row in present(read, Kind.MODULE):
        if (row.data["modname"], str(row.data["instance"])) == (modname, read.hint.id):
            return row.course
    if read.hint.course is not None:
        read.notice(Ask.MODULES, str(read.hint.course), read.hint.course)
    return read.hint.course


def completion(read: Read, facts: list[Fact]) -> Unmet:
    """Which activities of a course one person has completed."""
    course, _, user = read.hint.id.partition("/")
    known = present(read, Kind.COMPLETION, FactRow.course == int(course), FactRow.author == int(user))
    return _take(read, known, [replace(fact, course=int(course)) for fact in facts])


def _take(read: Read, known: list[FactRow], facts: list[Fact]) -> Unmet:
    session = read.session
    changes = keep_facts(session, facts, read.read_no)
    listed = {fact.id for fact in facts}
    if facts:
        absence.came_back(session, read.source, facts[0].kind, sorted(listed), read.now)
    meet(session, read.source, (fact.author for fact in facts), read.now)
    session.flush()
    authors = {change.before.author for change in changes if change.before}
    authors |= {change.after.author for change in changes}
    unsettle_authors(session, read.source, authors, read.now, "activity")
    for row in known:
        if row.id not in listed and row.read_no < read.read_no and row.state == State.PRESENT:
            _lost(read, row)
    return unmet(read.hint.expect, {f"{fact.kind}:{fact.id}": fact for fact in facts})


def _lost(read: Read, row: FactRow) -> None:
    if row.kind == Kind.COMPLETION and not row.data["state"]:
        mark_gone(row)  # nobody had completed it: with its activity goes nothing that anybody had
        return
    missing = read.session.get(Missing, (row.source, row.kind, row.id))
    if missing is None or missing.state == "taken":
        announced = read.hint.expect.get(f"{row.kind}:{row.id}") == "gone"
        absence.found_missing(read.session, row, read.read_no, read.now, announced=announced)

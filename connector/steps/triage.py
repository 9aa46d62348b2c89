"""Triage: which objects an event tells us to look at. An event never says more than that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import TEST_EVENT, Event, Kind, account_key
from connector.lms.port import Ask
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.context import Context
from connector.steps.heard import keep_heard
from connector.steps.hints import Notice, give_notice, source_scope
from connector.steps.inbox_rows import AnyInbox
from connector.steps.joinings import JOINING, keep_joinings
from connector.steps.keeping import fact_of
from connector.steps.wanted import wanted

BATCH = 500
CONTENTS = frozenset({Ask.CHOICE, Ask.GLOSSARY, Ask.WIKI, Ask.DATABASE})
"""What lies inside an activity."""
BEYOND_FORUMS = CONTENTS | {Ask.MODULES, Ask.EVENTS, Ask.MEETINGS, Ask.COMPLETION}

Reading = Callable[[Event], Iterable[Notice]]


def triage(context: Context, inbox: AnyInbox) -> int:
    """Turns the next events into hints; returns how many events were taken."""
    with context.db.read() as session:
        waiting = inbox.waiting(session, BATCH)
    if not waiting:
        return 0
    with context.db.write("triage", *{source_scope(event.source) for _, event in waiting}) as session:
        kept = inbox.take(session, waiting)
        if not kept:
            return 0  # somebody else took them meanwhile
        events = [event for _, event in kept]
        scope = Scope(session)
        give_notice(session, (n for event in events for n in scope.notices(event)), context.now())
        keep_joinings(session, (event for event in events if scope.joining(event)), context.now())
        keep_heard(session, (one for one in kept if one[1].name in READINGS))
    return len(events)


class Scope:
    """What of an event concerns us: mapped courses, and other people's deeds than our own write-backs."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._courses = {
            (row.source, course) for row in session.scalars(select(Lookup)) for course in row.courses
        }
        self._queries = session.execute(select(Lookup.source, Lookup.query)).all()
        self._wants = wanted(session)
        self._ourselves = {(row.source, row.service_user) for row in session.scalars(select(SourceState))}

    def notices(self, event: Event) -> Iterator[Notice]:
        if event.name in COURSE_EVENTS:
            yield from self._lookups(event)
        if event.name == TEST_EVENT:
            yield from self._first_lookup(event)
        read = READINGS.get(event.name)
        if read is None:
            return
        for notice in read(event):
            if notice.course is not None and (event.source, notice.course) not in self._courses:
                continue
            if notice.ask in BEYOND_FORUMS and not self._cares_for(notice.ask):
                continue
            if notice.ask is Ask.USERS and not self._worth_asking(event, int(notice.id)):
                continue
            if notice.ask in CONTENTS:
                yield from self._content(event, notice)
            else:
                yield notice

    def _content(self, event: Event, notice: Notice) -> Iterator[Notice]:
        """Of which activity: events of entries tell its course module only, and only some matter to a rule."""
        row = self._session.get(FactRow, (event.source, Kind.MODULE.value, str(event.context_instance_id)))
        if row is not None:
            if self._wants.of_module(fact_of(row)) is notice.ask:
                yield replace(notice, id=str(row.data["instance"]))
        elif notice.id:
            yield notice
        elif event.course_id:  # its course tells of a module not seen yet, and then we look inside
            yield Notice(event.source, Ask.MODULES, str(event.course_id), event.course_id)

    def joining(self, event: Event) -> bool:
        """Whether it tells that a member joined a meeting of ours, which cannot be read back."""
        ours = (event.source, event.course_id) in self._courses and self._wants.sessions
        return ours and event.name in JOINING and (event.source, event.user_id) not in self._ourselves

    def _worth_asking(self, event: Event, user: int) -> bool:
        """Not the echo of our own profile write, nor the many people of a site who are in none of our places."""
        if (event.source, event.user_id) in self._ourselves:
            return False
        return self._session.get(Account, account_key(event.source, user)) is not None

    def _cares_for(self, ask: Ask) -> bool:
        """Whether the mapping speaks of what this would tell."""
        if ask is Ask.COMPLETION:
            return self._wants.completion
        if ask in (Ask.EVENTS, Ask.MEETINGS):
            return self._wants.sessions
        return bool(self._wants.of_courses)

    def _first_lookup(self, event: Event) -> Iterator[Notice]:
        """Something light to read back, so that the whole way can be seen to work."""
        queries = sorted(query for source, query in self._queries if source == event.source)
        yield from (Notice(event.source, Ask.COURSES, query) for query in queries[:1])

    def _lookups(self, event: Event) -> Iterator[Notice]:
        """A course came, went or was renamed: ask again which courses the mapping means."""
        for source, query in self._queries:
            if source == event.source:
                yield Notice(source, Ask.COURSES, query)
        if event.course_id and (event.source, event.course_id) in self._courses:
            sweep = 1 if event.name in RESET_EVENTS else 0
            yield Notice(event.source, Ask.FORUMS, str(event.course_id), event.course_id, sweep=sweep)
            for ask in self._wants.of_courses:
                yield Notice(event.source, ask, str(event.course_id), event.course_id, sweep=sweep)


def _about_discussion(event: Event, discussion: int | None, expect: dict[str, str]) -> Iterator[Notice]:
    if discussion:
        yield Notice(event.source, Ask.POSTS, str(discussion), event.course_id, expect)


def _post(what: Callable[[Event], str]) -> Reading:
    def read(event: Event) -> Iterator[Notice]:
        expect = {f"post:{event.object_id}": what(event)} if event.object_id else {}
        discussion = event.other.get("discussionid")
        if discussion:
            yield from _about_discussion(event, discussion, expect)
        elif event.object_id:
            yield Notice(event.source, Ask.POST, str(event.object_id), event.course_id)

    return read


def _always(word: str) -> Callable[[Event], str]:
    return lambda _event: word


def _edited(event: Event) -> str:
    return f"modified>={(event.time or 1) - 1}"


def _discussion(expect: str | None, forum: str = "forumid") -> Reading:
    def read(event: Event) -> Iterator[Notice]:
        expected = {f"discussion:{event.object_id}": expect} if expect else {}
        yield from _about_discussion(event, event.object_id, expected)
        if event.other.get(forum):
            yield Notice(event.source, Ask.HEADS, str(event.other[forum]), event.course_id, expected)

    return read


def _uploaded(event: Event) -> Iterator[Notice]:
    yield from _about_discussion(event, event.other.get("discussionid"), {})


def _user(event: Event) -> Iterator[Notice]:
    user = event.related_user_id or event.object_id
    if user:
        expect = {} if event.name.endswith("created") else {f"user:{user}": "changed"}
        yield Notice(event.source, Ask.USERS, str(user), None, expect)


def _enrolment(expect: str | None) -> Reading:
    def read(event: Event) -> Iterator[Notice]:
        if event.course_id and event.related_user_id:
            expected = {f"enrolment:{event.course_id}/{event.related_user_id}": expect} if expect else {}
            yield Notice(event.source, Ask.ENROLMENTS, str(event.course_id), event.course_id, expected)

    return read


def _cohort(expect: str | None) -> Reading:
    def read(event: Event) -> Iterator[Notice]:
        if event.object_id:
            expected = {f"member:{event.related_user_id}": expect} if expect else {}
            yield Notice(event.source, Ask.COHORT, str(event.object_id), None, expected)

    return read


def _group(event: Event) -> Iterator[Notice]:
    if event.course_id:
        yield Notice(event.source, Ask.GROUPS, str(event.course_id), event.course_id)


def _of_course(*asks: Ask) -> Reading:
    def read(event: Event) -> Iterator[Notice]:
        for ask in asks if event.course_id else ():
            yield Notice(event.source, ask, str(event.course_id), event.course_id)

    return read


def _inside(ask: Ask, key: str = "") -> Reading:
    """An activity's content; the id is empty where the event does not tell the instance."""

    def read(event: Event) -> Iterator[Notice]:
        yield Notice(event.source, ask, str(event.other.get(key) or ""), event.course_id)

    return read


def _answered(event: Event) -> Iterator[Notice]:
    choice, person = event.other.get("choiceid"), event.related_user_id or event.user_id
    for notice in _inside(Ask.CHOICE, "choiceid")(event):
        yield replace(notice, expect={f"choice_answer:{choice}/{person}": "exists"} if choice else {})


def _completed(event: Event) -> Iterator[Notice]:
    user = event.related_user_id or event.other.get("relateduserid")
    if event.course_id and user:
        module = event.context_instance_id
        expect = {f"completion:{module}/{user}": "exists"} if module else {}
        yield Notice(event.source, Ask.COMPLETION, f"{event.course_id}/{user}", event.course_id, expect)


READINGS: dict[str, Reading] = {
    r"\mod_forum\event\assessable_uploaded": _uploaded,
    r"\mod_forum\event\post_created": _post(_always("exists")),
    r"\mod_forum\event\post_updated": _post(_edited),
    r"\mod_forum\event\post_deleted": _post(_always("gone")),
    r"\mod_forum\event\discussion_created": _discussion("exists"),
    r"\mod_forum\event\discussion_deleted": _discussion("gone"),
    r"\mod_forum\event\discussion_moved": _discussion("exists", "toforumid"),
    r"\mod_forum\event\discussion_updated": _discussion(None),
    r"\mod_forum\event\discussion_pinned": _discussion(None),
    r"\mod_forum\event\discussion_unpinned": _discussion(None),
    r"\mod_forum\event\discussion_lock_updated": _discussion(None),
    r"\core\event\user_created": _user,
    r"\core\event\user_updated": _user,
    r"\core\event\user_deleted": _user,
    r"\core\event\user_enrolment_created": _enrolment("exists"),
    r"\core\event\user_enrolment_updated": _enrolment(None),
    r"\core\event\user_enrolment_deleted": _enrolment("gone"),
    r"\core\event\role_assigned": _enrolment(None),
    r"\core\event\role_unassigned": _enrolment(None),
    r"\core\event\cohort_created": _cohort(None),
    r"\core\event\cohort_updated": _cohort(None),
    r"\core\event\cohort_member_added": _cohort("exists"),
    r"\core\event\cohort_member_removed": _cohort("gone"),
    r"\core\event\group_created": _group,
    r"\core\event\group_updated": _group,
    r"\core\event\group_deleted": _group,
    r"\core\event\group_member_added": _group,
    r"\core\event\group_member_removed": _group,
    r"\core\event\course_module_created": _of_course(Ask.FORUMS, Ask.MODULES, Ask.MEETINGS),
    r"\core\event\course_module_updated": _of_course(Ask.FORUMS, Ask.MODULES, Ask.MEETINGS),
    r"\core\event\course_module_deleted": _of_course(Ask.FORUMS, Ask.MODULES, Ask.MEETINGS),
    r"\core\event\calendar_event_created": _of_course(Ask.EVENTS),
    r"\core\event\calendar_event_updated": _of_course(Ask.EVENTS),
    r"\core\event\calendar_event_deleted": _of_course(Ask.EVENTS),
    r"\core\event\course_module_completion_updated": _completed,
    r"\mod_bigbluebuttonbn\event\meeting_created": _of_course(Ask.MEETINGS),
    r"\mod_bigbluebuttonbn\event\meeting_joined": _of_course(Ask.MEETINGS),
    r"\mod_bigbluebuttonbn\event\meeting_left": _of_course(Ask.MEETINGS),
    r"\mod_bigbluebuttonbn\event\meeting_ended": _of_course(Ask.MEETINGS),
    r"\mod_choice\event\answer_created": _answered,
    r"\mod_choice\event\answer_updated": _answered,
    r"\mod_choice\event\answer_deleted": _inside(Ask.CHOICE, "choiceid"),
    r"\mod_glossary\event\entry_created": _inside(Ask.GLOSSARY),
    r"\mod_glossary\event\entry_updated": _inside(Ask.GLOSSARY),
    r"\mod_glossary\event\entry_deleted": _inside(Ask.GLOSSARY),
    r"\mod_glossary\event\entry_approved": _inside(Ask.GLOSSARY),
    r"\mod_glossary\event\entry_disapproved": _inside(Ask.GLOSSARY),
    r"\mod_wiki\event\page_created": _inside(Ask.WIKI),
    r"\mod_wiki\event\page_updated": _inside(Ask.WIKI),
    r"\mod_wiki\event\page_deleted": _inside(Ask.WIKI),
    r"\mod_data\event\record_created": _inside(Ask.DATABASE, "dataid"),
    r"\mod_data\event\record_updated": _inside(Ask.DATABASE, "dataid"),
    r"\mod_data\event\record_deleted": _inside(Ask.DATABASE, "dataid"),
}

RESET_EVENTS = {r"\core\event\course_reset_ended", r"\core\event\course_restored"}
COURSE_EVENTS = RESET_EVENTS | {
    r"\core\event\course_created",
    r"\core\event\course_updated",
    r"\core\event\course_deleted",
    r"\core\event\course_content_deleted",
    r"\core\event\course_category_updated",
}
"""After these, what the mapping's places mean may have changed."""

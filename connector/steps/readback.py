"""What each answer of the LMS means for what we know: one function for each ask.

Every function gets the hint, the answer and the order number of the read, and returns those of the hint's
expectations that the answer contradicts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Fact, Kind, State
from connector.errors import Gone, LmsError
from connector.lms.port import Ask, Head, Posts
from connector.models.lms import FactRow, Hint, Lookup, Missing, Reading
from connector.steps import absence
from connector.steps.hints import Notice, give_notice
from connector.steps.keeping import (
    Change,
    authors_in,
    keep_facts,
    mark_gone,
    rows_of,
    unsettle_authors,
)
from connector.steps.people import learn, meet

EDIT_WINDOW_S = 30 * 60 + 5 * 60
"""Moodle's maxeditingtime and a margin: after it, members cannot change a post any more."""
FULL_PASS_S = 86_400
"""A discussion not read for a day is read again by a reconcile: moderators' late edits leave no trace in heads."""

Unmet = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """One answer in its circumstances."""

    session: Session
    hint: Hint
    read_no: int
    now: int
    sweep_began: int = 0

    @property
    def source(self) -> str:
        return self.hint.source

    def notice(self, ask: Ask, id: str, course: int | None = None, **more: Any) -> None:
        """Something else to look at, at once; part of the same reconcile if this is."""
        notice = Notice(self.source, ask, id, course, wait=0, **more)
        give_notice(self.session, [notice], self.now)


def take_in(read: Read, answer: Any) -> Unmet:
    """Applies one answer; see the module."""
    if isinstance(answer, LmsError):
        _remember_problem(read, answer)
        unmet = ERRORS[Ask(read.hint.ask)](read, answer) if isinstance(answer, Gone) else read.hint.expect
    else:
        unmet = ANSWERS[Ask(read.hint.ask)](read, answer)
        _remember_read(read)
    return unmet


def _remember_read(read: Read) -> None:
    asked = read.hint.asked
    reading = _reading(read)
    if reading.read_no >= read.read_no:
        return
    # Of what an event led to, the head was not seen: a fingerprint from before would hide what is undone later.
    reading.fingerprint = asked.get("fingerprint")
    reading.last_post = asked.get("last_post", reading.last_post)
    reading.read_at, reading.read_no = read.now, read.read_no
    reading.problem = reading.problem_since = None


def _remember_problem(read: Read, error: LmsError) -> None:
    if not isinstance(error, Gone):
        reading = _reading(read)
        reading.problem, reading.problem_since = error.word, reading.problem_since or read.now


def _reading(read: Read) -> Reading:
    key = (read.source, read.hint.ask, read.hint.id)
    reading = read.session.get(Reading, key)
    if reading is None:
        reading = Reading(source=key[0], ask=key[1], id=key[2], read_at=0, read_no=0)
        read.session.add(reading)
    return reading


# --- courses and forums --------------------------------------------------------


def _courses(read: Read, facts: list[Fact]) -> Unmet:
    session, source = read.session, read.source
    keep_facts(session, facts, read.read_no)
    told = sorted(int(fact.id) for fact in facts)
    lookup = session.get(Lookup, (source, read.hint.id))
    if lookup is None:
        return {}  # no mapping asks for it any more
    known = set(lookup.courses)
    for course in sorted(known - set(told)):
        absence.vanished(session, source, f"course:{course}", "course_vanished", read.now)
    absence.returned(session, source, [f"course:{course}" for course in told], read.now)
    lookup.courses, lookup.read_no = sorted(known | set(told)), read.read_no
    for course in told:
        if read.hint.sweep or course not in known:
            sweep = max(read.hint.sweep, 1)
            for ask in (Ask.FORUMS, Ask.ENROLMENTS, Ask.GROUPS):
                read.notice(ask, str(course), course, sweep=sweep)
    for course in set(told) - known:
        _touch(read, FactRow.course == course)
    return {}


def _forums(read: Read, facts: list[Fact]) -> Unmet:
    session, course = read.session, int(read.hint.id)
    known = _present(session, read, Kind.FORUM, FactRow.course == course)
    changes = keep_facts(session, facts, read.read_no)
    listed = {fact.id for fact in facts}
    for row in known:
        if row.id not in listed and row.read_no < read.read_no:
            _forum_vanished(read, row)
    absence.returned(session, read.source, [f"forum:{id_}" for id_ in sorted(listed)], read.now)
    for change in changes:
        _touch(read, FactRow.container == f"forum:{change.after.id}")
    new = {change.after.id for change in changes if change.before is None}
    for fact in facts:
        if read.hint.sweep or fact.id in new:
            read.notice(Ask.HEADS, fact.id, course, sweep=max(read.hint.sweep, 1))
    return {}


def _forum_vanished(read: Read, row: FactRow) -> None:
    """Hidden, restricted, deleted – the list does not say. Nothing earned there is touched before a person decides."""
    posts = (FactRow.container == f"forum:{row.id}", FactRow.state == State.PRESENT.value)
    if authors_in(read.session, read.source, *posts):
        absence.vanished(read.session, read.source, f"forum:{row.id}", "forum_vanished", read.now)
    else:
        mark_gone(row)


def _forum_gone(read: Read, _error: LmsError) -> Unmet:
    row = read.session.get(FactRow, (read.source, Kind.FORUM.value, read.hint.id))
    if row is not None and row.state == State.PRESENT:
        _forum_vanished(read, row)
    return {}


# --- discussions and posts -----------------------------------------------------


def _heads(read: Read, heads: list[Head]) -> Unmet:
    session, container = read.session, f"forum:{read.hint.id}"
    forum = session.get(FactRow, (read.source, Kind.FORUM.value, read.hint.id))
    course = forum.course if forum else read.hint.course
    known = _present(session, read, Kind.DISCUSSION, FactRow.container == container)
    changes = keep_facts(session, (replace(head.fact, course=course) for head in heads), read.read_no)
    for change in changes:
        _touch(read, FactRow.discussion == int(change.after.id))
    for head in heads:
        if _worth_reading(read, head):
            asked = {"fingerprint": head.fingerprint, "last_post": head.last_post}
            read.notice(Ask.POSTS, head.fact.id, course, asked=asked, sweep=read.hint.sweep)
    listed = {head.fact.id for head in heads}
    for row in known:
        if row.id not in listed and row.read_no < read.read_no:
            read.notice(Ask.POSTS, row.id, course, sweep=read.hint.sweep)
    return _unmet(read.hint.expect, {f"discussion:{id_}": None for id_ in listed})


def _worth_reading(read: Read, head: Head) -> bool:
    reading = read.session.get(Reading, (read.source, Ask.POSTS.value, head.fact.id))
    if reading is None or reading.fingerprint != head.fingerprint:
        return True
    if not read.hint.sweep:
        return False
    if read.hint.sweep > 1:
        return reading.read_at <= read.sweep_began
    return reading.read_at < head.last_post + EDIT_WINDOW_S or reading.read_at < read.now - FULL_PASS_S


def _posts(read: Read, posts: Posts) -> Unmet:
    session, source = read.session, read.source
    if posts.course not in _our_courses(read):
        return {}  # a hint that named the wrong course: other people's places are none of our business
    known = _present(session, read, Kind.POST, FactRow.discussion == posts.discussion)
    changes = keep_facts(session, posts.facts, read.read_no)
    listed = {fact.id: fact for fact in posts.facts}
    absence.came_back(session, source, Kind.POST, list(listed), read.now)
    meet(session, source, (fact.author for fact in posts.facts), read.now)
    session.flush()
    unsettle_authors(session, source, _authors(changes), read.now, "post")
    _look_for(
        read, [row for row in known if row.id not in listed and row.read_no < read.read_no], posts.course
    )
    _follow_discussion(read, posts)
    met = {f"post:{id_}": fact for id_, fact in listed.items()}
    return _unmet(read.hint.expect, {**met, f"discussion:{posts.discussion}": None})


def _our_courses(read: Read) -> set[int]:
    found = read.session.scalars(select(Lookup.courses).where(Lookup.source == read.source))
    return {course for courses in found for course in courses}


def _authors(changes: list[Change]) -> set[int | None]:
    before = {change.before.author for change in changes if change.before}
    return before | {change.after.author for change in changes}


def _look_for(read: Read, rows: list[FactRow], course: int | None) -> None:
    """Posts that are not where they were: asked for one by one, for a split keeps their ids."""
    for row in rows:
        if _settled_absence(read, row):
            continue
        announced = read.hint.expect.get(f"post:{row.id}") == "gone"
        asked = {"announced": True} if announced else {}
        read.notice(Ask.POST, row.id, course or row.course, asked=asked, sweep=read.hint.sweep)


def _settled_absence(read: Read, row: FactRow) -> bool:
    missing = read.session.get(Missing, (row.source, row.kind, row.id))
    return missing is not None and missing.state in ("held", "kept")


def _follow_discussion(read: Read, posts: Posts) -> None:
    """A discussion we have no head of, or that moved: its forum's list tells the rest."""
    row = read.session.get(FactRow, (read.source, Kind.DISCUSSION.value, str(posts.discussion)))
    here = f"forum:{posts.forum}"
    if row is None or row.container != here or row.state == State.GONE:
        read.notice(Ask.HEADS, str(posts.forum), posts.course, sweep=read.hint.sweep)


def _discussion_gone(read: Read, _error: LmsError) -> Unmet:
    session = read.session
    row = session.get(FactRow, (read.source, Kind.DISCUSSION.value, read.hint.id))
    if row is not None and row.read_no < read.read_no:
        row.read_no = read.read_no
        mark_gone(row)
    posts = _present(session, read, Kind.POST, FactRow.discussion == int(read.hint.id))
    _look_for(read, [post for post in posts if post.read_no < read.read_no], read.hint.course)
    return _unmet(read.hint.expect, {})


def _post(read: Read, discussion: int) -> Unmet:
    row = read.session.get(FactRow, (read.source, Kind.POST.value, read.hint.id))
    if row is None or row.discussion != discussion or row.state == State.GONE:
        read.notice(Ask.POSTS, str(discussion), read.hint.course)
    return {}


def _post_gone(read: Read, _error: LmsError) -> Unmet:
    row = read.session.get(FactRow, (read.source, Kind.POST.value, read.hint.id))
    if row is not None:
        announced = bool(read.hint.asked.get("announced"))
        absence.found_missing(read.session, row, read.read_no, read.now, announced=announced)
    return {}


# --- people --------------------------------------------------------------------


def _users(read: Read, facts: list[Fact]) -> Unmet:
    changes = keep_facts(read.session, facts, read.read_no)
    meet(read.session, read.source, (fact.author for fact in facts if _known_user(read, fact)), read.now)
    for change in changes:
        learn(read.session, change.after, read.now)
    changed = {f"user:{change.after.id}": None for change in changes}
    return {key: word for key, word in read.hint.expect.items() if key not in changed}


def _known_user(read: Read, fact: Fact) -> bool:
    """Only people of our communities become accounts; a site has many others."""
    where = (FactRow.source == read.source, FactRow.author == int(fact.id))
    kinds = FactRow.kind.in_([Kind.POST.value, Kind.ENROLMENT.value])
    return read.session.scalars(select(FactRow.id).where(*where, kinds).limit(1)).first() is not None


def _enrolments(read: Read, facts: list[Fact]) -> Unmet:
    course = int(read.hint.id)
    known = _present(read.session, read, Kind.ENROLMENT, FactRow.course == course)
    keep_facts(read.session, facts, read.read_no)
    meet(read.session, read.source, (fact.author for fact in facts), read.now)
    _drop_unlisted(read, known, {fact.id for fact in facts})
    return _unmet(read.hint.expect, {f"enrolment:{fact.id}": None for fact in facts})


def _groups(read: Read, facts: list[Fact]) -> Unmet:
    known = _present(read.session, read, Kind.GROUP, FactRow.course == int(read.hint.id))
    keep_facts(read.session, facts, read.read_no)
    _drop_unlisted(read, known, {fact.id for fact in facts})
    return {}


def _drop_unlisted(read: Read, known: list[FactRow], listed: set[str]) -> None:
    """No amount rests on an enrolment or a group, so nothing is asked when one is no longer listed."""
    for row in known:
        if row.id not in listed and row.read_no < read.read_no:
            row.read_no = read.read_no
            mark_gone(row)


def _cohort(read: Read, fact: Fact) -> Unmet:
    keep_facts(read.session, [fact], read.read_no)
    return _unmet(read.hint.expect, {f"member:{member}": None for member in fact.data["members"]})


def _cohort_gone(read: Read, _error: LmsError) -> Unmet:
    rows = rows_of(read.session, read.source, Kind.COHORT, [read.hint.id])
    _drop_unlisted(read, list(rows.values()), set())
    return {}


def _nothing(read: Read, _error: LmsError) -> Unmet:
    return _unmet(read.hint.expect, {})


# --- shared --------------------------------------------------------------------


def _present(session: Session, read: Read, kind: Kind, *where: Any) -> list[FactRow]:
    query = select(FactRow).where(FactRow.source == read.source, FactRow.kind == kind.value)
    return list(session.scalars(query.where(FactRow.state == State.PRESENT.value, *where)))


def _touch(read: Read, where: Any) -> None:
    """What is known of a place changed: its authors' credit may mean something else now."""
    authors = authors_in(read.session, read.source, where)
    unsettle_authors(read.session, read.source, authors, read.now, "place")


def _unmet(expect: Unmet, found: dict[str, Fact | None]) -> Unmet:
    return {key: word for key, word in expect.items() if not _met(word, key in found, found.get(key))}


def _met(word: str, there: bool, fact: Fact | None) -> bool:
    if word == "gone":
        return not there
    if word.startswith("modified>="):
        return there and fact is not None and (fact.data.get("modified") or 0) >= int(word[10:])
    return there


ANSWERS: dict[Ask, Callable[[Read, Any], Unmet]] = {
    Ask.COURSES: _courses,
    Ask.FORUMS: _forums,
    Ask.HEADS: _heads,
    Ask.POSTS: _posts,
    Ask.POST: _post,
    Ask.USERS: _users,
    Ask.ENROLMENTS: _enrolments,
    Ask.COHORT: _cohort,
    Ask.GROUPS: _groups,
}

ERRORS: dict[Ask, Callable[[Read, LmsError], Unmet]] = {
    Ask.COURSES: _nothing,
    Ask.FORUMS: _nothing,
    Ask.HEADS: _forum_gone,
    Ask.POSTS: _discussion_gone,
    Ask.POST: _post_gone,
    Ask.USERS: _nothing,
    Ask.ENROLMENTS: _nothing,
    Ask.COHORT: _cohort_gone,
    Ask.GROUPS: _nothing,
}
"""Only for Gone; what may not be seen is never taken for a deletion."""

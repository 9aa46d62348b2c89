"""Answers about places: courses, forums, and the discussions a forum lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from connector.domain.facts import Fact, Kind, State
from connector.errors import LmsError
from connector.lms.port import Ask, Head
from connector.models.lms import FactRow, Lookup, Reading
from connector.steps import absence
from connector.steps.hints import Notice, Sweep, give_notice
from connector.steps.keeping import authors_in, chunks, keep_facts, mark_gone
from connector.steps.reading import Read, Unmet, known_readings, present, touch, unmet
from connector.steps.wanted import wanted

EDIT_WINDOW_S = 30 * 60 + 5 * 60
"""Moodle's maxeditingtime and a margin: after it, members cannot change a post any more."""
FULL_PASS_S = 86_400
"""A discussion not read for a day is read again by a reconcile: moderators' late edits leave no trace in heads."""


def courses(read: Read, facts: list[Fact]) -> Unmet:
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
            for ask in (Ask.FORUMS, Ask.ENROLMENTS, Ask.GROUPS, *wanted(session).of_courses):
                read.notice(ask, str(course), course, sweep=sweep)
    for course in set(told) - known:
        touch(read, FactRow.course == course)
    return {}


def forums(read: Read, facts: list[Fact]) -> Unmet:
    session, course = read.session, int(read.hint.id)
    known = present(read, Kind.FORUM, FactRow.course == course)
    changes = keep_facts(session, facts, read.read_no)
    listed = {fact.id for fact in facts}
    for row in known:
        if row.id not in listed and row.read_no < read.read_no:
            _look_for_forum(read, row)
    absence.returned(session, read.source, [f"forum:{id_}" for id_ in sorted(listed)], read.now)
    for change in changes:
        touch(read, FactRow.container == f"forum:{change.after.id}")
    new = {change.after.id for change in changes if change.before is None}
    for fact in facts:
        if read.hint.sweep or fact.id in new:
            read.notice(Ask.HEADS, fact.id, course, sweep=max(read.hint.sweep, 1))
    return {}


def _look_for_forum(read: Read, row: FactRow) -> None:
    """Hidden, restricted, deleted – the list does not say; asked for its discussions, the forum does."""
    posts = (FactRow.container == f"forum:{row.id}", FactRow.state == State.PRESENT.value)
    if authors_in(read.session, read.source, *posts):
        read.notice(Ask.HEADS, row.id, row.course, sweep=read.hint.sweep)
    else:
        mark_gone(row)


def forum_gone(read: Read, _error: LmsError) -> Unmet:
    """It is deleted: nothing earned there is touched before a person decides."""
    row = read.session.get(FactRow, (read.source, Kind.FORUM.value, read.hint.id))
    if row is not None and row.state == State.PRESENT:
        absence.vanished(read.session, read.source, f"forum:{row.id}", "forum_vanished", read.now)
    return {}


def heads(read: Read, heads: list[Head]) -> Unmet:
    session, container = read.session, f"forum:{read.hint.id}"
    forum = session.get(FactRow, (read.source, Kind.FORUM.value, read.hint.id))
    course = forum.course if forum else read.hint.course
    known = present(read, Kind.DISCUSSION, FactRow.container == container)
    changes = keep_facts(session, (replace(head.fact, course=course) for head in heads), read.read_no)
    for part in chunks([int(change.after.id) for change in changes]):
        touch(read, FactRow.discussion.in_(part))
    listed = {head.fact.id for head in heads}
    lost = [row.id for row in known if row.id not in listed and row.read_no < read.read_no]
    asking = [read.about(Ask.POSTS, id_, course, sweep=read.hint.sweep) for id_ in lost]
    give_notice(session, [*_reading(read, heads, course), *asking], read.now)
    return unmet(read.hint.expect, {f"discussion:{id_}": None for id_ in listed})


def _reading(read: Read, heads: list[Head], course: int | None) -> Iterator[Notice]:
    """The posts of those that are worth it."""
    known = known_readings(read.session, read.source, Ask.POSTS, [head.fact.id for head in heads])
    for head in heads:
        if _worth_reading(read, head, known.get(head.fact.id)):
            asked = {"fingerprint": head.fingerprint, "last_post": head.last_post}
            yield read.about(Ask.POSTS, head.fact.id, course, asked=asked, sweep=read.hint.sweep)


def _worth_reading(read: Read, head: Head, reading: Reading | None) -> bool:
    if reading is None:
        return head.last_post >= read.horizon
    if reading.problem or reading.fingerprint != head.fingerprint:
        return True
    return bool(read.hint.sweep) and _worth_reading_again(read, head, reading)


def _worth_reading_again(read: Read, head: Head, reading: Reading) -> bool:
    """Of a head that shows no change."""
    if read.hint.sweep >= Sweep.FULL:
        return reading.read_at <= read.sweep_began
    if reading.read_at < head.last_post + EDIT_WINDOW_S <= read.now:
        return True  # once, when members cannot change it any more
    return read.hint.sweep >= Sweep.WHOLE and reading.read_at < read.now - FULL_PASS_S

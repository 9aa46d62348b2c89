"""What a mapping may speak of, because the LMS has it: for whoever writes one and would rather pick than type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from connector.domain.facts import Kind
from connector.domain.matching import fold
from connector.mapping.places import Forum
from connector.models.inbox import InboxEvent
from connector.models.lms import ListedCourse, Lookup
from connector.steps.inbox_rows import AnyInbox
from connector.steps.mapping_ground import MOST_MODULES, present

MOST_ENROLMENTS = 5_000
"""Looked through for roles: there are few roles and many people."""
LATELY = 2_000
"""Events looked through for the fields they carry."""
ENTRIES = {"glossary": "glossary", "wiki": "wiki", "data": "database"}
"""Moodle's name of an activity → what a mapping calls its entries."""


@dataclass(frozen=True)
class Known:
    source: str
    value: str
    """What is written for it: an idnumber, a name, a role."""
    name: str
    """As people know it."""
    about: str = ""
    """What else tells it from others: a forum's type and course, an event's fields."""
    line: str = ""
    """To be put into a document; empty if it is only good to know."""
    times: int = 0
    """How often it was heard; of events only."""
    key: str = ""
    """Of a listed course: where a list goes on behind it."""
    shortname: str = ""
    idnumber: str = ""
    """Both of courses only."""


def known(session: Session, inbox: AnyInbox, kind: str, words: str = "") -> list[Known]:
    """All of a kind (a key of :data:`KINDS`) whose name or value has these words in it, by name."""
    found = [one for one in KINDS[kind](session, inbox) if fold(words) in fold(f"{one.name} {one.value}")]
    return sorted(set(found), key=lambda one: (fold(one.name), one.source, one.value, one.about))


def _courses(session: Session, _: AnyInbox) -> Iterator[Known]:
    """Of sites whose list was never read, those that a mapping names."""
    numbers = _idnumbers(session)
    for source, id_, _course, data in present(session, Kind.COURSE):
        name, short = str(data.get("fullname") or ""), str(data.get("shortname") or "")
        yield _offered(source, int(id_), name, short, numbers.get((source, int(id_)), ""), "")


def courses_listed(session: Session, words: str, after: str = "", limit: int = 50) -> list[Known] | None:
    """By name, those behind the one whose key is ``after``; None where no list of courses was ever read."""
    rows, numbers = ListedCourse, _idnumbers(session)
    if session.scalar(select(rows.id).limit(1)) is None:
        return None
    query = select(rows).where(rows.words.contains(fold(words), autoescape=True))
    source, _, id_ = after.rpartition(":")
    last = session.get(rows, (source, int(id_))) if source and id_.isdigit() and len(id_) < 19 else None
    if last is not None:
        query = query.where(tuple_(rows.words, rows.source, rows.id) > (last.words, last.source, last.id))
    found = session.scalars(query.order_by(rows.words, rows.source, rows.id).limit(limit))
    return [
        _offered(
            row.source,
            row.id,
            row.name,
            row.shortname,
            row.idnumber or numbers.get((row.source, row.id), ""),
            row.category_name,
        )
        for row in found
    ]


def _idnumbers(session: Session) -> dict[tuple[str, int], str]:
    """Moodle tells a course's idnumber to hardly any account, but finds a course by it."""
    return {
        (row.source, row.courses[0]): row.query.partition("=")[2]
        for row in session.scalars(select(Lookup).where(Lookup.query.startswith("idnumber=")))
        if len(row.courses) == 1
    }


def _offered(source: str, id_: int, name: str, short: str, number: str, category: str) -> Known:
    field, value = ("idnumber", number) if number else ("shortname", short)
    line = f"{{source: {source}, course: {{{field}: {_quoted(value)}}}}}"
    about = " · ".join(part for part in (f"id {id_}", short, category) if part)
    return Known(source, value, name or short, about, line, 0, f"{source}:{id_}", short, number)


def _categories(session: Session, _: AnyInbox) -> Iterator[Known]:
    """Of the listed courses, and those that a mapping has named."""
    rows = ListedCourse
    count = select(rows.source, rows.category, rows.category_name, func.count())
    listed = session.execute(count.group_by(rows.source, rows.category, rows.category_name)).all()
    for source, id_, name, courses in listed:
        yield _category(source, str(id_), name, courses)
    seen = {(source, str(id_)) for source, id_, _name, _courses in listed}
    for row in session.scalars(select(Lookup).where(Lookup.query.startswith("category="))):
        number = row.query.partition("=")[2]
        if (row.source, number) not in seen:
            yield _category(row.source, number, number, len(row.courses))


def _category(source: str, id_: str, name: str, courses: int) -> Known:
    line = f"{{source: {source}, category: {{id: {id_}}}}}"
    return Known(source, id_, name or id_, f"id {id_} · {courses} ×", line)


def _forums(session: Session, _: AnyInbox) -> Iterator[Known]:
    courses = {(source, int(id_)): data for source, id_, _c, data in present(session, Kind.COURSE)}
    for source, id_, course, data in present(session, Kind.FORUM):
        one = Forum(course, str(data.get("name") or ""), str(data.get("type") or ""))
        place = str(courses.get((source, course or 0), {}).get("shortname") or course or "")
        yield Known(
            source,
            one.name,
            one.name,
            f"{one.type} · {place} · id {id_}",
            f"forum: {{name: {_quoted(one.name)}}}",
        )


def _activities(session: Session, _: AnyInbox) -> Iterator[Known]:
    for source, _id, _course, data in present(session, Kind.MODULE, MOST_MODULES):
        kind, name = str(data.get("modname") or ""), str(data.get("name") or "")
        if kind in ENTRIES:
            line = f"entry: {ENTRIES[kind]}, name: {_quoted(name)}"
        elif kind == "choice":
            line = f"choice: {{name: {_quoted(name)}}}"
        else:
            line = f"activity: {kind}, name: {_quoted(name)}"
        if kind != "forum":
            yield Known(source, name, name, kind, line)


def _cohorts(session: Session, _: AnyInbox) -> Iterator[Known]:
    for source, _id, _course, data in present(session, Kind.COHORT):
        value = str(data.get("idnumber") or "")
        line = f"cohort: {_quoted(value)}" if value else ""
        yield Known(source, value, str(data.get("name") or value), value, line)


def _roles(session: Session, _: AnyInbox) -> Iterator[Known]:
    for source, _id, _course, data in present(session, Kind.ENROLMENT, MOST_ENROLMENTS):
        for role in data.get("roles") or ():
            yield Known(source, role, role, "", f"{role}: member")


def _events(_: Session, inbox: AnyInbox) -> Iterator[Known]:
    fields = _fields(inbox)
    for one in inbox.counts():
        told = ", ".join(sorted(fields.get((one.source, one.what), ())))
        yield Known(one.source, one.what, one.what.rpartition("\\")[2], told, times=one.times)


def _fields(inbox: AnyInbox) -> dict[tuple[str, str], set[str]]:
    """(source, event) → what it carries besides ids, as the latest of them had it."""
    query = select(InboxEvent.source, InboxEvent.name, InboxEvent.other)
    found: dict[tuple[str, str], set[str]] = {}
    with inbox.engine.connect() as connection:
        for source, name, other in connection.execute(query.order_by(InboxEvent.id.desc()).limit(LATELY)):
            found.setdefault((source, name), set()).update(json.loads(other))
    return found


KINDS: dict[str, Callable[[Session, AnyInbox], Iterable[Known]]] = {
    "course": _courses,
    "category": _categories,
    "forum": _forums,
    "activity": _activities,
    "cohort": _cohorts,
    "role": _roles,
    "event": _events,
}


def _quoted(text: str) -> str:
    """As YAML takes any text."""
    return json.dumps(text, ensure_ascii=False)

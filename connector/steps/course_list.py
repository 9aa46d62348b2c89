"""The list of an LMS's courses, for people to choose from: read when somebody wants it, some hundred ids at a time.

Moodle tells all courses at once or those of given ids. All at once is too much for a large site, so the ids are gone
through, beside the other reading; after a long run of ids of no course the list ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from connector.domain.matching import fold
from connector.lms.port import LISTED_TOGETHER, Ask, Listed
from connector.models.lms import Hint, ListedCourse, Reading
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.hints import Notice, give_notice
from connector.steps.reading import Read, Unmet

FIRST = 2
"""Course 1 is a Moodle site's front page."""
GAP = 5_000
"""So many ids in a row of no course: there are no more."""
LAST = 200_000
"""Looked at up to this id, whatever the site has."""
REST_S = 1
"""Between two calls: the list is never urgent."""
OLD_S = 86_400


@dataclass(frozen=True)
class Standing:
    source: str
    courses: int
    began: int | None
    """Epoch seconds at which the last reading began; None = never."""
    going: bool


def standing(session: Session, source: str) -> Standing:
    first = session.get(Reading, (source, Ask.LISTED.value, str(FIRST)))
    count = select(func.count()).select_from(ListedCourse).where(ListedCourse.source == source)
    began = first.read_at or None if first else None
    return Standing(source, session.scalar(count) or 0, began, _going(session, source))


def read_courses(context: Context, by: str) -> None:
    """Has the lists of all LMSs read anew; one that is being read goes on."""
    _begin(context, by, context.now() + 1)


def read_courses_if_old(context: Context, by: str) -> None:
    """As :func:`read_courses`, of those that were not read for a day."""
    _begin(context, by, context.now() - OLD_S)


def _begin(context: Context, by: str, before: int) -> None:
    with context.db.write() as session:
        now = context.now()
        known = [standing(session, source) for source in context.sources]
        wanted = [one.source for one in known if not one.going and (one.began or 0) < before]
        give_notice(session, (_slice(source, FIRST) for source in wanted), now)
        for source in wanted:
            note(session, now, by, "read_courses", f"source:{source}")


def _going(session: Session, source: str) -> bool:
    query = select(Hint.id).where(Hint.source == source, Hint.ask == Ask.LISTED.value)
    return session.execute(query.limit(1)).first() is not None


def _slice(source: str, first: int, nothing_for: int = 0) -> Notice:
    return Notice(source, Ask.LISTED, str(first), asked={"nothing_for": nothing_for}, wait=REST_S)


def listed(read: Read, found: list[Listed]) -> Unmet:
    """Of these ids the list is now what was found; the next are looked at, or nothing is behind them."""
    first, next_ = int(read.hint.id), int(read.hint.id) + LISTED_TOGETHER
    nothing_for = 0 if found else read.hint.asked.get("nothing_for", 0) + LISTED_TOGETHER
    ends = nothing_for >= GAP or next_ > LAST
    rows = delete(ListedCourse).where(ListedCourse.source == read.source, ListedCourse.id >= first)
    read.session.execute(rows if ends else rows.where(ListedCourse.id < next_))
    read.session.add_all(_rows(read.source, found))
    if not ends:
        give_notice(read.session, [_slice(read.source, next_, nothing_for)], read.now)
    return {}


def _rows(source: str, found: list[Listed]) -> Iterator[ListedCourse]:
    for one in found:
        yield ListedCourse(
            source=source,
            id=one.id,
            shortname=one.shortname,
            name=one.name,
            idnumber=one.idnumber,
            category=one.category,
            category_name=one.category_name,
            words=fold(f"{one.name} {one.shortname} {one.idnumber}"),
        )

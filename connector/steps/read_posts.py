"""Answers about discussions' posts, and about single posts that are not where they were."""

from __future__ import annotations

from sqlalchemy import select

from connector.domain.facts import Kind, State
from connector.errors import LmsError
from connector.lms.port import Ask, Posts
from connector.mapping.places import forum_of
from connector.models.lms import FactRow, Lookup, Missing
from connector.steps import absence
from connector.steps.keeping import Change, fact_of, keep_facts, mark_gone, unsettle_authors
from connector.steps.people import meet
from connector.steps.reading import Read, Unmet, present, touch, unmet
from connector.steps.session_facts import is_proposed_in
from connector.steps.world import timeline


def posts(read: Read, posts: Posts) -> Unmet:
    session, source = read.session, read.source
    if posts.course not in _our_courses(read):
        return {}  # a hint that named the wrong course: other people's places are none of our business
    known = present(read, Kind.POST, FactRow.discussion == posts.discussion)
    listed = {fact.id: fact for fact in posts.facts}
    blanked = _newly_blank(read, known, posts)
    told = [fact for fact in posts.facts if fact.id not in blanked]
    changes = keep_facts(session, told, read.read_no)
    absence.came_back(session, source, Kind.POST, [fact.id for fact in told], read.now)
    meet(session, source, (fact.author for fact in posts.facts), read.now)
    session.flush()
    unsettle_authors(session, source, _authors(changes), read.now, "post")
    if changes and _gathers_support(read, posts.forum):
        touch(read, FactRow.discussion == posts.discussion)
    _look_for(
        read, [row for row in known if row.id not in listed and row.read_no < read.read_no], posts.course
    )
    _follow_discussion(read, posts)
    met = {f"post:{id_}": fact for id_, fact in listed.items()}
    return unmet(read.hint.expect, {**met, f"discussion:{posts.discussion}": None})


def _gathers_support(read: Read, forum: int) -> bool:
    """Where sessions are proposed one reply more may make a session, at which earlier repliers were too."""
    row = read.session.get(FactRow, (read.source, Kind.FORUM.value, str(forum)))
    rules = [rule for entry in timeline(read.session).entries for rule in entry.mapping.sessions]
    return row is not None and is_proposed_in(forum, forum_of(fact_of(row)), rules)


def _newly_blank(read: Read, known: list[FactRow], posts: Posts) -> set[str]:
    """Posts whose content was erased (privacy): a silent loss, judged like a deletion."""
    rows = {row.id: row for row in known if not row.data.get("blank")}
    blanked = {fact.id for fact in posts.facts if fact.data["blank"]} & rows.keys()
    for id_ in sorted(blanked):
        absence.found_missing(read.session, rows[id_], read.read_no, read.now, announced=False)
    return blanked


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


def discussion_gone(read: Read, _error: LmsError) -> Unmet:
    session = read.session
    row = session.get(FactRow, (read.source, Kind.DISCUSSION.value, read.hint.id))
    if row is not None and row.read_no < read.read_no:
        row.read_no = read.read_no
        mark_gone(row)
    posts = present(read, Kind.POST, FactRow.discussion == int(read.hint.id))
    _look_for(read, [post for post in posts if post.read_no < read.read_no], read.hint.course)
    return unmet(read.hint.expect, {})


def post(read: Read, discussion: int) -> Unmet:
    row = read.session.get(FactRow, (read.source, Kind.POST.value, read.hint.id))
    if row is None or row.discussion != discussion or row.state == State.GONE:
        read.notice(Ask.POSTS, str(discussion), read.hint.course)
    return {}


def post_gone(read: Read, _error: LmsError) -> Unmet:
    row = read.session.get(FactRow, (read.source, Kind.POST.value, read.hint.id))
    if row is not None:
        announced = bool(read.hint.asked.get("announced"))
        absence.found_missing(read.session, row, read.read_no, read.now, announced=announced)
    return {}

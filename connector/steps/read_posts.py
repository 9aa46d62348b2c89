"""Answers about discussions' posts, and about single posts that are not where they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from connector.domain.facts import Fact, Kind, State
from connector.errors import LmsError
from connector.lms.port import Ask, Posts
from connector.mapping.places import forum_of
from connector.models.dialects import among
from connector.models.lms import FactRow, Lookup, Missing
from connector.steps import absence
from connector.steps.hints import Notice, give_notice
from connector.steps.keeping import Change, fact_of, keep_facts, mark_gone, rows_of, unsettle_authors
from connector.steps.people import meet
from connector.steps.reading import Answered, Read, Unmet, present, touch, unmet
from connector.steps.session_facts import is_proposed_in
from connector.steps.world import timeline

Discussions = Sequence[tuple[Read, Posts]]
Known = Mapping[int | None, list[FactRow]]
"""The posts we think are there, by discussion."""
Lost = tuple[Read, FactRow, int | None]
"""A post that is not where it was, the read that missed it, and the course to look in."""


def posts(answered: Answered) -> list[Unmet]:
    """All at once: a statement for forty discussions costs little more than one for each did."""
    ours = _our_courses(answered[0][0])
    # a hint that named the wrong course: other people's places are none of our business
    if told := [(read, posts) for read, posts in answered if posts.course in ours]:
        _keep(told)
    return [_unmet(read, posts) if posts.course in ours else {} for read, posts in answered]


def _keep(answered: Discussions) -> None:
    read = answered[0][0]
    session, source = read.session, read.source
    known = _known(read, [posts.discussion for _, posts in answered])
    told = [fact for _, posts in answered for fact in _not_newly_blank(read, known, posts)]
    changes = keep_facts(session, told, read.read_no)
    absence.came_back(session, source, Kind.POST, [fact.id for fact in told], read.now)
    meet(session, source, (fact.author for _, posts in answered for fact in posts.facts), read.now)
    unsettle_authors(session, source, _authors(changes), read.now, "post")
    _touch_repliers(read, answered, changes)
    _look_for([lost for read, posts in answered for lost in _unlisted(read, known, posts)])
    _follow_discussions(answered)


def _known(read: Read, discussions: list[int]) -> dict[int | None, list[FactRow]]:
    known: dict[int | None, list[FactRow]] = defaultdict(list)
    for row in present(read, Kind.POST, FactRow.discussion.in_(discussions)):
        known[row.discussion].append(row)
    return known


def _not_newly_blank(read: Read, known: Known, posts: Posts) -> Iterator[Fact]:
    """Without posts whose content was erased (privacy): a silent loss, judged like a deletion."""
    rows = {row.id: row for row in known[posts.discussion] if not row.data.get("blank")}
    for fact in posts.facts:
        if fact.data["blank"] and fact.id in rows:
            absence.found_missing(read.session, rows[fact.id], read.read_no, read.now, announced=False)
        else:
            yield fact


def _unlisted(read: Read, known: Known, posts: Posts) -> Iterator[Lost]:
    """What is no longer in its discussion, nor was now read in another."""
    listed = {fact.id for fact in posts.facts}
    for row in known[posts.discussion]:
        if row.id not in listed and row.read_no < read.read_no:
            yield read, row, posts.course


def _our_courses(read: Read) -> set[int]:
    found = read.session.scalars(select(Lookup.courses).where(Lookup.source == read.source))
    return {course for courses in found for course in courses}


def _authors(changes: list[Change]) -> set[int | None]:
    before = {change.before.author for change in changes if change.before}
    return before | {change.after.author for change in changes}


def _touch_repliers(read: Read, answered: Discussions, changes: list[Change]) -> None:
    """Where sessions are proposed one reply more may make a session, at which earlier repliers were too."""
    changed = {change.after.data["discussion"] for change in changes}
    forums = {posts.discussion: str(posts.forum) for _, posts in answered if posts.discussion in changed}
    proposing = _proposing(read, sorted(set(forums.values())))
    if discussions := [each for each, forum in forums.items() if forum in proposing]:
        touch(read, FactRow.discussion.in_(discussions))


def _proposing(read: Read, forums: list[str]) -> set[str]:
    """In which of these forums sessions are proposed."""
    rows = rows_of(read.session, read.source, Kind.FORUM, forums)
    entries = timeline(read.session).entries if rows else ()
    rules = [rule for entry in entries for rule in entry.mapping.sessions]
    return {id_ for id_, row in rows.items() if is_proposed_in(int(id_), forum_of(fact_of(row)), rules)}


def _look_for(lost: list[Lost]) -> None:
    """Posts that are not where they were: asked for one by one, for a split keeps their ids."""
    if not lost:
        return
    first = lost[0][0]
    settled = _settled_absences(first, [row.id for _, row, _ in lost])
    asking = [_asking(*each) for each in lost if each[1].id not in settled]
    give_notice(first.session, asking, first.now)


def _asking(read: Read, row: FactRow, course: int | None) -> Notice:
    announced = read.hint.expect.get(f"post:{row.id}") == "gone"
    asked = {"announced": True} if announced else {}
    return read.about(Ask.POST, row.id, course or row.course, asked=asked, sweep=read.hint.sweep)


def _settled_absences(read: Read, ids: list[str]) -> set[str]:
    query = select(Missing.id).where(Missing.source == read.source, Missing.kind == Kind.POST.value)
    query = query.where(Missing.state.in_(["held", "kept"]), among(read.session, Missing.id, ids))
    return set(read.session.scalars(query))


def _follow_discussions(answered: Discussions) -> None:
    """Those we have no head of, or that moved: their forum's list tells the rest."""
    first = answered[0][0]
    ids = [str(posts.discussion) for _, posts in answered]
    rows = rows_of(first.session, first.source, Kind.DISCUSSION, ids)
    following = [
        read.about(Ask.HEADS, str(posts.forum), posts.course, sweep=read.hint.sweep)
        for read, posts in answered
        if not _is_in(rows.get(str(posts.discussion)), posts.forum)
    ]
    give_notice(first.session, following, first.now)


def _is_in(row: FactRow | None, forum: int) -> bool:
    return row is not None and row.container == f"forum:{forum}" and row.state != State.GONE


def _unmet(read: Read, posts: Posts) -> Unmet:
    met: dict[str, Fact | None] = {f"post:{fact.id}": fact for fact in posts.facts}
    return unmet(read.hint.expect, {**met, f"discussion:{posts.discussion}": None})


def discussion_gone(read: Read, _error: LmsError) -> Unmet:
    session = read.session
    row = session.get(FactRow, (read.source, Kind.DISCUSSION.value, read.hint.id))
    if row is not None and row.read_no < read.read_no:
        row.read_no = read.read_no
        mark_gone(row)
    posts = present(read, Kind.POST, FactRow.discussion == int(read.hint.id))
    _look_for([(read, post, read.hint.course) for post in posts if post.read_no < read.read_no])
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

"""The places that the mapping names: whether the LMS has them, and whether we may read them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from connector.domain.facts import Kind, State
from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.rules import EntryMatch, PostMatch
from connector.domain.sessions import Where
from connector.errors import LmsError
from connector.lms.port import Ask, Want
from connector.models.lms import FactRow, Reading
from connector.steps.doctor.finding import Finding, bad, listed, look, ok, warning
from connector.steps.doctor.visit import Ground, Visit, ground, own_forums


def mapping(visit: Visit) -> Iterator[Finding]:
    here = ground(visit)
    if here.mapping is None:
        yield bad("no_mapping")
    elif not here.lookups:
        yield warning("source_not_mapped")


def courses(visit: Visit) -> Iterator[Finding]:
    """Asked anew, for the list that we keep forgets no course."""
    queries = list(ground(visit).lookups)
    answers = visit.lms.read([Want(Ask.COURSES, query) for query in queries]) if queries else []
    missing = [query for query, answer in zip(queries, answers, strict=True) if answer == []]
    for query in missing:
        yield bad("course_missing", query=query)
    errors = [answer for answer in answers if isinstance(answer, LmsError)]
    if errors:
        raise errors[0]
    if queries and not missing:
        yield ok("courses_there", count=len(queries))


def forums(visit: Visit) -> Iterator[Finding]:
    """Named by rules: a forum that was renamed makes a rule fall silent."""
    here = ground(visit)
    if not here.courses:
        return
    lost = {str(match): rule for rule, match in _named(here) if not _there(here, match, None)}
    for forum, rule in sorted(lost.items()):
        yield warning("forum_missing", forum=forum, rule=rule)
    for match in own_forums(here.mapping):
        without = [course for course in here.courses if not _there(here, match, course)]
        if without:
            yield warning("own_forum_missing", forum=str(match), courses=listed(without))


def _named(here: Ground) -> Iterator[tuple[str, ForumMatch]]:
    if here.mapping is None:
        return
    for rule in here.mapping.contributions:
        if isinstance(rule.is_, PostMatch) and rule.is_.forum is not None:
            yield rule.key, rule.is_.forum
    for session in here.mapping.sessions:
        told = (session.is_.forum, session.proposed_in.forum if session.proposed_in else None)
        yield from ((session.key, forum) for forum in told if forum is not None)
    for community in here.mapping.communities:
        yield from ((community.key, place.forum) for place in community.lives_in if place.forum)


def _there(here: Ground, match: ForumMatch, course: int | None) -> bool:
    return any(
        match.matches(int(row.id), row.data["type"], row.data["name"])
        for row in here.forums
        if course is None or row.course == course
    )


def activities(visit: Visit) -> Iterator[Finding]:
    """Named by rules. Without its own right to view, Moodle leaves an activity out of every list, without error."""
    here = ground(visit)
    with visit.context.db.read() as session:
        query = select(FactRow).where(FactRow.source == visit.source, FactRow.kind == Kind.MODULE.value)
        rows = session.scalars(query.where(FactRow.state == State.PRESENT.value))
        seen = {(row.data["modname"], row.data["name"]) for row in rows}
    unseen = {(kind, name): rule for rule, kind, name in _activities(here) if not _shown(seen, kind, name)}
    for (kind, name), rule in unseen.items() if seen else ():
        about = {"kind": kind, "name": str(name or "*"), "rule": rule}
        yield look("activity_unseen", right=f"mod/{kind}:view", **about)


def _activities(here: Ground) -> Iterator[tuple[str, str, TextMatch | None]]:
    """(rule, Moodle's name of the kind, name of the activity)"""
    if here.mapping is None:
        return
    for rule in here.mapping.contributions:
        if isinstance(rule.is_, EntryMatch):
            yield rule.key, rule.is_.entry.value, rule.is_.name
    for session in here.mapping.sessions:
        if session.is_.where is Where.ACTIVITY:
            yield session.key, session.is_.activity, session.is_.name
        if session.attended_by.choice is not None:
            yield session.key, "choice", session.attended_by.choice


def _shown(seen: set[tuple[str, str]], kind: str, name: TextMatch | None) -> bool:
    return any(modname == kind and (name is None or name.matches(known)) for modname, known in seen)


def unreadable(visit: Visit) -> Iterator[Finding]:
    """What the last reads stumbled at."""
    where = (Reading.source == visit.source, Reading.problem.is_not(None))
    with visit.context.db.read() as session:
        count = session.scalar(select(func.count()).select_from(Reading).where(*where)) or 0
        first = session.scalars(
            select(Reading).where(*where).order_by(Reading.problem_since).limit(1)
        ).first()
        facts = session.scalar(
            select(func.count()).select_from(FactRow).where(FactRow.source == visit.source)
        )
    if first is not None:
        about = {"ask": first.ask, "id": first.id, "problem": first.problem or ""}
        yield bad("places_unreadable", count=count, **about)
    elif facts:
        yield ok("places_read")

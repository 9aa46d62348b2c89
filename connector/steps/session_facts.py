"""What sessions are made of, read from the facts: little of a course, however much is written in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Fact, Kind, State
from connector.domain.sessions import SessionRule, Where
from connector.mapping.places import Forum, forum_of
from connector.models.lms import FactRow
from connector.steps.keeping import chunks, fact_of

Course = tuple[str, int]
"""(source, course id)"""
OF_COURSE = (Kind.FORUM, Kind.EVENT, Kind.MODULE, Kind.MEETING)


def session_facts(db: Db, course: Course, rules: Sequence[SessionRule]) -> list[Fact]:
    """Forums, calendar and activities; discussions where a rule may find sessions; who answered to proposals."""
    source, id_ = course
    query = select(FactRow).where(FactRow.source == source, FactRow.course == id_)
    facts = [fact_of(row) for row in db.scalars(query.where(FactRow.kind.in_(OF_COURSE)))]
    forums = {int(fact.id): forum_of(fact) for fact in facts if fact.kind is Kind.FORUM}
    proposals = _discussions(
        db, source, [n for n, forum in forums.items() if is_proposed_in(n, forum, rules)]
    )
    held = _discussions(db, source, [n for n, forum in forums.items() if _held(n, forum, rules)])
    return [*facts, *held, *proposals, *_replies(db, source, proposals)]


def is_proposed_in(number: int, forum: Forum, rules: Iterable[SessionRule]) -> bool:
    """Whether sessions are proposed in this forum."""
    asked = (rule.proposed_in.forum for rule in rules if rule.proposed_in)
    return any(each.matches(number, forum.type, forum.name) for each in asked)


def _held(number: int, forum: Forum, rules: Iterable[SessionRule]) -> bool:
    asked = (rule.is_.forum for rule in rules if rule.is_.where is Where.DISCUSSION)
    return any(each is None or each.matches(number, forum.type, forum.name) for each in asked)


def _discussions(db: Db, source: str, forums: Sequence[int]) -> list[Fact]:
    here = FactRow.container.in_([f"{Kind.FORUM}:{number}" for number in forums])
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.DISCUSSION.value, here)
    return [fact_of(row) for row in db.scalars(query)] if forums else []


def _replies(db: Db, source: str, discussions: Iterable[Fact]) -> Iterator[Fact]:
    """One reply of everybody who answered: nothing else of it is asked, so nothing else is read."""
    query = select(FactRow.discussion, FactRow.author).distinct().where(*visible_replies(source))
    for part in chunks(sorted(int(fact.id) for fact in discussions)):
        for discussion, author in db.execute(query.where(FactRow.discussion.in_(part))):
            data = {"discussion": discussion, "parent": discussion}
            yield Fact(source, Kind.POST, f"{discussion}/{author}", author=author, data=data)


def visible_replies(source: str) -> list[ColumnElement[bool]]:
    """What a post must be to be a reply that everybody may read."""
    parent, data = FactRow.data["parent"].as_integer(), FactRow.data
    hidden = [func.coalesce(data[key].as_boolean(), false()) for key in ("private", "blank")]
    there = [FactRow.source == source, FactRow.kind == Kind.POST.value, FactRow.state == State.PRESENT.value]
    return [*there, FactRow.author.is_not(None), parent > 0, *(each.is_(False) for each in hidden)]

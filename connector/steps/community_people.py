"""Who is who in a community, and who is new there and still waits for a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind, State
from connector.domain.rules import ROLES
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.community_activity import NEW_S, newcomers
from connector.steps.community_places import Ground
from connector.steps.community_talk import Window, account_of, held

MEMBER = ROLES.index("member")


@dataclass(frozen=True)
class Member:
    person: str
    name: str
    """Empty if the LMS has not told it yet."""
    role: str
    """One of :data:`connector.domain.rules.ROLES`: the foremost they have."""


@dataclass(frozen=True)
class Newcomer:
    person: str
    name: str
    first: int
    """Time of their first post in the community."""
    source: str
    discussion: int
    """Where that stands."""
    greeted: bool
    """Somebody else has replied to a post of theirs."""


def members(grounds: Sequence[Ground]) -> Subquery:
    """(community, person, place in ROLES): everybody enrolled in its courses but the connector's own account.

    Who has none of the roles that the mapping names is a member.
    """
    each = union_all(*(_enrolled(ground) for ground in grounds)).subquery()
    query = select(each.c.community, each.c.person, func.min(each.c.place).label("place"))
    return query.group_by(each.c.community, each.c.person).subquery()


def _enrolled(ground: Ground) -> Select[str, str, int]:
    row = FactRow
    ours = and_(SourceState.source == row.source, SourceState.service_user == row.author)
    person = func.coalesce(Account.person, account_of(row)).label("person")
    query = select(literal(ground.key).label("community"), person, _place(ground).label("place"))
    query = query.select_from(row).outerjoin(Account, Account.key == account_of(row))
    return query.outerjoin(SourceState, ours).where(
        held(row.course, ground.courses),
        row.kind == Kind.ENROLMENT.value,
        row.state == State.PRESENT.value,
        row.author.is_not(None),
        SourceState.source.is_(None),
    )


def _place(ground: Ground) -> ColumnElement[int]:
    """The roles of an enrolment are a list; as text it reads the same on every database but for spaces."""
    told = FactRow.data["roles"].as_string()
    meant = [[lms for lms, role in ground.community.roles.items() if role == each] for each in ROLES[:MEMBER]]
    whens = [
        (or_(false(), *(told.contains(f'"{lms}"', autoescape=True) for lms in names)), place)
        for place, names in enumerate(meant)
    ]
    return case(*whens, else_=MEMBER)


def count_members(db: Db, grounds: Sequence[Ground]) -> dict[str, dict[str, int]]:
    """Community → role → how many; with nobody in it a community is left out."""
    each = members(grounds)
    query = select(each.c.community, each.c.place, func.count()).group_by(each.c.community, each.c.place)
    found: dict[str, dict[str, int]] = {}
    for community, place, count in db.execute(query):
        found.setdefault(community, {})[ROLES[place]] = count
    return found


def who_is_who(db: Db, ground: Ground, limit: int, first: int = 0) -> list[Member]:
    """Experts first, then leaders, moderators and members, each by name."""
    each = members([ground])
    query = select(each.c.person, func.coalesce(Account.name, ""), each.c.place)
    query = query.outerjoin(Account, Account.key == each.c.person)
    query = query.order_by(each.c.place, Account.name, each.c.person).limit(limit).offset(first)
    return [Member(person, name, ROLES[place]) for person, name, place in db.execute(query)]


def new_faces(
    db: Db, said: CTE, window: Window, limit: int, first: int = 0, *, welcoming: Ground | None = None
) -> list[Newcomer]:
    """The newest first; ``welcoming``: only plain members of that community to whom nobody has replied."""
    new = newcomers(said, window).subquery()
    post = said.alias("began")
    began = and_(
        post.c.community == new.c.community, post.c.person == new.c.person, post.c.time == new.c.first
    )
    greeted = new.c.person.in_(_greeted(said, window))
    columns = (new.c.person, func.coalesce(Account.name, ""), new.c.first)
    query = select(*columns, func.min(post.c.source), func.min(post.c.discussion), greeted.label("greeted"))
    query = query.join(post, began).outerjoin(Account, Account.key == new.c.person)
    query = query.group_by(new.c.person, Account.name, new.c.first)
    if welcoming is not None:
        here = members([welcoming])
        plain = select(here.c.person).where(here.c.place == MEMBER)
        query = query.where(~greeted, new.c.person.in_(plain))
    query = query.order_by(new.c.first.desc(), new.c.person).limit(limit).offset(first)
    return [
        Newcomer(person, name, first_post, source, discussion or 0, bool(answered))
        for person, name, first_post, source, discussion, answered in db.execute(query)
    ]


def _greeted(said: CTE, window: Window) -> Select[str]:
    """To whom somebody else has replied; a newcomer's posts are all younger than what makes one new."""
    theirs, reply = said.alias("theirs"), said.alias("reply")
    return select(theirs.c.person).where(
        theirs.c.time >= window.now - NEW_S,
        reply.c.time >= window.now - NEW_S,
        reply.c.source == theirs.c.source,
        reply.c.parent == cast(theirs.c.id, Integer),
        reply.c.person != theirs.c.person,
    )

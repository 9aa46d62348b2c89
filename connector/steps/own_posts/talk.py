"""What members wrote in a discussion: the facts of it, and its texts read when a post of ours is written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.domain.facts import Fact, Kind, State
from connector.domain.rules import Community
from connector.mapping.places import forum_number
from connector.models.lms import FactRow
from connector.steps.keeping import fact_of
from connector.steps.own_posts.kind import service_accounts


def member_posts(session: Session, source: str, discussion: int) -> list[Fact]:
    """Present posts by members, without private and blanked ones, by id."""
    ours = service_accounts(session, source)
    query = select(FactRow).where(FactRow.source == source, FactRow.discussion == discussion)
    query = query.where(FactRow.kind == Kind.POST.value, FactRow.state == State.PRESENT.value)
    facts = [fact_of(row) for row in session.scalars(query)]
    told = [fact for fact in facts if fact.time and not fact.data.get("private")]
    return sorted((fact for fact in told if fact.author not in ours), key=lambda fact: int(fact.id))


def modified_of(posts: Sequence[Fact]) -> dict[str, int | None]:
    """Post → its time of change."""
    return {fact.id: fact.data.get("modified") for fact in posts}


def ratings_of(posts: Sequence[Fact]) -> dict[int, int]:
    """Post → how many rated it."""
    return {int(fact.id): (fact.data.get("rating") or {}).get("count") or 0 for fact in posts}


def place_digest(session: Session, source: str, discussion: int, post: Fact) -> str:
    """Of what decides who may read it. A forum's own conditions are known only where activities are read."""
    head = session.get(FactRow, (source, Kind.DISCUSSION.value, str(discussion)))
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.MODULE.value)
    modules = session.scalars(query.where(FactRow.course == post.course))
    names = ("visible", "restricted", "groupmode")
    told = [
        [row.data.get(name) for name in names]
        for row in modules
        if (row.data.get("modname"), row.data.get("instance")) == ("forum", forum_number(post))
    ]
    return digest([told, [head.data.get(name) for name in ("group", "timestart", "timeend")] if head else []])


def next_turn(session: Session, source: str, discussion: int, now: int) -> int | None:
    """When the discussion is next shown to members, or hidden from them."""
    row = session.get(FactRow, (source, Kind.DISCUSSION.value, str(discussion)))
    times = [row.data.get("timestart") or 0, row.data.get("timeend") or 0] if row else []
    return min((time for time in times if time > now), default=None)


def experts_of(session: Session, source: str, course: int | None, community: Community) -> frozenset[int]:
    wanted = {role for role, means in community.roles.items() if means == "expert"}
    if not wanted:
        return frozenset()
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.ENROLMENT.value)
    rows: Sequence[FactRow] = session.scalars(query.where(FactRow.course == course)).all()
    return frozenset(
        int(row.id.rpartition("/")[2]) for row in rows if wanted & set(row.data.get("roles", ()))
    )

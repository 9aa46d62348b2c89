"""Which forums of a community all of its members may read; unknown means no."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind, State
from connector.domain.rules import Community
from connector.models.lms import FactRow
from connector.steps.community_places import grounds

CLOSED_TYPES = ("qanda",)
"""Where one reads others only after an answer of one's own."""


def open_forums(db: Db, source: str, community: Community, courses: Collection[int]) -> list[int]:
    """By id: neither hidden nor restricted, as the list of activities says."""
    query = select(FactRow).where(FactRow.source == source, FactRow.course.in_(courses))
    query = query.where(FactRow.state == State.PRESENT.value)
    forums = db.scalars(query.where(FactRow.kind == Kind.FORUM.value)).all()
    modules = db.scalars(query.where(FactRow.kind == Kind.MODULE.value)).all()
    listed = {row.data.get("instance") for row in modules if _is_open_forum(row)}
    [ground] = grounds(db, [community.key])
    readable = (row for row in forums if row.data.get("type") not in CLOSED_TYPES and int(row.id) in listed)
    return sorted(int(row.id) for row in readable if (source, f"{Kind.FORUM}:{row.id}") in ground.forums)


def _is_open_forum(row: FactRow) -> bool:
    known = row.data
    return known.get("modname") == "forum" and bool(known.get("visible")) and not known.get("restricted")

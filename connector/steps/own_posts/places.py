"""Which forums of a community all of its members may read; unknown means no."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind, State
from connector.domain.rules import Community
from connector.models.lms import FactRow

CLOSED_TYPES = ("qanda",)
"""Where one reads others only after an answer of one's own."""


def open_forums(db: Db, source: str, community: Community, courses: Collection[int]) -> list[int]:
    """By id: neither hidden nor restricted, as the list of activities says."""
    query = select(FactRow).where(FactRow.source == source, FactRow.course.in_(courses))
    query = query.where(FactRow.state == State.PRESENT.value)
    forums = db.scalars(query.where(FactRow.kind == Kind.FORUM.value)).all()
    modules = db.scalars(query.where(FactRow.kind == Kind.MODULE.value)).all()
    listed = {row.data.get("instance") for row in modules if _is_open_forum(row)}
    return sorted(int(row.id) for row in forums if int(row.id) in listed and _is_ours(row, community))


def _is_open_forum(row: FactRow) -> bool:
    known = row.data
    return known.get("modname") == "forum" and bool(known.get("visible")) and not known.get("restricted")


def _is_ours(row: FactRow, community: Community) -> bool:
    name, type_ = row.data.get("name", ""), row.data.get("type", "")
    lives = [
        place.forum is None or place.forum.matches(int(row.id), type_, name) for place in community.lives_in
    ]
    return type_ not in CLOSED_TYPES and any(lives)

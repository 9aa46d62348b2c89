"""What a community has gathered: summaries, solutions, documents and links, recordings. The newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, select, union_all
from sqlalchemy.orm import Session as Db
from sqlalchemy.orm import aliased

from connector.domain.facts import Kind, State
from connector.domain.sessions import Session
from connector.models.credit import ContributionRow
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.steps.community_places import Ground
from connector.steps.community_talk import held

SOLVED = ("solution", "good_practice", "action_plan")
"""Kinds of contributions that others can use."""
ENTRIES = (Kind.GLOSSARY_ENTRY, Kind.WIKI_PAGE, Kind.DATA_ENTRY)
MATERIAL = ("url", "resource", "folder", "page", "book")
"""Moodle's names of the activities that are links and files."""
WRITTEN = {"discussion": "summary", "session": "minutes", "week": "digest"}
"""What our own posts are of → what they are."""
MARGIN_S = 3_600
"""Recorders are started early and meetings run late."""
RECORDED = aliased(FactRow)


@dataclass(frozen=True)
class Piece:
    """One thing to read or to watch."""

    fact: FactRow
    time: int | None
    person: str = ""
    """Account of who gave it, where that is known."""
    kind: str = ""
    """Of the contribution or of our own post, where it is one."""
    name: str = ""
    """Where the object has none of its own: a recording has its room's."""


def summaries(db: Db, ground: Ground, limit: int, first: int = 0) -> list[Piece]:
    """What we wrote of discussions, sessions and weeks and what stands in the LMS: the discussion that it opened."""
    row = OwnPostRow
    itself = and_(
        FactRow.source == row.source,
        FactRow.kind == Kind.DISCUSSION.value,
        FactRow.id == cast(row.placed, String),
    )
    kind = case(*((row.key.startswith(f"{of}:"), kind) for of, kind in WRITTEN.items()), else_="")
    query = select(FactRow, row.written_at, kind).join(row, itself)
    query = query.where(row.state == "standing", kind != "", held(FactRow.container, ground.forums))
    query = query.order_by(row.written_at.desc(), row.source, row.key).limit(limit).offset(first)
    return [Piece(fact, time, kind=kind) for fact, time, kind in db.execute(query)]


def solutions(db: Db, ground: Ground, limit: int, first: int = 0) -> list[Piece]:
    """Contributions that others can use, by whatever rule they were recognised."""
    row = ContributionRow
    query = select(FactRow, row.time, row.account, row.kind).join(row, _fact_of(row))
    query = query.where(row.community == ground.key, row.kind.in_(SOLVED))
    query = query.order_by(row.time.desc(), row.source, row.fact_id).limit(limit).offset(first)
    return [Piece(*told) for told in db.execute(query)]


def _fact_of(row: type[ContributionRow]) -> Any:
    return and_(FactRow.source == row.source, FactRow.kind == row.fact_kind, FactRow.id == row.fact_id)


def documents(db: Db, ground: Ground, limit: int, first: int = 0) -> list[Piece]:
    """Entries of glossaries, wikis and databases, links and files, and posts recognised as documentation."""
    keys = union_all(_entries(ground), _material(ground), _documentation(ground)).subquery()
    same = and_(FactRow.source == keys.c.source, FactRow.kind == keys.c.kind, FactRow.id == keys.c.id)
    query = select(FactRow, FactRow.time).join(keys, same)
    newest = (func.coalesce(FactRow.time, 0).desc(), FactRow.source, FactRow.kind, FactRow.id)
    rows = db.execute(query.order_by(*newest).limit(limit).offset(first))
    return [Piece(row, time, f"{row.source}:{row.author}" if row.author else "") for row, time in rows]


def _entries(ground: Ground) -> Select[str, str, str]:
    """Of glossaries and databases only what was approved; a wiki knows no approval."""
    query = _there(ground).where(FactRow.kind.in_([kind.value for kind in ENTRIES]))
    return query.where(func.coalesce(FactRow.data["approved"].as_boolean(), literal(True)))


def _material(ground: Ground) -> Select[str, str, str]:
    query = _there(ground).where(FactRow.kind == Kind.MODULE.value, FactRow.data["visible"].as_boolean())
    return query.where(FactRow.data["modname"].as_string().in_(MATERIAL))


def _documentation(ground: Ground) -> Select[str, str, str]:
    row = ContributionRow
    query = select(row.source, row.fact_kind.label("kind"), row.fact_id.label("id"))
    return query.where(
        row.community == ground.key, row.kind == "documentation", row.fact_kind == Kind.POST.value
    )


def _there(ground: Ground) -> Select[str, str, str]:
    query = select(FactRow.source, FactRow.kind, FactRow.id).where(FactRow.state == State.PRESENT.value)
    return query.where(held(FactRow.course, ground.owned))


def recordings(db: Db, ground: Ground, limit: int, first: int = 0) -> list[Piece]:
    """Of its BigBlueButton rooms, those included that are gone."""
    return _watched(db, [held(FactRow.course, ground.owned)], limit, first)


def recordings_of(db: Db, session: Session, limit: int) -> list[Piece]:
    """Of the room that a session met in, begun while it went on; all of the room's where nobody said when."""
    room = [FactRow.source == session.source, FactRow.id == _room(db, session)]
    if session.start is not None and session.end is not None:
        room.append(RECORDED.time.between(session.start - MARGIN_S, session.end + MARGIN_S))
    return _watched(db, room, limit)


def _room(db: Db, session: Session) -> str | None:
    """The BigBlueButton activity of a session; a calendar entry may have been made by one."""
    if session.fact_kind == Kind.MEETING:
        return session.fact_id
    entry = db.get(FactRow, (session.source, session.fact_kind, session.fact_id))
    made_by = entry.data.get("modname") if entry else None
    return str(entry.data.get("instance")) if entry and made_by == "bigbluebuttonbn" else None


def _watched(db: Db, rooms: Sequence[ColumnElement[bool]], limit: int, first: int = 0) -> list[Piece]:
    place = and_(
        RECORDED.source == FactRow.source, RECORDED.container == literal(f"{Kind.MEETING}:") + FactRow.id
    )
    query = select(RECORDED, RECORDED.time, FactRow.data["name"].as_string()).join(FactRow, place)
    query = query.where(FactRow.kind == Kind.MEETING.value, RECORDED.state == State.PRESENT.value, *rooms)
    query = query.where(RECORDED.kind == Kind.RECORDING.value)
    query = query.order_by(func.coalesce(RECORDED.time, 0).desc(), RECORDED.source, RECORDED.id)
    rows = db.execute(query.limit(limit).offset(first))
    return [Piece(row, time, name=name or "") for row, time, name in rows]

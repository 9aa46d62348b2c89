"""Recomputing the past: a published version is made to hold from an earlier date on, deliberately.

The timeline gets one more row and everybody is settled anew; reversals and new lines come from that, and what lies
in closed periods is booked in the open one. It is done only after a preview of the very same.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.models.preview import Preview
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.keeping import unsettle
from connector.steps.preview import last_row

MANY, MANY_PERCENT = 20, 5


def recompute(
    context: Context, version: int, valid_from: int, by: str, reason: str, losing: int | None = None
) -> int:
    """From ``valid_from`` (epoch seconds) on everything counts by ``version``; returns the timeline's new row.

    ``losing``: how many people lose something, named by whoever has seen it; needed where they are many. Raises
    :class:`NotDone` (no_reason, no_such_version, preview_needed, preview_is_older, takes_from_many).
    """
    if not reason.strip():
        raise NotDone("say why", word="no_reason")
    now = context.now()
    with context.db.write() as session:
        if session.get(MappingVersion, version) is None:
            raise NotDone(f"there is no version {version}", word="no_such_version")
        preview = seen(session, version, valid_from)
        if takes_from_many(preview) and losing != preview.losing:
            raise NotDone(
                f"{preview.losing} of {preview.people} people lose something; confirm that number",
                word="takes_from_many",
            )
        row = TimelineRow(version=version, recorded_at=now, valid_from=valid_from)
        session.add(row)
        session.flush()
        told = {"valid_from": valid_from, "reason": reason, "preview": preview.id, "losing": preview.losing}
        note(session, now, by, "recompute", f"mapping:{version}", told)
        unsettle(session, session.scalars(select(Account.person).distinct()), now, "recompute")
        return row.number


def seen(session: Session, version: int, valid_from: int) -> Preview:
    """The finished preview of the very same; a mapping that came into force since makes it worthless."""
    query = select(Preview).where(Preview.version == version, Preview.valid_from == valid_from)
    query = query.where(Preview.state == "done", Preview.recompute).order_by(Preview.id.desc())
    preview = session.scalars(query.limit(1)).first()
    if preview is None:
        raise NotDone("look first what it would change: preview it", word="preview_needed")
    if preview.timeline != last_row(session):
        raise NotDone("the mapping in force has changed since that preview", word="preview_is_older")
    return preview


def takes_from_many(preview: Preview) -> bool:
    """Whether whoever confirms must name how many."""
    return 100 * preview.losing > max(100 * MANY, MANY_PERCENT * preview.people)

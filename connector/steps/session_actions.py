"""What leaders and approvers say about sessions: when they are, and whether they are.

Each is written with who said it and why, and everybody whom it may concern is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import Session
from connector.errors import NotDone
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps.approve import Approver, not_for
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.keeping import authors_in, chunks, unsettle, unsettle_authors
from connector.steps.session_lists import session_named

LONGEST_MINUTES = 1440
"""As in the mapping: what is longer than a day is no meeting."""


def decide(
    context: Context,
    db: Db,
    source: str,
    key: str,
    *,
    start: int | None = None,
    minutes: int = 0,
    cancelled: bool = False,
    by: Approver,
    reason: str,
) -> SessionDecision:
    """Says when a session is, or that it is not; stands above what the LMS says until it is said anew."""
    session, why = known_session(context, db, source, key), reason_given(reason)
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise NotDone(f"{minutes} minutes are not the length of a meeting", word="bad_minutes")
    row = db.merge(
        SessionDecision(
            source=source,
            session=key,
            start=start,
            minutes=minutes,
            cancelled=cancelled,
            by=by.name,
            reason=why,
            at=context.now(),
        )
    )
    told = {"start": start, "minutes": minutes, "cancelled": cancelled, "reason": why}
    noted(context, db, session, by, "session-decide", told)
    return row


# --- what must hold -----------------------------------------------------------------


def known_session(context: Context, db: Db, source: str, key: str) -> Session:
    session = session_named(context, db, source, key)
    if session is None:
        raise NotDone(f"there is no session {key} in {source}", word="no_such_session")
    return session


def reason_given(reason: str) -> str:
    if not reason.strip():
        raise NotDone("say why, for whoever asks later", word="reason_missing")
    return reason.strip()


# --- writing ------------------------------------------------------------------------


def noted(
    context: Context,
    db: Db,
    session: Session,
    by: Approver,
    action: str,
    detail: dict[str, Any],
    also: Iterable[str] = (),
) -> None:
    """For the log; and whoever did anything in that course, is or was listed, is reckoned anew."""
    not_for(by, session.community)
    note(db, context.now(), by.name, action, f"session:{session.source}/{session.key}", detail)
    db.flush()
    # Of two sessions an attendance choice may be for either: so whoever acted in the course is concerned.
    if session.course is not None:
        authors = authors_in(db, session.source, FactRow.course == session.course)
        unsettle_authors(db, session.source, authors, context.now(), "session")
    query = select(PresenceRow.account).where(
        PresenceRow.source == session.source, PresenceRow.session == session.key
    )
    listed = sorted({*also, *db.scalars(query)})
    for part in chunks(listed):
        persons = db.scalars(select(Account.person).where(Account.key.in_(part)))
        unsettle(db, persons, context.now(), "session")

"""What leaders and approvers say about sessions: when they are, whether they are, who was there.

Each is written with who said it and why, and everybody whom it may concern is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import How, Presence, Session
from connector.errors import NotDone
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps.approve import Approver
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.keeping import authors_in, chunks, unsettle, unsettle_authors
from connector.steps.people import accounts_of
from connector.steps.session_lists import rule_of, session_named

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
    session, why = _known(context, db, source, key), _reason(reason)
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
    _noted(context, db, session, by, "session-decide", told)
    return row


def confirm(
    context: Context, db: Db, source: str, key: str, accounts: Iterable[str], *, by: Approver, reason: str
) -> int:
    """Puts these accounts on the confirmed list; returns how many were not on it yet."""
    session, why = _known(context, db, source, key), _reason(reason)
    _must_be(db, session, How.CONFIRMED)
    wanted = sorted(set(accounts))
    _all_known(db, wanted)
    _not_oneself(db, wanted, by)
    listed = set(db.scalars(_listed(session, How.CONFIRMED)))
    for account in wanted:
        db.merge(presence_row(context, session, Presence(source, key, account, How.CONFIRMED), by, why))
    _noted(context, db, session, by, "session-confirm", {"accounts": wanted, "reason": why})
    return len(set(wanted) - listed)


def withdraw_presence(
    context: Context, db: Db, source: str, key: str, accounts: Iterable[str], *, by: Approver, reason: str
) -> int:
    """Takes these accounts off the confirmed list; returns how many were on it."""
    session, why = _known(context, db, source, key), _reason(reason)
    listed = set(db.scalars(_listed(session, How.CONFIRMED)))
    gone = sorted(listed & set(accounts))
    _drop(db, session, How.CONFIRMED, gone)
    _noted(context, db, session, by, "session-withdraw", {"accounts": gone, "reason": why}, gone)
    return len(gone)


def replace_file(
    context: Context,
    db: Db,
    source: str,
    key: str,
    told: Sequence[Presence],
    *,
    by: Approver,
    reason: str,
) -> None:
    """What a file says takes the place of what an earlier file of this session said."""
    session, why = _known(context, db, source, key), _reason(reason)
    _must_be(db, session, How.FILE)
    before = list(db.scalars(_listed(session, How.FILE)))
    _drop(db, session, How.FILE, before)
    db.flush()
    for one in told:
        db.add(presence_row(context, session, one, by, why))
    accounts = sorted(one.account for one in told)
    _noted(context, db, session, by, "session-file", {"accounts": accounts, "reason": why}, before)


def presence_row(context: Context, session: Session, one: Presence, by: Approver, reason: str) -> PresenceRow:
    return PresenceRow(
        source=session.source,
        session=session.key,
        account=one.account,
        how=one.how.value,
        intervals=[list(part) for part in one.intervals],
        minutes=one.minutes,
        by=by.person or by.name,  # an account where there is one: so their own row is told from others'
        reason=reason,
        at=context.now(),
    )


# --- what must hold -----------------------------------------------------------------


def _known(context: Context, db: Db, source: str, key: str) -> Session:
    session = session_named(context, db, source, key)
    if session is None:
        raise NotDone(f"there is no session {key} in {source}", word="no_such_session")
    return session


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NotDone("say why, for whoever asks later", word="reason_missing")
    return reason.strip()


def _must_be(db: Db, session: Session, how: How) -> None:
    """A list that the mapping does not ask for would never count; better said than silent."""
    rule = rule_of(db, session)
    if rule is None or rule.attended_by.how is not how:
        asked = rule.attended_by.how if rule else "?"
        raise NotDone(
            f"by the mapping, attendance of {session.key} is known by {asked}", word=f"not_by_{how}"
        )


def _all_known(db: Db, accounts: Sequence[str]) -> None:
    known: set[str] = set()
    for part in chunks(accounts):
        known |= set(db.scalars(select(Account.key).where(Account.key.in_(part))))
    strangers = [account for account in accounts if account not in known]
    if strangers:
        raise NotDone(f"no such account: {', '.join(strangers)}", word="unknown_person")


def _not_oneself(db: Db, accounts: Collection[str], by: Approver) -> None:
    own = {account.key for account in accounts_of(db, by.person)} if by.person else set()
    if own & set(accounts):
        raise NotDone(f"{by.name} cannot confirm to have been there themselves", word="own_presence")


# --- writing ------------------------------------------------------------------------


def _listed(session: Session, how: How) -> Any:
    return select(PresenceRow.account).where(
        PresenceRow.source == session.source, PresenceRow.session == session.key, PresenceRow.how == how.value
    )


def _drop(db: Db, session: Session, how: How, accounts: Sequence[str]) -> None:
    for part in chunks(accounts):
        db.execute(
            delete(PresenceRow).where(
                PresenceRow.source == session.source,
                PresenceRow.session == session.key,
                PresenceRow.how == how.value,
                PresenceRow.account.in_(part),
            )
        )


def _noted(
    context: Context,
    db: Db,
    session: Session,
    by: Approver,
    action: str,
    detail: dict[str, Any],
    also: Iterable[str] = (),
) -> None:
    """For the log; and whoever did anything in that course, is or was listed, is reckoned anew."""
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

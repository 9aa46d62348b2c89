"""What people say of who was at a session: a leader's word about somebody, and files.

A leader's word is *there* (``confirmed``) or *not there* (``absent``); the last one about a person stands above
whatever else is known of them, until it is taken back. A file adds to what is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import How, Presence, Session
from connector.errors import NotDone
from connector.models.people import Account
from connector.models.sessions import PresenceRow
from connector.steps.approve import Approver
from connector.steps.context import Context
from connector.steps.keeping import chunks
from connector.steps.people import accounts_of
from connector.steps.session_actions import known_session, noted, reason_given

WORDS = (How.CONFIRMED, How.ABSENT)


def confirm(
    context: Context, db: Db, source: str, key: str, accounts: Iterable[str], *, by: Approver, reason: str
) -> int:
    """They were there; returns of how many accounts that was not said yet. Nobody confirms themselves."""
    return _say(context, db, source, key, accounts, How.CONFIRMED, by, reason)


def deny(
    context: Context, db: Db, source: str, key: str, accounts: Iterable[str], *, by: Approver, reason: str
) -> int:
    """They were not there, whatever speaks for it; returns of how many accounts that was not said yet."""
    return _say(context, db, source, key, accounts, How.ABSENT, by, reason)


def withdraw_presence(
    context: Context, db: Db, source: str, key: str, accounts: Iterable[str], *, by: Approver, reason: str
) -> int:
    """Takes back what was said of these persons: what else is known counts again. Returns how many words it was."""
    session, why = known_session(context, db, source, key), reason_given(reason)
    named = sorted(set(accounts))
    _not_oneself(db, named, by)
    gone = _drop(db, _words(db, session, named))
    noted(context, db, session, by, "session-withdraw", {"accounts": gone, "reason": why}, gone)
    return len(gone)


def replace_file(
    context: Context, db: Db, source: str, key: str, told: Sequence[Presence], *, by: Approver, reason: str
) -> None:
    """What a file says takes the place of what an earlier file of this session said."""
    session, why = known_session(context, db, source, key), reason_given(reason)
    gone = _drop(db, db.scalars(_rows(session, [How.FILE])).all())
    for one in told:
        db.add(_row(context, session, one, by, why))
    accounts = sorted(one.account for one in told)
    noted(context, db, session, by, "session-file", {"accounts": accounts, "reason": why}, gone)


def words_about(db: Db, session: Session) -> Sequence[PresenceRow]:
    """What leaders said of anybody."""
    return db.scalars(_rows(session, WORDS)).all()


# --- what must hold -----------------------------------------------------------------


def _not_oneself(db: Db, accounts: Collection[str], by: Approver) -> None:
    own = {account.key for account in accounts_of(db, by.person)} if by.person else set()
    if own & set(accounts):
        raise NotDone(f"{by.name} cannot say that they were there themselves", word="own_presence")


def _accounts_of_all(db: Db, accounts: Sequence[str]) -> list[str]:
    """These accounts and the others of the same persons; every one of them must be known."""
    persons: dict[str, str] = {}
    for part in chunks(accounts):
        rows = db.execute(select(Account.key, Account.person).where(Account.key.in_(part)))
        persons |= {row.key: row.person for row in rows}
    strangers = [account for account in accounts if account not in persons]
    if strangers:
        raise NotDone(f"no such account: {', '.join(strangers)}", word="unknown_person")
    found: set[str] = set()
    for part in chunks(sorted(set(persons.values()))):
        found |= set(db.scalars(select(Account.key).where(Account.person.in_(part))))
    return sorted(found)


# --- writing ------------------------------------------------------------------------


def _say(
    context: Context,
    db: Db,
    source: str,
    key: str,
    accounts: Iterable[str],
    how: How,
    by: Approver,
    reason: str,
) -> int:
    session, why = known_session(context, db, source, key), reason_given(reason)
    named = sorted(set(accounts))
    if how is How.CONFIRMED:
        _not_oneself(db, named, by)
    before = _words(db, session, named)
    new = set(named) - {row.account for row in before if row.how == how.value}
    gone = _drop(db, before)
    for account in named:
        db.add(_row(context, session, Presence(source, key, account, how), by, why))
    action = "session-confirm" if how is How.CONFIRMED else "session-deny"
    noted(context, db, session, by, action, {"accounts": named, "reason": why}, gone)
    return len(new)


def _rows(session: Session, hows: Iterable[How]) -> Select[PresenceRow]:
    return select(PresenceRow).where(
        PresenceRow.source == session.source,
        PresenceRow.session == session.key,
        PresenceRow.how.in_([how.value for how in hows]),
    )


def _words(db: Db, session: Session, accounts: Sequence[str]) -> list[PresenceRow]:
    """What leaders said of the persons who have these accounts."""
    found: list[PresenceRow] = []
    for part in chunks(_accounts_of_all(db, accounts)):
        found += db.scalars(_rows(session, WORDS).where(PresenceRow.account.in_(part)))
    return found


def _drop(db: Db, rows: Sequence[PresenceRow]) -> list[str]:
    for row in rows:
        db.delete(row)
    db.flush()
    return sorted(row.account for row in rows)


def _row(context: Context, session: Session, one: Presence, by: Approver, reason: str) -> PresenceRow:
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

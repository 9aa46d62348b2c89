"""Whose account it is, told by hand where the LMS does not tell: until it does, or somebody takes it back."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.people import Account
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.people import regroup

NIP = re.compile(r"\d{18}")
MOST_NAMESAKES = 10


def match(context: Context, session: Session, key: str, identifier: str, by: str) -> None:
    """The account has this NIP: so it is one person with every other account that has it."""
    account, nip = _account(session, key), identifier.replace(" ", "")
    if account.identifier and not account.matched_by:
        raise NotDone(f"the LMS tells the NIP of {key}", word="nip_known")
    if not NIP.fullmatch(nip):
        raise NotDone("a NIP has 18 digits", word="not_a_nip")
    _change(context, session, account, nip, by)
    note(session, context.now(), by, "match", f"account:{key}", {"person": account.person})


def part(context: Context, session: Session, key: str, by: str) -> None:
    """What was told by hand is taken back; the account stands for itself again."""
    account = _account(session, key)
    if not account.matched_by:
        raise NotDone(f"nobody told the NIP of {key} by hand", word="not_matched")
    person = account.person
    _change(context, session, account, "", "")
    note(session, context.now(), by, "part", f"account:{key}", {"person": person})


def _account(session: Session, key: str) -> Account:
    account = session.get(Account, key)
    if account is None:
        raise NotDone(f"there is no account {key}", word="no_such_account")
    return account


def _change(context: Context, session: Session, account: Account, nip: str, by: str) -> None:
    before, account.identifier, account.matched_by = account.identifier, nip, by
    session.flush()
    regroup(session, {before, nip}, account.key, context.now())


def namesakes(session: Session, account: Account) -> list[Account]:
    """Accounts of others with the same name, who may be the same person."""
    if not account.name:
        return []
    query = select(Account).where(Account.name == account.name, Account.person != account.person)
    return list(session.scalars(query.order_by(Account.name, Account.key).limit(MOST_NAMESAKES)))

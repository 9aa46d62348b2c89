"""Which accounts are one person: those with the same identifier (NIP)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Fact, account_key
from connector.lms.port import Ask
from connector.models.dialects import is_server
from connector.models.people import Account
from connector.steps.hints import Notice, give_notice
from connector.steps.keeping import chunks, unsettle


def meet(session: Session, source: str, users: Iterable[int | None], now: int) -> None:
    """Makes accounts of users not seen before and asks who they are."""
    keys = {account_key(source, user): user for user in users if user and user > 0}
    known: set[str] = set()
    for part in chunks(list(keys)):
        known |= set(session.scalars(select(Account.key).where(Account.key.in_(part))))
    strangers = [(key, user) for key, user in sorted(keys.items()) if key not in known]
    for key, user in strangers:
        session.add(Account(key=key, source=source, user_id=user, person=key))
    session.flush()
    give_notice(session, (Notice(source, Ask.USERS, str(user), wait=0) for _, user in strangers), now)


def learn(session: Session, facts: Iterable[Fact], now: int) -> None:
    """Brings accounts up to what the LMS says of the users now."""
    told = {account_key(fact.source, int(fact.id)): fact for fact in facts}
    for part in chunks(sorted(told)):
        query = select(Account).where(Account.key.in_(part)).order_by(Account.key)
        for account in session.scalars(query).all():
            _learn(session, account, told[account.key], now)


def _learn(session: Session, account: Account, fact: Fact, now: int) -> None:
    data, before = fact.data, account.identifier
    if data["deleted"]:
        account.state = "deleted"  # Moodle drops the identifier then; what was earned stays with the person
    else:
        account.state = "suspended" if data["suspended"] else "active"
        # An empty one is no proof that there is none: a lost right to see it looks the same.
        account.identifier = data["identifier"] or account.identifier
        account.matched_by = "" if data["identifier"] else account.matched_by
    account.name = data["name"]
    if account.identifier != before:
        session.flush()
        regroup(session, {before, account.identifier}, account.key, now)


def regroup(session: Session, identifiers: set[str], changed: str, now: int) -> None:
    """Says anew who is one person after an account's identifier changed, and has them reckoned anew."""
    touched = {changed}
    for identifier in sorted(identifiers - {""}):
        query = select(Account).where(Account.identifier == identifier)
        touched |= _name_person(list(session.scalars(query)))
    account = session.get_one(Account, changed)
    if not account.identifier:
        touched.add(account.person)
        account.person = account.key
    unsettle(session, touched | {account.person}, now, "identity")


def _name_person(accounts: list[Account]) -> set[str]:
    """The smallest account stands for all; returns every person concerned, before and after."""
    if not accounts:
        return set()
    smallest = min(accounts, key=lambda account: (account.source, account.user_id)).key
    touched = {account.person for account in accounts} | {smallest}
    for account in accounts:
        account.person = smallest
    return touched


def accounts_of(session: Session, person: str) -> list[Account]:
    """The accounts of one person, in order."""
    query = select(Account).where(Account.person == person)
    return sorted(session.scalars(query), key=lambda account: (account.source, account.user_id))


def hold_accounts(session: Session, *persons: str) -> None:
    """On PostgreSQL: until the transaction ends, nobody gives one of these accounts to another person."""
    if is_server(session):
        keys = select(Account.key).where(Account.person.in_(persons)).order_by(Account.key)
        session.execute(keys.with_for_update())


def accounts_of_all(session: Session, persons: Sequence[str]) -> dict[str, list[Account]]:
    """As :func:`accounts_of`, of several; whoever has none is there all the same."""
    found: dict[str, list[Account]] = {person: [] for person in persons}
    for part in chunks(persons):
        for account in session.scalars(select(Account).where(Account.person.in_(part))):
            found[account.person].append(account)
    for accounts in found.values():
        accounts.sort(key=lambda account: (account.source, account.user_id))
    return found


def find_person(session: Session, words: str) -> str | None:
    """A person by NIP (spaces allowed), by account (``lms:9``) or by an LMS user id that is not ambiguous."""
    wanted = words.replace(" ", "")
    account = session.get(Account, wanted)
    if account is None:
        query = select(Account).where(Account.identifier == wanted)
        account = session.scalars(query.order_by(Account.key).limit(1)).first()
    if account is None and wanted.isdigit() and len(wanted) < 12:
        found = session.scalars(select(Account).where(Account.user_id == int(wanted)).limit(2)).all()
        account = found[0] if len(found) == 1 else None
    return account.person if account else None


def masked(identifier: str) -> str:
    """A NIP that people recognise and cannot copy: ``1985••••••••••1006``."""
    shown = 4 if len(identifier) >= 12 else 1
    hidden = len(identifier) - 2 * shown
    return f"{identifier[:shown]}{'•' * hidden}{identifier[-shown:]}" if hidden > 0 else "•" * len(identifier)

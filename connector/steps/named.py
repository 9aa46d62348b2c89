"""Whom a line of a table means: by NIP or LMS user number, else by a name that only one person has.

E-mail addresses are not kept by us, so they tell nobody apart – but where they are the identifier itself.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.matching import fold
from connector.models.people import Account


class Nobody(NamedTuple):
    word: str
    """unknown_person, ambiguous_person or ambiguous_name."""
    value: str


class Named:
    """The accounts of one source, or of all, read once."""

    def __init__(self, db: Session, source: str | None = None) -> None:
        self.by_identifier: dict[str, list[Account]] = {}
        self.by_name: dict[str, list[Account]] = {}
        self.by_number: dict[str, list[Account]] = {}
        query = select(Account).where(Account.state != "deleted").order_by(Account.key)
        for account in db.scalars(query if source is None else query.where(Account.source == source)):
            self.by_number.setdefault(str(account.user_id), []).append(account)
            if account.identifier:
                self.by_identifier.setdefault(account.identifier.casefold(), []).append(account)
            if account.name:
                self.by_name.setdefault(fold(account.name), []).append(account)

    def meant(self, identifier: str, name: str) -> Account | Nobody:
        """The account, or why there is none. A number that nobody has is no reason to try the name: it is wrong."""
        if identifier:
            known = self.by_identifier.get(identifier.casefold()) or self.by_number.get(identifier, [])
            return _one(known, identifier, "ambiguous_person")
        return _one(self.by_name.get(fold(name), []), name, "ambiguous_name")


def _one(known: list[Account], value: str, several: str) -> Account | Nobody:
    """Two accounts of one person are no doubt: the first stands for them."""
    if not known:
        return Nobody("unknown_person", value)
    if len({account.person for account in known}) > 1:
        return Nobody(several, value)
    return known[0]

"""People: one row a person, with the year's credit against its target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from connector.models.credit import LedgerLine, Record
from connector.models.people import Account
from connector.steps.keeping import chunks
from connector.steps.lists import choices
from connector.steps.lists.listing import Choice, Condition, Filter, Listing, Sort
from connector.steps.people import masked
from connector.steps.telling import Teller
from connector.steps.world import figure_scheme

STATES = ("active", "suspended", "deleted", "unread")
SORTS = ("name", "name_down")


@dataclass(frozen=True)
class PersonLine:
    person: str
    """Key of the account that stands for them."""
    name: str
    nip: str
    """Masked; empty if there is none."""
    accounts: int
    state: str
    approved: Decimal
    """This calendar year's, by the scheme that the profile figure counts."""
    target: Decimal | None
    unit: str

    @property
    def percent(self) -> int:
        """Of the target, for a bar; 0 where there is none."""
        return max(0, min(100, int(self.approved * 100 / self.target))) if self.target else 0


def _plain(teller: Teller, found: Sequence[Any]) -> list[PersonLine]:
    rows: list[Account] = [row for (row,) in found]
    persons = _accounts(teller, [row.key for row in rows])
    scheme = figure_scheme(teller.session)
    credit = _credit(teller, scheme.key, persons) if scheme else {}
    counts: dict[str, int] = {}
    for person in persons.values():
        counts[person] = counts.get(person, 0) + 1
    return [
        PersonLine(
            person=row.key,
            name=row.name,
            nip=masked(row.identifier),
            accounts=counts.get(row.key, 0),
            state=row.state,
            approved=scheme.units(credit.get(row.key, 0)) if scheme else Decimal(0),
            target=scheme.target if scheme else None,
            unit=scheme.unit if scheme else "",
        )
        for row in rows
    ]


def _accounts(teller: Teller, persons: Sequence[str]) -> dict[str, str]:
    """Account → person."""
    found: dict[str, str] = {}
    for part in chunks(persons):
        rows = teller.session.execute(select(Account.key, Account.person).where(Account.person.in_(part)))
        found |= {row.key: row.person for row in rows}
    return found


def _credit(teller: Teller, scheme: str, persons: dict[str, str]) -> dict[str, int]:
    """Person → steps approved this year."""
    year = datetime.fromtimestamp(teller.context.now(), teller.context.zone).year
    line, found = LedgerLine, dict.fromkeys(persons.values(), 0)
    for part in chunks(sorted(persons)):
        query = select(line.account, func.sum(line.amount)).where(
            line.account.in_(part),
            line.scheme == scheme,
            line.day >= f"{year}-01-01",
            line.day <= f"{year}-12-31",
        )
        for account, amount in teller.session.execute(query.group_by(line.account)):
            found[persons[account]] += int(amount)
    return found


def matching(words: str) -> Condition:
    """By a part of the name, the beginning of the NIP, or the account; also another account's of theirs."""
    closed_up = words.replace(" ", "")
    return or_(
        Account.name.icontains(words, autoescape=True),
        Account.identifier.startswith(closed_up, autoescape=True),
        Account.person.in_(
            select(_other.person).where(or_(_other.key == closed_up, _other.identifier == closed_up))
        ),
    )


def _without_nip(value: str) -> Condition | None:
    return Account.identifier == "" if value == "none" else None


def _with_credit(value: str) -> Condition | None:
    with_credit = select(Record.person).where(Record.person == Account.key, Record.approved > 0)
    return with_credit.exists() if value == "approved" else None


def _choice(name: str, value: str) -> Callable[[Teller], list[Choice]]:
    return lambda teller: [(value, teller.say(f"list-{name}-{value}"))]


def _within(communities: Any) -> Condition:
    there = select(Record.person).where(Record.person == Account.key, Record.community.in_(communities))
    return there.exists()


_other = aliased(Account)
BY_NAME = (Account.name, Account.key)

PEOPLE = Listing(
    name="people",
    row=PersonLine,
    query=select(Account).where(Account.key == Account.person),
    sorts=(Sort("name", BY_NAME), Sort("name_down", BY_NAME, down=True)),
    plain=_plain,
    filters=(
        Filter("nip", _without_nip, _choice("nip", "none")),
        Filter("credit", _with_credit, _choice("credit", "approved"), slow_by=SORTS),
        choices.one_of("state", Account.state, STATES, "desk-account-", slow_by=SORTS),
    ),
    words=matching,
    within=_within,
)

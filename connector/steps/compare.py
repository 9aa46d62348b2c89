"""Against a list kept by hand: what the connector would have given each person, community and month.

Only what the list speaks of is compared: its months, and its communities if it names any. What differs is told with
why by ``compare_reasons``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from connector.domain.matching import fold
from connector.domain.scheme import Scheme
from connector.errors import NotDone
from connector.models.credit import EntitlementRow, LedgerLine
from connector.models.people import Account
from connector.steps.named import Named, Nobody
from connector.steps.world import community_names, figure_scheme
from schemas.handmade_list import HandList, HandRow

EVERYWHERE = ""
"""The community of a list that names none: all of them together."""


class Kind(StrEnum):
    MISSING_HERE = "missing_here"
    """The list has credit, the connector gives none."""
    MISSING_THERE = "missing_there"
    LESS = "less"
    """The connector gives less than the list."""
    MORE = "more"
    SAME = "same"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    person: str
    community: str
    """:data:`EVERYWHERE` where the list tells none."""
    month: str


@dataclass
class Compared:
    """Amounts in units of the scheme (JP)."""

    key: Key
    name: str = ""
    nip: str = ""
    theirs: Decimal = Decimal(0)
    ours: Decimal = Decimal(0)
    """Earned, approved or not."""
    approved: Decimal = Decimal(0)

    @property
    def kind(self) -> Kind:
        if self.ours == self.theirs:
            return Kind.SAME
        if not self.ours:
            return Kind.MISSING_HERE
        if not self.theirs:
            return Kind.MISSING_THERE
        return Kind.LESS if self.ours < self.theirs else Kind.MORE


@dataclass(frozen=True)
class Left:
    """A line that was not compared."""

    line: int
    word: str
    """unknown_person, ambiguous_person, ambiguous_name, only_email, unknown_community, or a word of the reader."""
    value: str = ""


@dataclass
class Comparison:
    scheme: Scheme
    rows: list[Compared] = field(default_factory=list)
    """What differs first, by kind, name and month; then what is the same."""
    left: list[Left] = field(default_factory=list)

    def count(self, kind: Kind) -> int:
        return sum(row.kind is kind for row in self.rows)


def compare(session: Session, told: HandList) -> Comparison:
    """Raises ``NotDone`` ``no_scheme`` before any mapping gives credit; never for what the list holds."""
    scheme = figure_scheme(session)
    if scheme is None:
        raise NotDone("no published mapping gives credit", word="no_scheme")
    found = Comparison(scheme, left=[Left(*problem) for problem in told.problems])
    rows = _theirs(session, told.rows, found.left)
    _add_ours(session, scheme, rows)
    _name(session, rows)
    found.rows = sorted(rows.values(), key=_order)
    found.left.sort(key=lambda one: (one.line, one.word))
    return found


def _order(row: Compared) -> tuple[int, str, Key]:
    return list(Kind).index(row.kind), fold(row.name), row.key


def _theirs(session: Session, told: Iterable[HandRow], left: list[Left]) -> dict[Key, Compared]:
    """The list's rows by what they are about; two about the same are added up."""
    people = Named(session)
    communities = _by_words(community_names(session))
    rows: dict[Key, Compared] = {}
    for row in told:
        who = _meant(people, row)
        community = communities.get(fold(row.community)) if row.community else EVERYWHERE
        if isinstance(who, Nobody):
            left.append(Left(row.line, *who))
        elif community is None:
            left.append(Left(row.line, "unknown_community", row.community))
        else:
            key = Key(who.person, community, row.month)
            rows.setdefault(key, Compared(key)).theirs += row.amount
    return rows


def _meant(people: Named, row: HandRow) -> Account | Nobody:
    """By the NIP, else the name; an e-mail address tells only where it is what identifies an account."""
    if row.identifier or not row.email:
        return people.meant(row.identifier, row.name)
    known = people.meant(row.email, "")
    if not isinstance(known, Nobody) or not row.name:
        return known if not isinstance(known, Nobody) else Nobody("only_email", row.email)
    return people.meant("", row.name)


def _by_words(names: Mapping[str, str]) -> dict[str, str]:
    """A community's name or key, folded → its key."""
    return {fold(words): key for key, name in names.items() for words in (key, name)}


def _add_ours(session: Session, scheme: Scheme, rows: dict[Key, Compared]) -> None:
    """By the days of what was earned: a record may stand for half a year."""
    months = sorted({key.month for key in rows})
    communities = {key.community for key in rows}
    for approved, query in ((False, _earned(scheme, months)), (True, _in_force(scheme, months))):
        for person, community, month, steps in session.execute(query):
            named = community in communities
            if steps and (named or EVERYWHERE in communities):
                key = Key(person, community if named else EVERYWHERE, month)
                row = rows.setdefault(key, Compared(key))
                row.ours += scheme.units(0 if approved else steps)
                row.approved += scheme.units(steps if approved else 0)


def _earned(scheme: Scheme, months: Sequence[str]) -> Select[Any]:
    item, month = EntitlementRow, func.substr(EntitlementRow.day, 1, 7)
    query = select(item.person, item.community, month, func.sum(item.amount))
    query = query.where(item.scheme == scheme.key, month.in_(months))
    return query.group_by(item.person, item.community, month)


def _in_force(scheme: Scheme, months: Sequence[str]) -> Select[Any]:
    line, month = LedgerLine, func.substr(LedgerLine.day, 1, 7)
    query = select(Account.person, line.community, month, func.sum(line.amount))
    query = query.join(Account, Account.key == line.account)
    query = query.where(line.scheme == scheme.key, month.in_(months))
    return query.group_by(Account.person, line.community, month)


def _name(session: Session, rows: Mapping[Key, Compared]) -> None:
    query = select(Account).where(Account.key == Account.person)
    known = {account.key: account for account in session.scalars(query)} if rows else {}
    for key, row in rows.items():
        account = known.get(key.person)
        row.name = (account.name if account else "") or key.person
        row.nip = account.identifier if account else ""

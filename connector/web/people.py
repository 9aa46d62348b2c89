"""People: finding one, and the whole explanation of what they have and have not earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, request
from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from connector.models.credit import EntitlementRow, LedgerLine, Record
from connector.models.people import Account
from connector.steps.explain import Line, Teller, explain
from connector.steps.people import accounts_of, find_person, masked
from connector.web.facts import lms_url, post_anchor
from connector.web.page import PAGE, Page, blueprint, cop, cut, language, name_of, render, telling
from connector.web.roles import READERS, role

LONGEST_QUERY = 100


@dataclass(frozen=True)
class PersonRow:
    key: str
    name: str
    nip: str
    state: str


@blueprint.get("/people")
@role(*READERS, "hr")
def people() -> str:
    words, only = request.args.get("q", "").strip()[:LONGEST_QUERY], request.args.get("only", "")
    with telling() as teller:
        found = _search(teller.session, words, only == "no-nip", request.args.get("after", ""))
    return render("people.html", people=found, words=words, only=only if only == "no-nip" else "")


def _search(db: Session, words: str, no_nip: bool, after: str) -> Page[PersonRow]:
    """One row a person, in the order of their names."""
    query = select(Account).where(Account.key == Account.person)
    if words:
        query = query.where(Account.person.in_(_matching(words)))
    if no_nip:
        query = query.where(
            Account.identifier == "", Account.key.in_(select(Record.person).where(Record.approved > 0))
        )
    last = db.get(Account, after) if after else None
    if last is not None:
        query = query.where(tuple_(Account.name, Account.key) > (last.name, last.key))
    rows = db.scalars(query.order_by(Account.name, Account.key).limit(PAGE + 1))
    return cut([_row(row) for row in rows], PAGE, lambda row: row.key)


def _matching(words: str) -> Select[str]:
    """Persons, by a part of the name, the beginning of the NIP, or the account."""
    closed_up = words.replace(" ", "")
    return select(Account.person).where(
        or_(
            Account.name.icontains(words, autoescape=True),
            Account.identifier.startswith(closed_up, autoescape=True),
            Account.key == closed_up,
        )
    )


def _row(account: Account) -> PersonRow:
    return PersonRow(account.key, name_of(account, account.key), masked(account.identifier), account.state)


# --- one person ---------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """A year's credit against its target, in whole percent for the bar."""

    scheme: str
    unit: str
    approved: str
    earned: str
    target: str
    approved_percent: int
    earned_percent: int


@dataclass(frozen=True)
class Post:
    """An explained post, and where it is."""

    line: Line
    anchor: str
    source: str
    id: str
    url: str


@blueprint.get("/people/<path:key>")
@role(*READERS, "hr")
def person(key: str) -> str:
    with telling() as teller:
        known = find_person(teller.session, key)
        lines = explain(cop().context, teller.session, known, language()) if known else None
        if known is None or lines is None:
            abort(404)
        accounts = accounts_of(teller.session, known)
        return render(
            "person.html",
            name=next((one.name for one in accounts if one.name), known),
            nip=next((one.identifier for one in accounts if one.identifier), ""),
            accounts=[one.key for one in accounts],
            totals=_of_kind(lines, "total"),
            year=_year(),
            progress=_progress(teller, accounts),
            records=_of_kind(lines, "record"),
            posts=[_post(line) for line in reversed(_of_kind(lines, "contribution", "none"))],
            sessions=_of_kind(lines, "session"),
            ledger=_of_kind(lines, "ledger"),
            messages=_of_kind(lines, "message"),
        )


def _of_kind(lines: Sequence[Line], *kinds: str) -> list[Line]:
    return [line for line in lines if line.kind in kinds]


def _post(line: Line) -> Post:
    source, _, path = line.link.partition("|")
    id_ = path.rpartition("#p")[2]
    return Post(line, post_anchor(source, id_), source, id_, lms_url(source, path))


def _year() -> str:
    context = cop().context
    return str(datetime.fromtimestamp(context.now(), context.zone).year)


def _progress(teller: Teller, accounts: Sequence[Account]) -> list[Progress]:
    keys = [account.key for account in accounts]
    earned = _sums(teller, EntitlementRow, keys)
    approved = _sums(teller, LedgerLine, keys)
    return [
        _bar(teller, scheme, earned.get(scheme, 0), approved.get(scheme, 0))
        for scheme in sorted(earned | approved)
    ]


def _sums(teller: Teller, table: type[EntitlementRow | LedgerLine], keys: Sequence[str]) -> dict[str, int]:
    """Steps of this calendar year by scheme."""
    query = select(table.scheme, func.sum(table.amount)).where(table.account.in_(keys))
    query = query.where(table.day >= f"{_year()}-01-01", table.day <= f"{_year()}-12-31")
    return {scheme: int(amount) for scheme, amount in teller.session.execute(query.group_by(table.scheme))}


def _bar(teller: Teller, scheme: str, earned: int, approved: int) -> Progress:
    known = teller.schemes.get(scheme)
    target = known.target if known else None

    def percent(steps: int) -> int:
        if not (known and target):
            return 0
        return max(0, min(100, int(known.units(steps) * 100 / target)))

    return Progress(
        scheme=teller.scheme_name(scheme),
        unit=teller.unit(scheme),
        approved=teller.units(scheme, approved),
        earned=teller.units(scheme, earned),
        target=f"{target:f}" if target else "",
        approved_percent=percent(approved),
        earned_percent=percent(earned),
    )

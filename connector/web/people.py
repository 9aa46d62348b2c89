"""People: finding one, and the whole explanation of what they have and have not earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort
from flask.typing import ResponseReturnValue
from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from connector.models.credit import EntitlementRow, LedgerLine, Record
from connector.models.people import Account
from connector.steps.address import object_on
from connector.steps.explain import Line, Teller, explain
from connector.steps.lists.people import PEOPLE
from connector.steps.matching import namesakes
from connector.steps.people import accounts_of, find_person
from connector.web import charts
from connector.web.facts import anchor_of, lms_url
from connector.web.lists import listed
from connector.web.page import blueprint, cop, language, render, telling
from connector.web.roles import OF_CREDIT, role
from connector.web.user import me


@blueprint.get("/people")
@role(*OF_CREDIT)
def people() -> ResponseReturnValue:
    return listed(PEOPLE, "people.html", lambda teller, found: {"people": PEOPLE.plain(teller, found.rows)})


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
    """An explained post or entry, and where it is."""

    line: Line
    anchor: str
    source: str
    kind: str
    id: str
    url: str


@blueprint.get("/people/<path:key>")
@role(*OF_CREDIT)
def person(key: str) -> str:
    with telling() as teller:
        known = find_person(teller.session, key)
        lines = explain(cop().context, teller.session, known, language()) if known else None
        if known is None or lines is None or not _theirs(teller.session, known):
            abort(404)
        accounts = accounts_of(teller.session, known)
        return render(
            "person.html",
            name=next((one.name for one in accounts if one.name), known),
            nip=next((one.identifier for one in accounts if one.identifier), ""),
            accounts=accounts,
            namesakes={one.key: namesakes(teller.session, one) for one in accounts if not one.identifier},
            months=_months(teller, accounts),
            totals=_of_kind(lines, "total"),
            year=_year(),
            progress=_progress(teller, accounts),
            records=_of_kind(lines, "record"),
            posts=[_post(line) for line in reversed(_of_kind(lines, "contribution", "none"))],
            sessions=_of_kind(lines, "session"),
            manual=_of_kind(lines, "manual"),
            ledger=_of_kind(lines, "ledger"),
            messages=_of_kind(lines, "message"),
        )


def _theirs(db: Session, person: str) -> bool:
    """An approver for some communities sees whoever earned something there – and all of it: caps reach across."""
    user = me()
    if user is None or user.communities is None:
        return user is not None
    earned = select(Record.person).where(Record.person == person, Record.community.in_(user.communities))
    return db.scalar(earned.limit(1)) is not None


def _of_kind(lines: Sequence[Line], *kinds: str) -> list[Line]:
    return [line for line in lines if line.kind in kinds]


def _post(line: Line) -> Post:
    source, _, path = line.link.partition("|")
    kind, _, id_ = object_on(path).partition(":")
    return Post(line, anchor_of(source, kind, id_), source, kind, id_, lms_url(source, path))


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


@dataclass(frozen=True)
class Months:
    """A scheme's year, month by month: whole units, rounded down."""

    scheme: str
    unit: str
    chart: charts.Columns
    rows: list[tuple[str, str, str]]
    """(month, earned, approved)"""


def _months(teller: Teller, accounts: Sequence[Account]) -> list[Months]:
    keys = [account.key for account in accounts]
    earned, approved = _by_month(teller, EntitlementRow, keys), _by_month(teller, LedgerLine, keys)
    schemes = sorted({scheme for scheme, _ in (*earned, *approved)})
    return [_of_scheme(teller, scheme, earned, approved) for scheme in schemes]


def _by_month(
    teller: Teller, table: type[EntitlementRow | LedgerLine], keys: Sequence[str]
) -> dict[tuple[str, str], int]:
    """(scheme, month) → steps of this calendar year."""
    month = func.substr(
        table.day, literal_column("1"), literal_column("7")
    )  # the same text wherever it stands
    query = select(table.scheme, month, func.sum(table.amount)).where(table.account.in_(keys))
    query = query.where(table.day >= f"{_year()}-01-01", table.day <= f"{_year()}-12-31")
    found = teller.session.execute(query.group_by(table.scheme, month))
    return {(scheme, name): int(amount) for scheme, name, amount in found}


def _of_scheme(
    teller: Teller,
    scheme: str,
    earned: dict[tuple[str, str], int],
    approved: dict[tuple[str, str], int],
) -> Months:
    names = [f"{_year()}-{number:02d}" for number in range(1, 13)]
    told = [(earned.get((scheme, one), 0), approved.get((scheme, one), 0)) for one in names]
    drawn = [[max(0, int(teller.worth(scheme, one[which]))) for one in told] for which in (1, 0)]
    rows = [
        (name, teller.units(scheme, one[0]), teller.units(scheme, one[1]))
        for name, one in zip(names, told, strict=True)
        if any(one)
    ]
    chart = charts.columns([one[5:] for one in names], *drawn)
    return Months(teller.scheme_name(scheme), teller.unit(scheme), chart, rows)


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

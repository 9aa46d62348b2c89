"""A comparison as lines of words: for a page, a terminal, a CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from connector.hr.simpeg_file import as_csv
from connector.steps.compare import EVERYWHERE, Comparison, Kind
from connector.steps.compare_reasons import Reasons
from connector.steps.explain import Teller

COLUMNS = ("what", "name", "nip", "community", "month", "theirs", "ours", "approved", "why")


@dataclass(frozen=True)
class Line:
    kind: Kind
    what: str
    person: str
    name: str
    nip: str
    community: str
    month: str
    theirs: str
    ours: str
    approved: str
    why: tuple[str, ...]


def lines(teller: Teller, found: Comparison, most: int | None = None) -> Iterator[Line]:
    """What differs, the first ``most`` of it."""
    reasons = Reasons(teller, found.scheme.key)
    for row in [row for row in found.rows if row.kind is not Kind.SAME][:most]:
        community = teller.community(row.key.community)
        yield Line(
            kind=row.kind,
            what=teller.say(f"compare-kind-{row.kind}"),
            person=row.key.person,
            name=row.name,
            nip=row.nip,
            community=teller.say("compare-everywhere") if row.key.community == EVERYWHERE else community,
            month=row.key.month,
            theirs=_number(row.theirs),
            ours=_number(row.ours),
            approved=_number(row.approved),
            why=tuple(reasons.of(row)),
        )


def left_lines(teller: Teller, found: Comparison) -> list[tuple[int, str, str]]:
    """Line number, why it was not compared, what stood there."""
    return [(one.line, teller.say(f"compare-left-{one.word}"), one.value) for one in found.left]


def table(teller: Teller, found: Comparison) -> bytes:
    """A CSV of all that differs, and of the lines that were not compared; no cell starts a formula."""
    rows: list[list[str | int]] = [[teller.say(f"compare-column-{column}") for column in COLUMNS]]
    for line in lines(teller, found):
        told = (getattr(line, column) for column in COLUMNS[:-1])
        rows.append([*told, " ".join(line.why)])
    blank = [""] * (len(COLUMNS) - 3)
    for number, why, value in left_lines(teller, found):
        rows.append([teller.say("compare-line", line=number), value, *blank, why])
    return as_csv(rows)


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"

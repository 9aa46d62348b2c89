"""One line of the ledger: what it rests on, whether it still stands, and what became of it."""

from __future__ import annotations

from sqlalchemy import select

from connector.models.credit import Approval, Decision, EntitlementRow, LedgerLine, Record
from connector.models.people import Account
from connector.steps.explain import booking, decision_line
from connector.steps.keeping import chunks
from connector.steps.telling import Line
from connector.steps.why.asked import Asked
from connector.steps.why.credit import record_lines
from connector.steps.why.items import evidence_of, item_line
from connector.steps.world import timeline


def explain_ledger(asked: Asked, id_: int) -> list[Line]:
    """Empty if there is no such line."""
    line = asked.db.get(LedgerLine, id_)
    if line is None:
        return []
    asked.allow(line.community)
    account = asked.db.get(Account, line.account)
    lines = [Line(booking(asked.teller, line), "subject"), *_grounds(asked, line), *_fate(asked, line)]
    period = timeline(asked.db).record_period(line.scheme, line.day)
    key = (account.person if account else line.account, line.community, line.scheme, period)
    record = asked.db.get(Record, key)
    return lines + (list(record_lines(asked, record)) if record else [])


def _grounds(asked: Asked, line: LedgerLine) -> list[Line]:
    teller = asked.teller
    unit = teller.unit(line.scheme)
    told = asked.line(
        "amount",
        "line-amount",
        *(Line(_lost(asked, reason), "reason") for reason in line.reasons),
        rules=", ".join(line.rules),
        version=str(line.version),
        minutes=str(abs(line.minutes)),
        computed=teller.units(line.scheme, abs(line.computed)),
        amount=teller.units(line.scheme, abs(line.amount)),
        unit=unit,
    )
    found: dict[str, EntitlementRow] = {}
    item = EntitlementRow
    for part in chunks(line.evidence):
        rows = asked.db.scalars(select(item).where(item.account == line.account, item.evidence.in_(part)))
        found |= {row.evidence: row for row in rows}
    kept = evidence_of(asked, [(line.account, id_) for id_ in line.evidence])
    items = [item_line(asked, found[id_], kept.get(id_)) for id_ in line.evidence if id_ in found]
    gone = len(line.evidence) - len(items)
    rest = [asked.line("item", "items-gone", count=gone)] if gone else []
    return [told, *items, *rest, *_decided(asked, line)]


def _lost(asked: Asked, reason: str) -> str:
    return asked.teller.say(f"why-lost-{reason}")


def _decided(asked: Asked, line: LedgerLine) -> list[Line]:
    """Whose word it rests on: that of its own cause, else the one that approved its key."""
    id_ = line.decision
    if id_ is None:
        approval = asked.db.get(Approval, (line.account, line.community, line.day, line.scheme))
        id_ = approval.decision if approval else None
    decision = asked.db.get(Decision, id_) if id_ else None
    return [decision_line(asked.teller, decision)] if decision else []


def _fate(asked: Asked, line: LedgerLine) -> list[Line]:
    """Whether it still stands, and why it is booked where it is."""
    told = []
    if line.booked != line.day[:7]:
        told.append(asked.line("ledger", "booked-later", month=line.day[:7], booked=line.booked))
    if line.reverses is not None:
        id_ = str(line.reverses)
        return [*told, asked.line("ledger", "reverses", id=id_, link=f"line:{id_}")]
    reversal = asked.db.scalars(
        select(LedgerLine).where(
            LedgerLine.account == line.account, LedgerLine.day == line.day, LedgerLine.reverses == line.id
        )
    ).first()
    if reversal is None:
        return [*told, asked.line("ledger", "stands")]
    cause = asked.teller.say(f"explain-cause-{reversal.cause}")
    id_ = str(reversal.id)
    return [*told, asked.line("ledger", "reversed", id=id_, cause=cause, link=f"line:{id_}")]

"""From what was earned to what is in force: record, approval, ledger; then whom it was told to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from connector.domain.credit import Entitlement, Evidence
from connector.mapping.timeline import Timeline
from connector.models.credit import EntitlementRow, LedgerLine, Record, in_period
from connector.models.dialects import with_keys
from connector.models.flags import Flag
from connector.models.people import Unsettled
from connector.steps import flags
from connector.steps.explain import booking, decision_lines
from connector.steps.keeping import chunks
from connector.steps.people import accounts_of
from connector.steps.telling import Line, worth_lines
from connector.steps.why.asked import Asked
from connector.steps.why.told import told_lines

Kept = dict[str, Entitlement]
"""Evidence → what it was worth when its person was settled last."""


def kept_of(asked: Asked, evidence: Sequence[Evidence]) -> Kept:
    """Of all of them at once."""
    known = {one.id: one for one in evidence}
    found: Kept = {}
    item = EntitlementRow
    for part in chunks(sorted((one.account, one.id) for one in known.values())):
        for row in asked.db.scalars(select(item).where(*with_keys((item.account, item.evidence), part))):
            one = known[row.evidence]
            found[row.evidence] = Entitlement(one, row.day, row.computed, row.amount, row.reason)
    return found


def credit_lines(
    asked: Asked, person: str, rule: str, evidence: Sequence[Evidence], timeline: Timeline
) -> Iterator[Line]:
    """What one deed gave, and what became of it; ends where nothing is left."""
    if not evidence:
        yield asked.end("no-credit-rule", rule=rule)
        return
    kept = kept_of(asked, evidence)
    if len(kept) < len(evidence):
        yield not_settled(asked, person)
        return
    items = list(kept.values())
    yield asked.line("amount", "amount", *worth_lines(asked.teller, rule, items), rule=rule)
    if not any(item.amount for item in items):
        yield asked.end("nothing-left")
        return
    for record in _records(asked, person, items, timeline):
        yield from record_lines(asked, record, {item.evidence.id for item in items if item.amount})


def not_settled(asked: Asked, person: str) -> Line:
    row = asked.db.get(Unsettled, person)
    return asked.end("not-settled", due=asked.when(row.due_at if row else asked.context.now()))


def _records(asked: Asked, person: str, items: Iterable[Entitlement], timeline: Timeline) -> Iterator[Record]:
    keys = {
        (item.key.community, item.key.scheme, timeline.record_period(item.key.scheme, item.day))
        for item in items
        if item.amount
    }
    for community, scheme, period in sorted(keys):
        record = asked.db.get(Record, (person, community, scheme, period))
        if record is not None:
            yield record


def record_lines(asked: Asked, record: Record, about: set[str] | None = None) -> Iterator[Line]:
    """Approval, ledger, HR and profile; ``about``: only the ledger lines that rest on this evidence."""
    yield approval_line(asked, record)
    if not record.approved:
        yield asked.end(f"record-{record.state}", link=record.number)
        return
    booked = _booked(asked, record)
    own = [line for line in booked if about is None or about & set(line.evidence)]
    yield ledger_line(asked, own)
    if about is not None and not sum(line.amount for line in own):
        yield asked.end("record-draft", link=record.number)
        return
    if record.state == "draft":
        yield asked.line("approval", "increase-waits", link=record.number)
    yield from told_lines(asked, record)


def approval_line(asked: Asked, record: Record) -> Line:
    teller = asked.teller
    found = flags.flags_of(asked.db, record.number)
    below = [*decision_lines(teller, record), *(_flag_line(asked, each) for each in found)]
    return asked.line(
        "approval",
        f"approval-{record.state}",
        *below,
        link=record.number,
        number=record.number,
        community=teller.community(record.community),
        period=record.period,
        earned=teller.units(record.scheme, record.amount),
        approved=teller.units(record.scheme, record.approved),
        unit=teller.unit(record.scheme),
    )


def _flag_line(asked: Asked, flag: Flag) -> Line:
    words = flags.words(asked.teller, flag)
    subject = f"{flag.source}:{flag.fact_kind}:{flag.fact_id}"
    if flag.state == "open":
        return asked.line("reason", "flag-open", words=words, link=subject)
    told = {"by": flag.by or "", "reason": flag.reason or ""}
    return asked.line("reason", "flag-dismissed", words=words, link=subject, **told)


def _booked(asked: Asked, record: Record) -> list[LedgerLine]:
    keys = [account.key for account in accounts_of(asked.db, record.person)] or [record.person]
    query = select(LedgerLine).where(
        LedgerLine.account.in_(keys),
        LedgerLine.community == record.community,
        LedgerLine.scheme == record.scheme,
        *in_period(LedgerLine.day, record.period),
    )
    return list(asked.db.scalars(query.order_by(LedgerLine.id)))


def ledger_line(asked: Asked, booked: Sequence[LedgerLine]) -> Line:
    if not booked:
        return asked.line("ledger", "ledger-none")
    each = (Line(booking(asked.teller, line), "ledger", (), f"line:{line.id}") for line in booked)
    return asked.line("ledger", "ledger", *each, count=len(booked))

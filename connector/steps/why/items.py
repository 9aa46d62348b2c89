"""One piece of evidence and what it gave, as records and ledger lines name it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from connector.domain.credit import Evidence
from connector.models.credit import EntitlementRow, EvidenceRow
from connector.models.dialects import with_keys
from connector.steps.by_hand import KIND
from connector.steps.keeping import chunks
from connector.steps.settle import evidence_from
from connector.steps.telling import Line, lost_line
from connector.steps.why.asked import Asked


def evidence_of(asked: Asked, keys: Sequence[tuple[str, str]]) -> dict[str, EvidenceRow]:
    """By ids, of all accounts and ids at once; what is not kept (any more) is left out."""
    kept: dict[str, EvidenceRow] = {}
    for part in chunks(keys):
        row = EvidenceRow
        rows = asked.db.scalars(select(row).where(*with_keys((row.account, row.id), part)))
        kept |= {row.id: row for row in rows}
    return kept


def item_lines(asked: Asked, items: list[EntitlementRow]) -> list[Line]:
    if not items:
        return [asked.line("amount", "no-items")]
    kept = evidence_of(asked, [(item.account, item.evidence) for item in items])
    return [item_line(asked, item, kept.get(item.evidence)) for item in items]


def item_line(asked: Asked, item: EntitlementRow, kept: EvidenceRow | None) -> Line:
    teller = asked.teller
    values = {
        "day": item.day,
        "rule": item.rule,
        "minutes": str(item.minutes),
        "amount": teller.units(item.scheme, item.amount),
        "unit": teller.unit(item.scheme),
    }
    if kept is None or not kept.body:
        return asked.line("item", "item-erased", when=asked.when(kept.erased_at if kept else None), **values)
    evidence = evidence_from(kept.body)
    below = []
    if item.reason:
        lost = item.computed - item.amount
        below.append(lost_line(teller, item.reason, item.scheme, lost, evidence.at_most))
    about = _about(evidence)
    what = about or asked.teller.say("why-by-hand", id=evidence.fact_id)
    return asked.line("item", "item", *below, what=what, link=about, **values)


def _about(evidence: Evidence) -> str:
    """The subject it comes from; empty for what was given by hand."""
    if evidence.fact_kind == KIND:
        return ""
    if evidence.fact_kind in ("attendance", "leading"):
        return f"{evidence.source}:{evidence.fact_id.rpartition('/')[0]}"
    return f"{evidence.source}:{evidence.fact_kind}:{evidence.fact_id}"

"""What somebody was given by hand, by whom and why."""

from __future__ import annotations

from connector.models.manual import ManualCredit
from connector.steps.by_hand import KIND
from connector.steps.settle import Reckoning
from connector.steps.telling import Line, Teller, lost_line


def manual_lines(teller: Teller, reckoning: Reckoning) -> list[Line]:
    """One for each that was confirmed, with what it gave."""
    lines = []
    for item in reckoning.entitlements:
        evidence = item.evidence
        if evidence.fact_kind != KIND:
            continue
        row = teller.session.get_one(ManualCredit, int(evidence.fact_id))
        text = teller.say(
            "manual-line",
            day=row.day,
            amount=teller.units(row.scheme, item.amount),
            unit=teller.unit(row.scheme),
            community=teller.community(row.community),
            reason=row.reason,
            by=row.proposed_by,
            confirmed=row.decided_by,
        )
        below = (lost_line(teller, item.reason, row.scheme, item.lost),) if item.reason else ()
        lines.append(Line(text, "manual", below))
    return lines

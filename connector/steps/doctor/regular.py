"""What should happen by itself: reconciling; and what must be renewed in time: the token."""

from __future__ import annotations

from collections.abc import Iterator

from connector.models.state import SourceState
from connector.steps.alarm_signs import EXPIRES_DAYS, today
from connector.steps.doctor.finding import Finding, bad, look, ok, warning
from connector.steps.doctor.visit import Visit

DAY_S = 86_400


def reconciled(visit: Visit) -> Iterator[Finding]:
    with visit.context.db.read() as session:
        state = session.get(SourceState, visit.source)
        swept_at = state.swept_at if state else None
    if swept_at is None:
        yield bad("never_reconciled")
        return
    tiers = visit.context.tiers
    late = max(DAY_S, 3 * tiers.whole_s) if tiers else 2 * DAY_S
    if visit.context.now() - swept_at > late:
        yield warning("reconciled_long_ago", swept_at=swept_at, itself="yes" if tiers else "no")
    else:
        yield ok("reconciled", swept_at=swept_at)


def token(visit: Visit) -> Iterator[Finding]:
    day = visit.context.token_expires.get(visit.source)
    if day is None:
        yield look("token_expiry_unknown")
        return
    days = (day - today(visit.context)).days
    found = ok if days > EXPIRES_DAYS else warning if days > 0 else bad
    yield found("token_expires" if days <= EXPIRES_DAYS else "token_lasts", day=day.isoformat(), days=days)

"""Credit given by hand, by four eyes: one proposes, another confirms, and neither is the earner.

What was confirmed is a fact like any other: it becomes evidence, meets the same caps, and waits for approval. What
takes back holds at once, as every decrease does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.mapping.timeline import Timeline
from connector.models.manual import ManualCredit
from connector.models.people import Account
from connector.steps.approve import Approver, approver_named, not_for
from connector.steps.audit import note
from connector.steps.by_hand import KIND, noon
from connector.steps.context import Context
from connector.steps.keeping import unsettle
from connector.steps.people import find_person
from connector.steps.world import community_names, timeline

STATES = ("proposed", "confirmed", "refused")
MOST_STEPS = 1_000
"""A slip of the finger is larger."""


@dataclass(frozen=True)
class Proposal:
    person: str
    """NIP, account or user number."""
    community: str
    scheme: str
    day: str
    units: str
    """``2``, ``0.5``, or ``-1`` to take back."""
    reason: str


def propose(context: Context, session: Session, told: Proposal, by: Approver) -> ManualCredit:
    """Notes it; nothing counts before somebody else has confirmed it."""
    person = find_person(session, told.person) if told.person.strip() else None
    if person is None:
        raise NotDone(f"nobody is known as {told.person}", word="unknown_person")
    if told.community not in community_names(session):
        raise NotDone(f"there is no community {told.community}", word="no_such_community")
    not_for(by, told.community)
    _not_oneself(by, person)
    if not told.reason.strip():
        raise NotDone("say why, for whoever asks later", word="manual_reason_missing")
    day = _day(context, told.day)
    row = ManualCredit(
        account=person,
        community=told.community,
        day=day.isoformat(),
        scheme=told.scheme,
        amount=_steps(timeline(session), told, noon(day, context.zone)),
        reason=told.reason.strip(),
        proposed_by=by.name,
        proposed_at=context.now(),
        state="proposed",
    )
    session.add(row)
    session.flush()
    detail = {"person": person, "community": row.community, "day": row.day, "scheme": row.scheme}
    detail |= {"amount": str(row.amount), "reason": row.reason}
    note(session, context.now(), by.name, "manual-propose", f"manual:{row.id}", detail)
    return row


def decide(
    context: Context, session: Session, id_: int, by: Approver, *, yes: bool, reason: str = ""
) -> ManualCredit:
    """Confirms or refuses; never by whoever proposed it or earns by it, under whatever name."""
    row = session.get(ManualCredit, id_, with_for_update=True)
    if row is None or row.state != "proposed":
        raise NotDone(f"nothing is proposed under {id_}", word="not_proposed")
    not_for(by, row.community)
    proposer = approver_named(session, row.proposed_by)
    if by.name == proposer.name or (by.person is not None and by.person == proposer.person):
        raise NotDone(f"{by.name} proposed it", word="own_proposal")
    account = session.get_one(Account, row.account)
    _not_oneself(by, account.person)
    if not yes and not reason.strip():
        raise NotDone("say why, for whoever asks later", word="manual_reason_missing")
    row.state, row.decided_by = ("confirmed" if yes else "refused"), by.name
    row.decided_at, row.decided_why = context.now(), reason.strip()
    action = "manual-confirm" if yes else "manual-refuse"
    note(session, context.now(), by.name, action, f"manual:{id_}", {"reason": row.decided_why})
    if yes:
        unsettle(session, [account.person], context.now(), KIND)
    return row


def _not_oneself(by: Approver, person: str) -> None:
    if by.person is not None and by.person == person:
        raise NotDone(f"{by.name} would earn by it", word="own_credit")


def _day(context: Context, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotDone(f"{text} is no day; write 2026-11-22", word="bad_day") from None
    if day > datetime.fromtimestamp(context.now(), context.zone).date():
        raise NotDone(f"{text} is still to come", word="bad_day")
    return day


def _steps(times: Timeline, told: Proposal, at: int) -> int:
    mapping = times.at(at)
    scheme = mapping.schemes.get(told.scheme) if mapping else None
    if scheme is None:
        raise NotDone(f"no scheme {told.scheme} held on {told.day}", word="no_such_scheme")
    try:
        steps = Decimal(told.units.replace(",", ".")) / scheme.step
    except InvalidOperation:
        raise NotDone(f"{told.units} is no amount", word="bad_amount") from None
    if not steps.is_finite() or not steps or steps != steps.to_integral_value() or abs(steps) > MOST_STEPS:
        raise NotDone(f"{told.units} is no amount in steps of {scheme.step}", word="bad_amount")
    return int(steps)

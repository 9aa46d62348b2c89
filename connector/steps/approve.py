"""Approval: somebody who is not the earner says yes or no to one revision of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import LedgerKey
from connector.errors import NotDone
from connector.models.credit import Approval, Decision, EntitlementRow, Record, in_period
from connector.models.desk import DeskUser
from connector.models.people import Account
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.ledger import Cause
from connector.steps.people import find_person
from connector.steps.settle import settle_person

DECIDERS = ("admin", "approver")
"""Roles of the desk that decide on records and sessions."""


@dataclass(frozen=True)
class Approver:
    """Who decides. ``person`` is the LMS person they are, if they are one."""

    name: str
    person: str | None = None
    communities: frozenset[str] | None = None
    """The only ones they decide in; None = all."""
    barred: bool = False
    """Whether this is a desk user who decides nothing."""


@dataclass(frozen=True)
class Choice:
    """A record as the approver saw it; ``revision`` None takes it as it is now."""

    number: str
    revision: str | None = None


def approver_named(session: Session, name: str) -> Approver:
    """A desk user by name; else a member by NIP or account; else only a name, known to be nobody's account."""
    user = session.get(DeskUser, name)
    words = user.identifier if user else name
    within = user.communities if user and user.role == "approver" else None
    return Approver(
        name,
        find_person(session, words) if words else None,
        None if within is None else frozenset(within),
        user is not None and (user.role not in DECIDERS or user.disabled_at is not None),
    )


def not_for(approver: Approver, community: str) -> None:
    """Raises ``NotDone`` where somebody does not decide."""
    if approver.barred:
        raise NotDone(f"{approver.name} decides on nothing", word="not_an_approver")
    if approver.communities is not None and community not in approver.communities:
        raise NotDone(f"{approver.name} does not decide in {community}", word="other_community")


def not_by_the_earner(session: Session, record: Record, approver: Approver) -> None:
    """Merged accounts included: the record belongs to the person, whichever account earned it."""
    earner = session.get(Account, record.person)
    if approver.person is not None and earner is not None and approver.person == earner.person:
        raise NotDone(f"{approver.name} earned {record.number} and cannot decide on it", word="own_record")


def waiting(session: Session, *, after: str = "", limit: int = 100) -> list[Record]:
    """Records of which something waits for approval, a page at a time in the order of their numbers."""
    query = select(Record).where(Record.state == "draft", Record.number > after)
    return list(session.scalars(query.order_by(Record.number).limit(limit)))


def accept(
    context: Context, session: Session, choice: Choice, approver: Approver, reason: str = ""
) -> Record:
    """Approves the whole of the record's present revision; what was approved takes effect in this transaction."""
    record = _record(session, choice)
    not_for(approver, record.community)
    not_by_the_earner(session, record, approver)
    decision = _decide(context, session, record, approver, accepted=True, reason=reason)
    for key, amount in _amounts(session, record).items():
        session.merge(
            Approval(
                account=key.account,
                community=key.community,
                day=key.day,
                scheme=key.scheme,
                amount=amount,
                decision=decision.id,
            )
        )
    session.flush()
    settle_person(context, session, record.person, Cause("approved", context.now(), decision.id))
    session.refresh(record)
    return record


def reject(context: Context, session: Session, choice: Choice, approver: Approver, reason: str) -> Record:
    """Declines the present revision; what an earlier revision had approved stays in force."""
    if not reason.strip():
        raise NotDone("a rejection needs a reason, which the member is shown", word="reason_missing")
    record = _record(session, choice)
    not_for(approver, record.community)
    not_by_the_earner(session, record, approver)
    decision = _decide(context, session, record, approver, accepted=False, reason=reason.strip())
    settle_person(context, session, record.person, Cause("rejected", context.now(), decision.id))
    session.refresh(record)
    return record


def _record(session: Session, choice: Choice) -> Record:
    record = session.scalars(select(Record).where(Record.number == choice.number)).first()
    if record is None:
        raise NotDone(f"there is no record {choice.number}", word="no_such_record")
    if choice.revision is not None and choice.revision != record.revision:
        raise NotDone(
            f"{choice.number} changed since it was shown; look at it again", word="revision_changed"
        )
    if record.state not in ("draft", "rejected"):
        raise NotDone(
            f"{choice.number} is {record.state}: nothing in it waits for approval", word="nothing_waits"
        )
    return record


def _decide(
    context: Context, session: Session, record: Record, approver: Approver, *, accepted: bool, reason: str
) -> Decision:
    decision = Decision(
        person=record.person,
        community=record.community,
        scheme=record.scheme,
        period=record.period,
        number=record.number,
        revision=record.revision,
        accepted=accepted,
        amount=record.amount,
        by=approver.name,
        reason=reason,
        at=context.now(),
    )
    session.add(decision)
    session.flush()
    action = "accept" if accepted else "reject"
    note(
        session,
        context.now(),
        approver.name,
        action,
        f"record:{record.number}",
        {"revision": record.revision},
    )
    return decision


def _amounts(session: Session, record: Record) -> dict[LedgerKey, int]:
    """What each ledger key of the record is entitled to now."""
    query = select(EntitlementRow).where(
        EntitlementRow.person == record.person,
        EntitlementRow.community == record.community,
        EntitlementRow.scheme == record.scheme,
        *in_period(EntitlementRow.day, record.period),
    )
    amounts: dict[LedgerKey, int] = {}
    for row in session.scalars(query):
        key = LedgerKey(row.account, row.community, row.day, row.scheme)
        amounts[key] = amounts.get(key, 0) + row.amount
    return amounts


def decide_all(
    context: Context, choices: Sequence[Choice], approver: str, *, yes: bool, reason: str
) -> list[NotDone]:
    """Decides on each by itself: one that cannot be decided on never stops the others. Returns the refusals."""
    refusals = []
    for choice in choices:
        try:
            with context.db.write() as session:
                who = approver_named(session, approver)
                if yes:
                    accept(context, session, choice, who, reason)
                else:
                    reject(context, session, choice, who, reason)
        except NotDone as error:
            refusals.append(error)
    return refusals

"""What is shown of people in the LMS: the profile's figure, the cohorts of badges – and who has no NIP."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import LmsError
from connector.lms.port import Ask, Want
from connector.models.outbox import Message
from connector.models.people import Account
from connector.steps import targets
from connector.steps.doctor.finding import Finding, bad, look, ok
from connector.steps.doctor.visit import Visit, cohorts, ground
from connector.steps.figures import KIND as FIGURE

ASKED = 50


def profile_field(visit: Visit) -> Iterator[Finding]:
    """Moodle tells of a field only where somebody has a value in it, and never whether it is locked."""
    field = visit.context.profile_fields.get(visit.source)
    if field is None:
        return
    with visit.context.db.read() as session:
        users = _users(session, visit.source)
        lost = _not_shown(session, visit.source)
    shown = [value for value in visit.lms.profile_values(users, field).values() if value]
    if shown:
        yield ok("profile_field_there", field=field)
    elif lost:
        yield bad("profile_field_missing", field=field)
    else:
        yield look("profile_field_unseen", field=field)
    yield look("profile_field_locked", field=field)


def _users(session: Session, source: str) -> list[int]:
    query = select(Account.user_id).where(Account.source == source, Account.state == "active")
    figures = select(Message.subject).where(Message.target == f"lms:{source}", Message.kind == FIGURE)
    told = list(session.scalars(query.where(Account.key.in_(figures)).limit(ASKED)))
    return told or list(session.scalars(query.order_by(Account.key).limit(ASKED)))


def _not_shown(session: Session, source: str) -> bool:
    """Whether a figure was written and was not there afterwards."""
    query = select(Message.id).where(Message.target == f"lms:{source}", Message.kind == FIGURE)
    return session.scalars(query.where(Message.reason == "not_shown_afterwards").limit(1)).first() is not None


def badges(visit: Visit) -> Iterator[Finding]:
    """Each badge is given by a cohort that the LMS must have."""
    wanted = cohorts(ground(visit).mapping)
    answers = visit.lms.read([Want(Ask.COHORTS, f"idnumber={cohort}") for cohort in wanted]) if wanted else []
    for cohort, answer in zip(wanted, answers, strict=True):
        if answer == []:
            yield bad("cohort_missing", cohort=cohort)
        elif not isinstance(answer, LmsError):  # which the reads tell of
            yield look("badge_of_cohort", cohort=cohort)


def stopped(visit: Visit) -> Iterator[Finding]:
    """Kinds of messages that the site does not take: a right to write is missing, which no read can show."""
    target = f"lms:{visit.source}"
    with visit.context.db.read() as session:
        rows = [(row.target, row.reason or "") for row in targets.stopped(session)]
    for name, reason in rows:
        if name == target or name.startswith(f"{target}/"):
            yield bad("sending_stopped", target=name, problem=reason)

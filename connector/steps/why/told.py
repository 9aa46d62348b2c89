"""Whom a record was told to: HR, and the member's profile in the LMS; and why not (yet)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from connector.domain.rules import HrRule
from connector.hr.port import Action
from connector.hr.simpeg_file import check_row
from connector.models.credit import Record
from connector.models.outbox import HrKnown, HrRowSent, Message, TargetState
from connector.models.people import Account
from connector.steps import figures
from connector.steps.explain import figure_told, hr_row
from connector.steps.hr_rows import content_of, desired_rows, plain_of
from connector.steps.outbox import OPEN
from connector.steps.people import accounts_of
from connector.steps.telling import Line, reason_words
from connector.steps.why.asked import Asked
from connector.steps.why.messages import answered
from connector.steps.world import current_mapping, figure_scheme

MOST = 20
"""Rows for HR named of one record; each correction is one."""


def told_lines(asked: Asked, record: Record) -> Iterator[Line]:
    if not asked.context.live:
        yield asked.end("observe")
        return
    yield from _figures(asked, record)
    mapping = current_mapping(asked.db)
    rules = [rule for rule in (mapping.hr if mapping else ()) if rule.scheme == record.scheme]
    if not rules:
        yield asked.end("no-hr-rule", scheme=asked.teller.scheme_name(record.scheme))
    for rule in rules:
        yield from _hr(asked, record, rule)


# --- HR ------------------------------------------------------------------------------------


def _hr(asked: Asked, record: Record, rule: HrRule) -> Iterator[Line]:
    query = select(HrRowSent, Message).join(Message, Message.id == HrRowSent.message)
    query = query.where(HrRowSent.target == rule.target, HrRowSent.number == record.number)
    found = asked.db.execute(query.order_by(Message.id.desc()).limit(MOST)).all()
    for row, message in reversed(found):
        yield _hr_row(asked, row, message)
    if found and found[0][1].state in OPEN:
        yield asked.end("hr-on-its-way", link=f"message:{found[0][1].id}")
    elif not _knows(asked, record, rule.target):
        yield _why_not_hr(asked, record, rule)


def _hr_row(asked: Asked, row: HrRowSent, message: Message) -> Line:
    told = hr_row(asked.teller, row, message)
    return Line(told, "message", tuple(answered(asked, message)), f"message:{message.id}")


def _knows(asked: Asked, record: Record, target: str) -> bool:
    """Whether HR has been told just what is in force."""
    known = asked.db.get(HrKnown, (target, record.number))
    rows = list(desired_rows(asked.context, asked.db, target, only=record.number))
    if known is None or not rows:
        return known is None and not rows
    live = known.row["action"] != Action.BATAL.value
    return live and content_of(known.row) == content_of(plain_of(rows[0]))


def _why_not_hr(asked: Asked, record: Record, rule: HrRule) -> Line:
    target = rule.target
    if target not in asked.context.hr:
        return asked.end("hr-not-set-up", target=target)
    rows = list(desired_rows(asked.context, asked.db, target, only=record.number))
    unfit = check_row(rows[0]) if rows else None
    if unfit is not None:
        return asked.end("hr-unfit", target=target, why=reason_words(asked.teller.language, str(unfit)))
    state = asked.db.get(TargetState, f"hr:{target}")
    if state is not None and state.reason:
        why = reason_words(asked.teller.language, state.reason)
        return asked.end("hr-stopped", target=target, why=why, since=asked.when(state.since))
    return asked.end(f"hr-{rule.written.value}", target=target)


# --- the profile -----------------------------------------------------------------------------


def _figures(asked: Asked, record: Record) -> Iterator[Line]:
    """Only the scheme of the first credit rule is shown there."""
    scheme = figure_scheme(asked.db)
    if scheme is None or scheme.key != record.scheme:
        return
    for account in accounts_of(asked.db, record.person):
        yield _figure(asked, account)


def _figure(asked: Asked, account: Account) -> Line:
    if account.source not in asked.context.profile_fields:
        return asked.end("no-profile-field", account=account.key)
    query = select(Message).where(
        Message.target == f"lms:{account.source}",
        Message.kind == figures.KIND,
        Message.subject == account.key,
    )
    message = asked.db.scalars(query.order_by(Message.id.desc()).limit(1)).first()
    if message is None:
        return asked.line("message", "no-figure", account=account.key)
    text = figure_told(asked.teller, message)
    return Line(text, "message", tuple(answered(asked, message)), f"message:{message.id}")

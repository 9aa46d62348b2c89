"""Rows for HR: what HR should know of each record, and what of a row HR sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.scheme import Scheme
from connector.hr.port import Action, HrRow
from connector.models.credit import Record
from connector.models.people import Account
from connector.steps.context import Context
from connector.steps.world import community_names, current_mapping


def schemes_for(session: Session, target: str) -> dict[str, Scheme]:
    mapping = current_mapping(session)
    rules = [rule for rule in mapping.hr if rule.target == target] if mapping else []
    return {rule.scheme: mapping.schemes[rule.scheme] for rule in rules} if mapping else {}


def desired_rows(
    context: Context, session: Session, target: str, *, least: int = 1, only: str = ""
) -> Iterator[HrRow]:
    """One row for each record of which ``least`` steps are approved; also those that cannot be sent (no NIP).

    ``only``: of the record with this number.
    """
    schemes = schemes_for(session, target)
    names = community_names(session)
    query = select(Record, Account).join(Account, Account.key == Record.person)
    query = query.where(Record.approved >= least, Record.scheme.in_(schemes)).order_by(Record.number)
    if only:
        query = query.where(Record.number == only)
    for record, account in session.execute(query):
        scheme = schemes[record.scheme]
        yield HrRow(
            record=record.number,
            action=Action.NEW,
            nip=account.identifier,
            name=names.get(record.community, record.community),
            organiser=context.institution,
            first_day=record.first_day,
            last_day=record.last_day,
            amount=int(scheme.units(record.approved)),
            code=context.hr[target].code or scheme.hr_code,
            revision=record.revision,
        )


def plain_of(row: HrRow) -> dict[str, Any]:
    return {**asdict(row), "action": row.action.value}


def row_of(plain: dict[str, Any]) -> HrRow:
    return HrRow(**{**plain, "action": Action(plain["action"])})


def content_of(row: dict[str, Any]) -> dict[str, Any]:
    """What HR sees of a row; a new revision with the same figures is no correction."""
    return {key: value for key, value in row.items() if key not in ("action", "revision", "adopted")}

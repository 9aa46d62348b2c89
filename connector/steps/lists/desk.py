"""Who may sign in at the desk, and everything that people did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from connector.domain.credit import canonical
from connector.models.desk import Audit, DeskUser
from connector.steps.desk import ROLES
from connector.steps.lists import choices
from connector.steps.lists.listing import Condition, Filter, Listing, Sort
from connector.steps.people import masked
from connector.steps.telling import Teller


@dataclass(frozen=True)
class UserLine:
    username: str
    role: str
    nip: str
    """Masked; empty for who is no member."""
    communities: str
    """Of an approver, the only ones they see, with spaces between; empty = all."""
    password: bool
    """Whether they have a password of ours."""
    created_at: int
    disabled_at: int | None


def _users(_teller: Teller, found: Sequence[Any]) -> list[UserLine]:
    return [
        UserLine(
            username=one.username,
            role=one.role,
            nip=masked(one.identifier),
            communities=" ".join(one.communities or ()),
            password=bool(one.password),
            created_at=one.created_at,
            disabled_at=one.disabled_at,
        )
        for (one,) in found
    ]


@dataclass(frozen=True)
class AuditLine:
    id: int
    noted_at: int
    actor: str
    action: str
    subject: str
    detail: str
    """Canonical JSON."""


def _audit(_teller: Teller, found: Sequence[Any]) -> list[AuditLine]:
    return [
        AuditLine(one.id, one.at, one.actor, one.action, one.subject, canonical(one.detail))
        for (one,) in found
    ]


def _said(words: str) -> Condition:
    return or_(Audit.subject.icontains(words, autoescape=True), Audit.actor == words, Audit.action == words)


USERS = Listing(
    name="users",
    row=UserLine,
    query=select(DeskUser),
    sorts=(
        Sort("name", (DeskUser.username,)),
        Sort("name_down", (DeskUser.username,), down=True),
    ),
    plain=_users,
    filters=(choices.one_of("role", DeskUser.role, ROLES, "desk-role-", slow_by=("name", "name_down")),),
    words=lambda words: DeskUser.username.icontains(words, autoescape=True),
)
AUDIT = Listing(
    name="audit",
    row=AuditLine,
    query=select(Audit),
    sorts=(Sort("newest", (Audit.id,), down=True), Sort("oldest", (Audit.id,))),
    plain=_audit,
    filters=(
        Filter("actor", lambda value: Audit.actor == value),
        Filter("action", lambda value: Audit.action == value),
        Filter("subject", lambda value: Audit.subject == value),
    ),
    words=_said,
)

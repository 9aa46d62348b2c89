"""The audit log: every change by a person, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from connector.models.desk import Audit


def note(
    session: Session, at: int, actor: str, action: str, subject: str, detail: dict[str, Any] | None = None
) -> None:
    session.add(Audit(at=at, actor=actor, action=action, subject=subject, detail=detail or {}))

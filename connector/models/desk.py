"""People at the desk and what they did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, false
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class DeskUser(Base):
    """Somebody who may sign in at the desk."""

    __tablename__ = "desk_user"

    username: Mapped[str] = mapped_column(primary_key=True)
    password: Mapped[str]
    """argon2id; empty for who signs in elsewhere only."""
    role: Mapped[str]
    """admin | approver | hr | auditor."""
    identifier: Mapped[str] = mapped_column(default="")
    """The NIP, by which somebody's own records are known to be their own."""
    created_at: Mapped[int]
    communities: Mapped[list[Any] | None]
    """Of an approver: the only communities they see and decide on; null = all."""
    disabled_at: Mapped[int | None]
    """Since when they may not sign in."""
    elsewhere: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Added, and given their role, by the institution's own sign-in."""
    sessions: Mapped[int] = mapped_column(default=0, server_default="0")
    """Raised to end all sessions begun before."""


class Audit(Base):
    """Every change by a person."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "subject", "id"),
        Index("ix_audit_actor", "actor", "id"),
        Index("ix_audit_action", "action", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)

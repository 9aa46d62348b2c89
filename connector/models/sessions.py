"""What people told us about meetings: when they are, who was there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class SessionDecision(Base):
    """What a leader said about a session; it stands above what the LMS says."""

    __tablename__ = "session_decision"

    source: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(primary_key=True)
    """Its key: ``event:12``."""
    start: Mapped[int | None]
    minutes: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[int]


class PresenceRow(Base):
    """Who was there: a leader's word, a line of a file, or told by an event (``joined``: a hint only)."""

    __tablename__ = "presence"
    __table_args__ = (Index("ix_presence_account", "account"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    how: Mapped[str] = mapped_column(primary_key=True)
    """confirmed | absent | file | joined."""
    intervals: Mapped[list[Any]]
    """``[[from, until], …]`` in epoch seconds; empty = for the whole of it."""
    minutes: Mapped[int] = mapped_column(default=0)
    """Where a file tells only how long."""
    by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[int]

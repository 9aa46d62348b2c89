"""Accounts of the LMS, and which of them are one person."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Account(Base):
    """One LMS account. Accounts with the same identifier (NIP) are one person; credit keeps its account."""

    __tablename__ = "account"
    __table_args__ = (
        Index("ix_account_person", "person"),
        Index("ix_account_identifier", "identifier", "name", "key"),
        Index("ix_account_name", "name", "key"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    """``<source>:<user id>``."""
    source: Mapped[str]
    user_id: Mapped[int]
    identifier: Mapped[str] = mapped_column(default="")
    """The NIP as last told; kept when the LMS forgets it with a deleted account."""
    name: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="unread")
    """unread | active | suspended | deleted."""
    matched_by: Mapped[str] = mapped_column(default="", server_default="")
    """Who told the NIP by hand; empty where the LMS tells it."""
    person: Mapped[str]
    """Key of the account that stands for the person: the smallest of those merged."""


class Unsettled(Base):
    """A person whose credit must be computed anew."""

    __tablename__ = "unsettled"
    __table_args__ = (Index("ix_unsettled_due", "due_at"),)

    person: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[int]
    cause: Mapped[str]

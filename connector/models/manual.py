"""Credit that people give by hand: a fact told by one of them and confirmed by another."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class ManualCredit(Base):
    """Once it is confirmed or refused it never changes; what was wrong is taken back by another one."""

    __tablename__ = "manual_credit"
    __table_args__ = (
        Index("ix_manual_credit_account", "account", "state"),
        Index("ix_manual_credit_state", "state", "id"),
        Index("ix_manual_credit_community", "community", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    """Of the earner."""
    community: Mapped[str]
    day: Mapped[str]
    """ISO date in the institution's time zone."""
    scheme: Mapped[str]
    amount: Mapped[int]
    """Steps; below nought it takes back."""
    reason: Mapped[str]
    proposed_by: Mapped[str]
    proposed_at: Mapped[int]
    state: Mapped[str] = mapped_column(default="proposed")
    """proposed → confirmed | refused."""
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[int | None]
    decided_why: Mapped[str] = mapped_column(default="")

"""What leaves: messages with their state, and what HR has been told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Message(Base):
    """One thing to be told to one target. pending → sending → sent | refused | dead, or pending again.

    A person may send a message that ended once more, or lay it aside (discarded).
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_due", "target", "state", "next_at"),
        Index("ix_message_subject", "target", "kind", "subject"),
        Index("ix_message_taken", "target", "taken_at"),
        Index("ix_message_state", "state", "id"),
        Index("ix_message_kind", "kind", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[str]
    """``lms:<source>`` or ``hr:<target>``."""
    kind: Mapped[str]
    """profile-figure | hr-file | cohort-member | badge-withdrawal, or of a post of ours: summary | link | minutes |
    digest | thanks | related."""
    subject: Mapped[str]
    """What it is about: an account, a run, ``<rule>/<account>``, a post of ours. Order is kept per subject."""
    state: Mapped[str] = mapped_column(default="pending")
    desired: Mapped[dict[str, Any]]
    """What was true when it was written; what is sent is what is true at sending."""
    cause: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[int]
    taken_at: Mapped[int | None]
    look_first: Mapped[bool] = mapped_column(default=False)
    """The outcome of an earlier try is unknown: look at the target before sending."""
    reason: Mapped[str | None]
    """Machine word of the last failure or refusal."""
    answer: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[int]
    sent_at: Mapped[int | None]


class TargetState(Base):
    """A target that takes nothing for now, or one kind of message that it does not take."""

    __tablename__ = "target_state"

    target: Mapped[str] = mapped_column(primary_key=True)
    """As in :class:`Message`; with ``/<kind>`` behind it where only messages of that kind are stopped."""
    reason: Mapped[str | None]
    """Machine word of what stands in the way; null: nothing does (any more)."""
    since: Mapped[int | None]
    probe_at: Mapped[int] = mapped_column(default=0)
    """Epoch seconds at which it is tried again."""


class HrRowSent(Base):
    """One row of one run for HR, as it was frozen when the run was composed."""

    __tablename__ = "hr_row"
    __table_args__ = (Index("ix_hr_row_number", "number", "target"),)

    message: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[str]
    number: Mapped[str]
    action: Mapped[str]
    """NEW | UBAH | BATAL."""
    row: Mapped[dict[str, Any]]


class HrKnown(Base):
    """What HR has been told last of each record; BATAL rows leave it with amount 0."""

    __tablename__ = "hr_known"

    target: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    row: Mapped[dict[str, Any]]
    run: Mapped[int]

"""Small things that must outlive a restart: counters, cursors, how each source is doing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Counter(Base):
    """A number that only grows: the order in which reads began, run numbers, the inbox cursor."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class SourceState(Base):
    """How one source is doing, as last seen."""

    __tablename__ = "source_state"

    source: Mapped[str] = mapped_column(primary_key=True)
    service_user: Mapped[int | None]
    """The account we read and write with; its own posts never count."""
    problem: Mapped[str | None]
    """Machine word while the source does not answer as it should."""
    problem_text: Mapped[str | None]
    problem_since: Mapped[int | None]
    retry_at: Mapped[int] = mapped_column(default=0)
    """Epoch seconds before which the source is left alone."""
    failures: Mapped[int] = mapped_column(default=0)
    sweep_began: Mapped[int | None]
    """Epoch seconds at which the unfinished reconcile began; none is running when null."""
    sweep_full: Mapped[bool] = mapped_column(default=False)
    swept_at: Mapped[int | None]
    """When the last whole reconcile ended."""
    horizon: Mapped[int | None]
    """Epoch seconds: discussions that ended before and were never read are left alone (``backfill --since``)."""


class SweepRun(Base):
    """One reconcile of a source: which tier, when, and what it found that no event had told."""

    __tablename__ = "sweep_run"
    __table_args__ = (Index("ix_sweep_run_source", "source", "began_at"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    tier: Mapped[int]
    """``connector.steps.hints.Sweep``."""
    began_at: Mapped[int]
    ended_at: Mapped[int | None]
    repaired: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``{"post": {"new": 3, "changed": 1, "gone": 2}}``; kinds and words without a count are left out."""


class Alarm(Base):
    """Something that a person should see to; it is raised once, told once, and cleared by itself when mended."""

    __tablename__ = "alarm"

    key: Mapped[str] = mapped_column(primary_key=True)
    """The kind and what it is about: ``silent:lms``."""
    kind: Mapped[str]
    about: Mapped[dict[str, Any]]
    """The values of its sentence."""
    since: Mapped[int]
    """Epoch seconds at which it was raised (again)."""
    told_at: Mapped[int | None]
    """When it was last sent by mail."""
    cleared_at: Mapped[int | None]
    """None: it is open."""


class Remark(Base):
    """A remembered word about ourselves, for instance the mode we last ran in."""

    __tablename__ = "remark"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
